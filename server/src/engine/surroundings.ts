import { compileGlob } from './bases/glob.ts';
import { type Neighbour, neighbourSearch } from './declarations/neighbour.ts';

/** How a host reaches files. Paths are absolute, with slashes. */
export interface Files {
  /** The text of a file; undefined where there is none, or none that can be read. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** The names in a folder; empty where there is none. */
  readonly list: (folder: string) => Promise<readonly string[]>;
}

/** What stands around a Dockerfile and says something about it. */
export interface Surroundings {
  /** The nearest `.st4sd.yaml` upward, if there is one. */
  readonly configuration: Neighbour | undefined;
  /** Files that may describe how the image is built and named. */
  readonly neighbours: readonly Neighbour[];
}

export const configurationNames = ['.st4sd.yaml', '.st4sd.yml'] as const;

/** Deeper than any repository; a path that never ends is not followed. */
const deepest = 64;

/** Looks around a Dockerfile: upward for its configuration, and up to the repository's root for what builds it. */
export async function surroundingsOf(path: string, files: Files): Promise<Surroundings> {
  const folders = foldersAbove(path);
  const names = await Promise.all(folders.map((folder) => files.list(folder)));
  const root = names.findIndex((inside) => inside.includes('.git'));
  const own = folders.slice(0, root < 0 ? 1 : root + 1);
  const upward = own.flatMap((folder, i) => named(folder, names[i] ?? [], neighbourSearch.upward));
  const below = await belowRoot(own.at(-1) ?? '/', files);
  return {
    configuration: await nearestConfiguration(folders, { names, files }),
    neighbours: await readAll([...new Set([...upward, ...below])], files),
  };
}

/** The folder of the file and those above it, the nearest first. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1).slice(0, deepest);
  return parts.map((_, i) => parts.slice(0, parts.length - i).join('/') || '/');
}

function named(folder: string, names: readonly string[], patterns: readonly string[]): readonly string[] {
  const matches = patterns.map((pattern) => compileGlob(pattern));
  return names.filter((name) => matches.some((match) => match(name))).map((name) => inside(folder, name));
}

async function belowRoot(root: string, files: Files): Promise<readonly string[]> {
  const byFolder = new Map<string, string[]>();
  for (const pattern of neighbourSearch.root) {
    const slash = pattern.lastIndexOf('/');
    const folder = inside(root, pattern.slice(0, slash));
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), pattern.slice(slash + 1)]);
  }
  const found = [...byFolder].map(async ([folder, patterns]) => named(folder, await files.list(folder), patterns));
  return (await Promise.all(found)).flat();
}

interface Looking {
  readonly names: readonly (readonly string[])[];
  readonly files: Files;
}

async function nearestConfiguration(
  folders: readonly string[],
  { names, files }: Looking,
): Promise<Neighbour | undefined> {
  for (const [i, folder] of folders.entries()) {
    const name = configurationNames.find((one) => names[i]?.includes(one));
    if (name === undefined) continue;
    const path = inside(folder, name);
    const text = await files.read(path);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}

async function readAll(paths: readonly string[], files: Files): Promise<readonly Neighbour[]> {
  const read = paths.slice(0, neighbourSearch.most).map(async (path) => ({ path, text: await files.read(path) }));
  return (await Promise.all(read)).flatMap(({ path, text }) =>
    text === undefined || text.length > neighbourSearch.longest ? [] : [{ path, text }],
  );
}

function inside(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}
