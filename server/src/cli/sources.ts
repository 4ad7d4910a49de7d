import { statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Found, findDockerfiles, findMatching, isGlob } from './find.ts';
import { type ReadError, reasonOf } from './reasons.ts';

/** Something to check, a file or an image's layout in a folder, under the path it is reported by; it is read when its turn comes. */
export interface Source {
  readonly path: string;
  /** Where it is read from and can be written back to; undefined for standard input. */
  readonly file: string | undefined;
}

export interface Sources {
  readonly sources: readonly Source[];
  readonly errors: readonly ReadError[];
}

/** Everything that the arguments name, each once, sorted by path. */
export function listSources(paths: readonly string[], cwd: string): Sources {
  const byFile = new Map<string, Source>();
  const errors: ReadError[] = [];
  for (const path of paths.length === 0 ? ['.'] : paths) {
    if (path === '-') {
      byFile.set('-', { path: '-', file: undefined });
      continue;
    }
    const found = filesOf(path, cwd);
    for (const file of found.files) {
      if (!byFile.has(file)) byFile.set(file, { path: shownPath(file, path, cwd), file });
    }
    errors.push(...found.errors.map((error) => ({ ...error, path: shownPath(error.path, path, cwd) })));
  }
  return { sources: [...byFile.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), errors };
}

/** Full paths. */
function filesOf(path: string, cwd: string): Found {
  const unread = (message: string): Found => ({ files: [], errors: [{ path, message }] });
  if (path.startsWith('docker://')) return unread('Registries are not read by this version.');
  const full = resolve(cwd, path);
  try {
    const stat = statSync(full, { throwIfNoEntry: false });
    if (stat === undefined) return isGlob(path) ? matching(path, cwd) : unread('There is no such file or folder.');
    if (!stat.isDirectory()) return { files: [full], errors: [] };
    return inFolder(full);
  } catch (error) {
    return unread(reasonOf(error));
  }
}

function matching(glob: string, cwd: string): Found {
  const found = findMatching(glob, cwd);
  if (found.files.length + found.errors.length > 0) return found;
  return { files: [], errors: [{ path: glob, message: 'No file matches this.' }] };
}

function inFolder(folder: string): Found {
  const unread = (message: string): Found => ({ files: [], errors: [{ path: folder, message }] });
  if (statSync(join(folder, 'oci-layout'), { throwIfNoEntry: false }) !== undefined)
    return { files: [folder], errors: [] };
  const found = findDockerfiles(folder);
  if (found.files.length + found.errors.length > 0) return found;
  return unread('There is no Dockerfile in this folder.');
}

/** As it was given; what a folder or a glob holds, relative to where the program was called. */
function shownPath(file: string, given: string, cwd: string): string {
  if (file === given || file === resolve(cwd, given)) return given;
  const shown = isAbsolute(given) ? file : relative(cwd, file);
  return shown.split(sep).join('/');
}
