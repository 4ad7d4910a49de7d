import { baseSpan } from '../../dockerfile/resolve.ts';
import { largestFiles } from '../../facts/image/largestFiles.ts';
import { layerName } from '../../facts/image/layerFacts.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { sizeText } from '../../text/sizeText.ts';
import { evidence, type Outcome, rule, undecided, unjudged, violation } from '../rule.ts';

export const imageSize = rule({
  id: 'image-size',
  criterion: 'size-optimised',
  deciding: true,
  title: 'The image keeps within the size that the team has set.',
  why: 'Every node that runs a workflow downloads the image first. `sizeBudget` in .st4sd.yaml says what its compressed layers may weigh together; without it any size will do.',
  ignore: 'Where the application itself is larger, and a larger budget for this image is agreed on.',
  examples: {
    violated: [manifestOf([200_000_000, 120_000_000]), 'FROM python:3.12\nCOPY app /opt/app\n'],
    undecided: [
      '{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [manifestOf([30_000_000, 120_000_000]), 'FROM debian:12-slim\nCOPY app /opt/app\n'],
  },
  *check(facts, { sizeBudget }) {
    if (facts.build !== undefined) yield* expected(facts, sizeBudget);
    else {
      yield* measured(facts, sizeBudget);
      yield* largest(facts);
    }
  },
});

function* measured(facts: ImageFacts, budget: number | undefined): Iterable<Outcome> {
  const { size } = facts;
  const bytes = size.state === 'known' ? size.value.compressed : undefined;
  if (bytes !== undefined) {
    const text = `${sizeText(bytes)} compressed`;
    if (budget === undefined || bytes <= budget) yield evidence(text, size.at);
    else {
      const most = largestLayers(facts);
      const where = most === '' ? '' : ` The largest: ${most}.`;
      yield violation(
        size.at,
        `The layers weigh ${text}; at most ${sizeText(budget)} are agreed on (sizeBudget).${where}`,
      );
    }
  } else if (budget !== undefined) {
    const because = size.state === 'unknown' ? size.because : 'the compressed size is not known';
    yield undecided(size.at, `Cannot tell whether the image keeps within ${sizeText(budget)}: ${because}.`);
  }
}

/** For the report, whatever was agreed on. */
function* largest(facts: ImageFacts): Iterable<Outcome> {
  const layers = largestLayers(facts);
  if (layers !== '') yield evidence(`largest layers: ${layers}`);
  const files = largestFiles(facts).map(({ path, size }) => `${path} ${sizeText(size)}`);
  if (files.length > 0) yield evidence(`largest files: ${files.join(', ')}`);
}

/** As stored; only layers of which a step is known say something. */
function largestLayers(facts: ImageFacts): string {
  const sized = (facts.layers ?? []).flatMap(({ size, step }, number) =>
    size === undefined || step === undefined ? [] : [{ number, size }],
  );
  return sized
    .sort((a, b) => b.size - a.size)
    .slice(0, mostShown)
    .map(({ number, size }) => `${sizeText(size)} in ${layerName(facts, number)}`)
    .join(', ');
}

const mostShown = 3;

/** A Dockerfile tells of the base alone, whose size is known of one of its tags. */
function* expected({ build }: ImageFacts, budget: number | undefined): Iterable<Outcome> {
  if (budget === undefined) return;
  const root = build?.ships[0];
  const sizes = root?.base.kind === 'image' ? [...(root.base.image?.compressedSize?.values() ?? [])] : [];
  const least = Math.min(...sizes);
  if (root?.base.kind === 'image' && sizes.length > 0 && least > budget) {
    const base = `${root.base.text} alone weighs about ${sizeText(least)} compressed`;
    yield violation(baseSpan(root.from), `${base}; at most ${sizeText(budget)} are agreed on (sizeBudget).`);
  } else yield unjudged('the size is measured on the built image, and a budget is set');
}

function manifestOf(sizes: readonly number[]): string {
  const digest = (digit: number) => `sha256:${`${digit}`.repeat(64)}`;
  const layers = sizes.map((size, i) => ({
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
    digest: digest(i + 1),
    size,
  }));
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digest(0), size: 2000 };
  return `${JSON.stringify({ schemaVersion: 2, config, layers }, undefined, 1)}\n`;
}
