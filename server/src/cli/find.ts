import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { type IgnoreRules, isIgnored, outerRules, withOwnRules } from './gitIgnore.ts';
import { type ReadError, reasonOf } from './reasons.ts';

const dockerfileName = /^(Dockerfile|Containerfile)(\..+)?$|.\.([Dd]ockerfile)$/;

/** Folders that hold other people's files. */
const skipped = new Set(['.git', 'node_modules']);

/** Full paths, sorted, and what stood in the way. */
export interface Found {
  readonly files: readonly string[];
  readonly errors: readonly ReadError[];
}

/** The Dockerfiles below a folder. What `.gitignore` files leave out and `node_modules` are not searched. */
export function findDockerfiles(folder: string): Found {
  return search(folder, (path) => dockerfileName.test(path.slice(path.lastIndexOf('/') + 1)));
}

/** An exclamation mark at the start is no "all but". */
const plainStart = { nonegate: true };

/** Whether the argument asks for every file of a pattern. */
export function isGlob(path: string): boolean {
  return picomatch.scan(slashed(path), plainStart).isGlob === true;
}

/** The files that match a glob, searched as a folder is. */
export function findMatching(glob: string, cwd: string): Found {
  const { base, glob: rest } = picomatch.scan(slashed(glob), plainStart);
  const folder = resolve(cwd, base);
  if (!isFolder(folder)) return { files: [], errors: [] };
  return search(folder, picomatch(rest, { ...plainStart, dot: true }));
}

/** On Windows a backslash separates folders; elsewhere it takes the meaning from the character that follows. */
function slashed(glob: string): string {
  return sep === '\\' ? glob.replaceAll('\\', '/') : glob;
}

interface Search {
  readonly top: string;
  readonly isWanted: (path: string) => boolean;
  readonly files: string[];
  readonly errors: ReadError[];
}

function search(top: string, isWanted: Search['isWanted']): Found {
  const found: Search = { top, isWanted, files: [], errors: [] };
  searchFolder(top, outerRules(top), found);
  return { files: found.files.sort(), errors: found.errors };
}

/** Links to folders are not followed, so no circle of links can be entered. */
function searchFolder(folder: string, outer: IgnoreRules, found: Search): void {
  const entries = entriesOf(folder, found);
  const rules = entries.some(({ name }) => name === '.gitignore') ? withOwnRules(folder, outer) : outer;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (skipped.has(entry.name)) continue;
    if (entry.isDirectory()) {
      if (!isIgnored(path, true, rules)) searchFolder(path, rules, found);
    } else if (found.isWanted(relative(found.top, path).split(sep).join('/'))) {
      if (!isIgnored(path, false, rules) && isReadable(path, entry, found)) found.files.push(path);
    }
  }
}

function entriesOf(folder: string, { errors }: Search): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    errors.push({ path: folder, message: reasonOf(error) });
    return [];
  }
}

/** A link counts as what it leads to; one that leads nowhere is told, since the file it stands for was not checked. */
function isReadable(path: string, entry: Dirent, { errors }: Search): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path).isFile();
  } catch (error) {
    errors.push({ path, message: reasonOf(error) });
    return false;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
