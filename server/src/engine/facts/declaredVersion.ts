import { readTag } from '../reference/tag.ts';
import type { ImageFacts } from './imageFacts.ts';

/** The version that the tags of the image declare. */
export interface DeclaredVersion {
  /** Every text that names it: the tags, and what they read as. */
  readonly spellings: ReadonlySet<string>;
  /** The one to write. */
  readonly version: string;
  /** The tag it is taken from. */
  readonly tag: string;
}

/** Undefined where no tag names a version: none is declared, it is made at build time, or it is `latest`. */
export function declaredVersion(
  { declared }: ImageFacts,
  accelerators: readonly string[],
): DeclaredVersion | undefined {
  const tags = (declared?.references ?? []).flatMap(({ reference, samples, unknown, placeholder }) => {
    const tag = reference?.tag;
    const isMade = samples !== undefined || unknown?.tag !== undefined || placeholder !== undefined;
    return tag === undefined || tag === 'latest' || isMade ? [] : [tag];
  });
  const readings = tags.map((tag) => readTag(tag, { accelerators }));
  const first = readings.find((reading) => /\d/.test(reading.tag));
  if (first === undefined) return undefined;
  const spellings = readings.flatMap((reading) => [reading.tag, versionOf(reading) ?? reading.tag]);
  return { spellings: new Set(spellings), version: versionOf(first) ?? first.tag, tag: first.tag };
}

function versionOf(reading: ReturnType<typeof readTag>): string | undefined {
  return reading.state === 'valid' ? reading.version : reading.proposal;
}
