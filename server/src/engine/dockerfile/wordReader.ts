import type { Lookup } from './variable.ts';

/** Doubling a variable fifty times must not fill the memory. */
const longest = 1 << 16;

/** Braces in braces in braces: more than this the builder may follow, but nobody writes. */
export const deepest = 100;

/** A word on its way through expansion. */
export interface Reader {
  readonly source: string;
  readonly escape: string;
  readonly lookup: Lookup;
  /** Whether quotes mean something; in the body of a here-document they do not. */
  readonly quotes: boolean;
  position: number;
  depth: number;
  readonly unset: string[];
  /** The first thing that could not be told. */
  because: string | undefined;
  /** The first thing that is wrong; reading stops there. */
  problem: string | undefined;
}

export function newReader(source: string, escape: string, lookup: Lookup): Reader {
  const nothing = { because: undefined, problem: undefined };
  return { source, escape, lookup, quotes: true, position: 0, depth: 0, unset: [], ...nothing };
}

export function valueOf(reader: Reader, name: string): { readonly text: string; readonly given: boolean } {
  const variable = reader.lookup(name);
  if (variable.state === 'set') return { text: variable.value, given: true };
  if (variable.state === 'unknown') return { text: cannotTell(reader, variable.because), given: false };
  reader.unset.push(name);
  return { text: '', given: true };
}

export function readName(reader: Reader): string {
  namePattern.lastIndex = reader.position;
  const name = namePattern.exec(reader.source)?.[0] ?? '';
  reader.position += name.length;
  return name;
}

/** A run of digits, one special parameter, or a name. */
const namePattern = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;

export function fail(reader: Reader, problem: string): string {
  reader.problem ??= problem;
  return '';
}

export function cannotTell(reader: Reader, because: string): string {
  reader.because ??= because;
  return '';
}

/** The text, unless it has become too long to go on with. */
export function grown(reader: Reader, text: string): string {
  return text.length > longest ? cannotTell(reader, 'a value grows too long') : text;
}
