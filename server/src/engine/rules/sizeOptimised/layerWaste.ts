import { layerName, layerSpan } from '../../facts/image/layerFacts.ts';
import { type LayerWaste, layerWaste as wasteOf } from '../../facts/image/layerWaste.ts';
import { ownLayers } from '../../facts/image/ownLayers.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { sizeText } from '../../text/sizeText.ts';
import { evidence, rule, undecided, violation } from '../rule.ts';

export const layerWaste = rule({
  id: 'layer-waste',
  criterion: 'size-optimised',
  deciding: true,
  title: 'No layer holds much that a later one replaces or deletes.',
  why: 'A layer keeps all that its step wrote. What a later step deletes or writes anew is still downloaded and stored with every copy of the image. It is measured on the layers of a built image, those of its base left out where the history tells them; up to a tenth of what the layers add passes.',
  ignore: 'Where the layers are shared by many images, so that few nodes download them again.',
  examples: {
    violated: [],
    undecided: [
      '{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: ['FROM debian:12-slim\nCOPY app /opt/app\n'],
  },
  *check(facts) {
    if (facts.build !== undefined) return;
    const waste = wasteOf(facts);
    if (waste === undefined) {
      yield undecided(facts.user.at, unreadMessage(facts));
      return;
    }
    const { added, wasted, paths } = waste;
    const [most] = paths;
    if (most !== undefined && wasted * 10 > added)
      yield violation(layerSpan(facts, most.from), messageOf(facts, waste));
    else {
      const how = wasted === 0 ? `nothing of the ${sizeText(added)}` : `${sizeText(wasted)} of ${sizeText(added)}`;
      yield evidence(`${how} in ${layersText(facts)} ${wasted === 0 ? 'is' : 'are'} replaced or deleted later`);
    }
  },
});

function unreadMessage({ files }: ImageFacts): string {
  const settle = 'Check the built image itself, as a layout or an archive.';
  if (files?.state !== 'unknown')
    return `Cannot tell what is left in the layers: they are not in this document. ${settle}`;
  return `Cannot tell what is left in the layers: ${files.because}.`;
}

function messageOf(facts: ImageFacts, { added, wasted, paths }: LayerWaste): string {
  const shown = paths.slice(0, mostShown).map(({ path, bytes, from, by, how }) => {
    return `${path} (${sizeText(bytes)} of ${layerName(facts, from)}, ${how} by ${layerName(facts, by)})`;
  });
  const more = paths.length > mostShown ? [`${paths.length - mostShown} more`] : [];
  const share = `${Math.round((wasted / added) * 100)} %`;
  return `${sizeText(wasted)}, ${share} of what ${layersText(facts)} add, are replaced or deleted later and still take up room: ${[...shown, ...more].join(', ')}. Delete them in the step that makes them, or build in a stage of its own and COPY the result.`;
}

const mostShown = 3;

function layersText(facts: ImageFacts): string {
  const { layers, told } = ownLayers(facts);
  const count = layers.length === 1 ? 'layer' : `${layers.length} layers`;
  return told ? `the ${count} after the base's` : `the ${count}`;
}
