import { lineNumber, linesOf } from '../../text/lines.ts';
import type { Span } from '../../text/span.ts';
import { type Fact, knownValue } from '../fact.ts';
import type { BuiltFrom, ImageFacts } from '../imageFacts.ts';
import { layersOfDockerfile } from './layersOfDockerfile.ts';

/** Something that an image and its Dockerfile do not agree on. */
export interface Difference {
  /** `user`, `label version`. */
  readonly what: string;
  /** As a reader may be shown it; undefined where it is not set. */
  readonly inImage: string | undefined;
  readonly inFile: string | undefined;
  /** The place in the image's documents. */
  readonly at: Span;
  /** The line of the Dockerfile that says it, from 1; undefined where its base does. */
  readonly line: number | undefined;
}

/** The facts that both tell and do not agree on. Labels beyond the file's are given at the build, or are the base's. */
export function differences(image: ImageFacts, { facts: file, text }: BuiltFrom): readonly Difference[] {
  const lines = linesOf(text);
  const compare = <T>(
    what: string,
    of: (facts: ImageFacts) => Fact<T>,
    show: (value: T) => string,
  ): readonly Difference[] => {
    const [made, written] = [of(image), of(file)];
    if (made.state === 'unknown' || written.state === 'unknown') return [];
    const [inImage, inFile] = [made, written].map((fact) => (fact.state === 'known' ? show(fact.value) : undefined));
    if (inImage === inFile) return [];
    const line = written.origin.kind === 'instruction' ? lineNumber(lines, written.at.start) : undefined;
    return [{ what, inImage, inFile, at: made.at, line }];
  };
  return [
    ...compare(
      'user',
      ({ user }) => literalUser(user),
      (value) => value,
    ),
    ...compare(
      'entry point',
      ({ entrypoint }) => entrypoint,
      ({ words }) => JSON.stringify(words),
    ),
    ...compare(
      'command',
      ({ command }) => command,
      ({ words }) => JSON.stringify(words),
    ),
    ...labels(image, file),
    ...base(image, file, (at) => lineNumber(lines, at)),
  ];
}

/** An empty user is none. */
function literalUser(fact: ImageFacts['user']): Fact<string> {
  if (fact.state !== 'known') return fact;
  const { text, literal } = fact.value;
  if (!literal) return { state: 'unknown', because: 'only the account is known', at: fact.at };
  return text === '' ? { state: 'absent', at: fact.at, origin: fact.origin } : { ...fact, value: text };
}

function labels(image: ImageFacts, file: ImageFacts): readonly Difference[] {
  const written = knownValue(file.labels) ?? new Map<string, string>();
  if (image.labels.state === 'unknown') return [];
  const made = knownValue(image.labels);
  const { at } = image.labels;
  return [...written].flatMap(([name, inFile]): readonly Difference[] => {
    const inImage = made?.get(name);
    return inImage === inFile ? [] : [{ what: `label ${name}`, inImage, inFile, at, line: undefined }];
  });
}

/** What an image records of its base is as precise as its builder made it. */
function base(image: ImageFacts, file: ImageFacts, lineAt: (offset: number) => number): readonly Difference[] {
  const [made, written] = [knownValue(image.base), knownValue(file.base)];
  if (made === undefined || written === undefined) return [];
  const place = { at: image.base.at, line: lineAt(file.base.at.start) };
  if (made.reference !== written.reference)
    return [{ what: 'base', inImage: made.reference, inFile: written.reference, ...place }];
  if (made.digest === undefined || written.digest === undefined || made.digest === written.digest) return [];
  return [{ what: 'digest of the base', inImage: made.digest, inFile: written.digest, ...place }];
}

/** The first RUN that the history would have if this file had built the image, and its line. */
export function missingRun(image: ImageFacts, { facts: { build }, text }: BuiltFrom): number | undefined {
  if (build === undefined || image.history?.state !== 'known') return undefined;
  const { missing } = layersOfDockerfile(build, image);
  // How builders write down the others differs too much.
  const run = missing.find(({ instruction }) => instruction.kind === 'run' && instruction.heredocs.length === 0);
  return run && lineNumber(linesOf(text), run.instruction.span.start);
}
