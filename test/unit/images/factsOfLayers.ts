import { checkImageParts } from '../../../server/src/engine/check.ts';
import { factsFromParts, type ImagePart } from '../../../server/src/engine/facts/image/fromImageParts.ts';
import type { ImageFacts } from '../../../server/src/engine/facts/imageFacts.ts';
import { newFolding } from '../../../server/src/engine/layers/foldLayers.ts';
import { keptContent } from '../../../server/src/engine/layers/keptContent.ts';
import { usualLimits } from '../../../server/src/engine/layers/limits.ts';
import { readLayer } from '../../../server/src/engine/layers/readLayer.ts';
import { type Made, tarOf } from '../layers/makeTar.ts';

/** A step of the history: with files it made a layer. */
export interface MadeStep {
  readonly by: string;
  readonly comment?: string;
  readonly files?: readonly Made[];
}

const stored = { kind: 'layout', references: [] } as const;

/** An image whose layers are read, by the steps of its history. */
export async function partOf(steps: readonly MadeStep[], config: object = {}): Promise<ImagePart> {
  const folding = newFolding(usualLimits.files);
  const sizes: number[] = [];
  for (const { files } of steps) {
    if (files === undefined) continue;
    const tar = tarOf(...files);
    const layer = await readLayer(
      (async function* () {
        yield tar;
      })(),
      { limits: usualLimits, keep: keptContent, packed: () => tar.length, used: { files: 0, bytes: 0, kept: 0 } },
    );
    const problem = 'problem' in layer ? layer.problem : folding.add(layer);
    if (problem !== undefined) throw new Error(problem);
    sizes.push(tar.length);
  }
  const { tree, layers } = folding.result();
  const history = steps.map(({ by, comment, files }) => ({
    created_by: by,
    comment,
    empty_layer: files === undefined,
  }));
  return {
    manifest: undefined,
    config: JSON.stringify({ os: 'linux', architecture: 'amd64', config, history }),
    layers: layers.map((use, i) => ({ digest: undefined, size: sizes[i], uncompressedSize: sizes[i], use })),
    files: tree,
  };
}

export async function factsOfLayers(steps: readonly MadeStep[], config?: object): Promise<ImageFacts> {
  const facts = factsFromParts([await partOf(steps, config)], stored)?.facts;
  if (facts === undefined) throw new Error('no image');
  return facts;
}

/** Everything that is said of such an image. */
export async function checkOfLayers(steps: readonly MadeStep[], config?: object) {
  const check = checkImageParts([await partOf(steps, config)], stored);
  if (check === undefined) throw new Error('no image');
  return check;
}
