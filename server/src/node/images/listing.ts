import { shownName, type TarEntry } from '../../engine/layers/tarEntry.ts';

/** A file in an archive. */
export interface Listed {
  /** Where its bytes start in the unpacked archive. */
  readonly offset: number;
  readonly size: number;
}

export interface Listing {
  /** Gives a clause on what is wrong with the entry. */
  readonly add: (entry: TarEntry, offset: number) => string | undefined;
  readonly file: (name: string) => Listed | undefined;
}

/** The files of an archive by their names; links to files stand for them, as old `docker save` has them. */
export function newListing(mostEntries: number): Listing {
  const files = new Map<string, Listed>();
  const links = new Map<string, string>();
  let entries = 0;
  const file = (name: string): Listed | undefined => {
    let at = name;
    for (let i = 0; i < 10; i++) {
      const target = links.get(at);
      if (target === undefined) return files.get(at);
      at = target;
    }
    return undefined;
  };
  const add = (entry: TarEntry, offset: number): string | undefined => {
    if (++entries > mostEntries) return `it has more than ${mostEntries} files (--limit files=N)`;
    const name = plainName(entry.name);
    links.delete(name);
    files.delete(name);
    if (entry.kind === 'file' && entry.sparse) return `${shownName(name)} is stored with holes, which is not read here`;
    if (entry.kind === 'file') files.set(name, { offset, size: entry.stored });
    else if (entry.kind === 'hard-link') links.set(name, plainName(entry.target));
    else if (entry.kind === 'symbolic-link') links.set(name, plainName(`${name}/../${entry.target}`));
    return undefined;
  };
  return { add, file };
}

/** Without dots; what leads above the archive is nothing in it. */
function plainName(name: string): string {
  const parts: string[] = [];
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
