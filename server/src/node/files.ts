import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Files } from '../engine/surroundings.ts';

/** Longer than anything that is read beside a Dockerfile. */
const longest = 1024 * 1024;

/** The files of this machine, by path; each folder is listed once. */
export function localFiles(): Files {
  const listed = new Map<string, Promise<readonly string[]>>();
  return {
    read: async (path) => {
      try {
        const { size } = await stat(path);
        return size > longest ? undefined : await readFile(path, 'utf8');
      } catch {
        return undefined; // a neighbour that cannot be read says nothing; the subject itself is read elsewhere
      }
    },
    list: (folder) => {
      const names = listed.get(folder) ?? readdir(folder).catch(() => []);
      listed.set(folder, names);
      return names;
    },
  };
}

/** The same by `file:` URI; other places hold nothing. */
export function localFilesByUri(): Files {
  const files = localFiles();
  return {
    read: async (uri) => {
      const path = pathOf(uri);
      return path === undefined ? undefined : files.read(path);
    },
    list: async (uri) => {
      const path = pathOf(uri);
      return path === undefined ? [] : files.list(path);
    },
  };
}

function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:///')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // a URI that names no path of this machine
  }
}
