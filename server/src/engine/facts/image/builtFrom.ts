import { parseReference } from '../../reference/imageReference.ts';
import { normalise, normalisedText } from '../../reference/normalise.ts';
import type { BuiltFrom, ImageFacts } from '../imageFacts.ts';
import { layersOfDockerfile } from './layersOfDockerfile.ts';

/** A Dockerfile that was checked in the same call. */
export interface DockerfileBeside extends Omit<BuiltFrom, 'told'> {
  /** The references it is built for. */
  readonly images: readonly string[];
}

/**
 * The Dockerfile among several that seems to have built the image: its steps are in the history, half of them at least
 * as it may have been changed since, or it says that it is built as this reference.
 */
export function builtFrom(image: ImageFacts, dockerfiles: readonly DockerfileBeside[]): BuiltFrom | undefined {
  let best: { readonly share: number; readonly one: DockerfileBeside } | undefined;
  for (const one of dockerfiles) {
    const share = shareInHistory(one, image);
    if (share >= 0.5 && share > (best?.share ?? 0)) best = { share, one };
  }
  if (best !== undefined) return built(best.one, 'history');
  const references = new Set(image.references.flatMap(keyOf));
  const same = dockerfiles.find(({ images }) => images.flatMap(keyOf).some((key) => references.has(key)));
  return same && built(same, 'reference');
}

function built({ path, text, facts }: DockerfileBeside, told: BuiltFrom['told']): BuiltFrom {
  return { path, text, facts, told };
}

/** A single COPY tells nothing: many files have the same. */
function shareInHistory({ facts: { build } }: DockerfileBeside, image: ImageFacts): number {
  if (build === undefined) return 0;
  const { found, missing } = layersOfDockerfile(build, image);
  const runs = found.filter(({ instruction }) => instruction.kind === 'run').length;
  return runs === 0 && found.length < 2 ? 0 : found.length / (found.length + missing.length);
}

function keyOf(text: string): readonly string[] {
  const reference = parseReference(text);
  if (reference === undefined) return [];
  const { name, tag } = normalise(reference);
  return tag === undefined ? [] : [normalisedText({ name, tag })];
}
