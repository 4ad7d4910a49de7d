import { acceleratorIn, acceleratorWords } from './accelerators.ts';
import { nearest } from './nearest.ts';

/** What the last part of a repository says, read as the protocol's `name[-accelerator]-maintainerid`. */
export type ImageNameReading = ContributedName | OtherName;

export interface ContributedName {
  readonly state: 'valid';
  readonly name: string;
  /** As written: `gpu`, `cuda12`. */
  readonly accelerator: string | undefined;
  readonly maintainer: string;
}

export interface OtherName {
  readonly state: 'violated';
  readonly violation: NameViolation;
  /** The part that stands where the maintainer id is expected; undefined where there is none. */
  readonly found: string | undefined;
  /** The configured maintainer id that is nearest to it. */
  readonly nearest: string | undefined;
  /** What to write instead, where one can be told. */
  readonly proposal: string | undefined;
}

export type NameViolation =
  | 'upper-case'
  | 'malformed'
  /** One part only, or the last is an accelerator. */
  | 'maintainer-missing'
  /** A last part that is not configured as a maintainer id. */
  | 'maintainer-unknown'
  /** Nothing before the maintainer id but an accelerator, or nothing at all. */
  | 'name-missing';

export interface Naming {
  /** The maintainer ids that are known; none known: any will do. */
  readonly maintainers?: readonly string[];
  /** Words that settings add to the known accelerators. */
  readonly accelerators?: readonly string[];
}

/** Reads the last part of a repository, from the right. */
export function readImageName(text: string, { maintainers = [], accelerators = [] }: Naming = {}): ImageNameReading {
  if (text.length > longestName) return other('malformed', {});
  const lower = text.toLowerCase();
  if (lower !== text) return other('upper-case', { proposal: wellFormed.test(lower) ? lower : undefined });
  if (!wellFormed.test(text))
    return other('malformed', { proposal: wellFormed.test(mended(text)) ? mended(text) : undefined });

  const words = acceleratorWords(accelerators);
  const { before, last } = splitMaintainer(text, maintainers);
  const known = maintainers.includes(last);
  if (!known && (before === undefined || acceleratorIn(last, words) !== undefined)) {
    const [only] = maintainers.length === 1 ? maintainers : [];
    const named = before !== undefined || acceleratorIn(last, words) === undefined;
    return other('maintainer-missing', { proposal: only !== undefined && named ? `${text}-${only}` : undefined });
  }
  if (!known && maintainers.length > 0) return unknownMaintainer(before ?? '', last, maintainers);

  const parts = splitAccelerator(before ?? '', words);
  if (parts.name === '') return other('name-missing', { found: last });
  return { state: 'valid', ...parts, maintainer: last };
}

const longestName = 255;
const wellFormed = /^[a-z0-9]+(?:(?:\.|__?|-)[a-z0-9]+)*$/;

function mended(text: string): string {
  return text.replace(/-{2,}/g, '-').replace(/^-|-$/g, '');
}

interface Split {
  readonly before: string | undefined;
  readonly last: string;
}

/** A configured maintainer id may have hyphens of its own. */
function splitMaintainer(text: string, maintainers: readonly string[]): Split {
  const ids = maintainers.filter((id) => text === id || text.endsWith(`-${id}`));
  const [id] = ids.toSorted((a, b) => b.length - a.length);
  const hyphen = id === undefined ? text.lastIndexOf('-') : text.length - id.length - 1;
  return hyphen < 0
    ? { before: undefined, last: text }
    : { before: text.slice(0, hyphen), last: text.slice(hyphen + 1) };
}

function splitAccelerator(
  text: string,
  words: ReadonlySet<string>,
): { readonly name: string; readonly accelerator: string | undefined } {
  const hyphen = text.lastIndexOf('-');
  const last = text.slice(hyphen + 1);
  if (acceleratorIn(last, words) === undefined) return { name: text, accelerator: undefined };
  return { name: text.slice(0, Math.max(hyphen, 0)), accelerator: last };
}

function unknownMaintainer(before: string, last: string, maintainers: readonly string[]): OtherName {
  const near = nearest(last, maintainers);
  const proposal = near === undefined ? undefined : `${before}-${near}`;
  return other('maintainer-unknown', { found: last, nearest: nearest(last, maintainers, longestDistance), proposal });
}

/** With few ids the nearest is worth naming however far it is. */
const longestDistance = 64;

function other(violation: NameViolation, known: Partial<Pick<OtherName, 'found' | 'nearest' | 'proposal'>>): OtherName {
  return { state: 'violated', violation, found: undefined, nearest: undefined, proposal: undefined, ...known };
}
