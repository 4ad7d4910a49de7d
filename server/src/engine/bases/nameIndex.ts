import { compileGlob, type Glob, isGlob } from './glob.ts';

/**
 * Finds what is said of a repository name: what names it exactly, else the longest pattern that matches it.
 * The entries are asked for at the first look-up.
 */
export function nameIndex<T>(entries: () => Iterable<readonly [string, T]>): (name: string) => T | undefined {
  let index: Index<T> | undefined;
  return (name) => {
    index ??= buildIndex(entries());
    return index.exact.get(name) ?? index.globs.find(({ matches }) => matches(name))?.value;
  };
}

interface Index<T> {
  readonly exact: ReadonlyMap<string, T>;
  /** Longest first. */
  readonly globs: readonly { readonly pattern: string; readonly matches: Glob; readonly value: T }[];
}

function buildIndex<T>(entries: Iterable<readonly [string, T]>): Index<T> {
  const exact = new Map<string, T>();
  const globs = [];
  for (const [pattern, value] of entries) {
    if (isGlob(pattern)) globs.push({ pattern, matches: compileGlob(pattern), value });
    else exact.set(pattern, value);
  }
  globs.sort((a, b) => b.pattern.length - a.pattern.length);
  return { exact, globs };
}
