import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { findDockerfiles } from './find.ts';

/** A text to check, under the path it is reported by. */
export interface Source {
  readonly path: string;
  /** Where it can be written back to; undefined for standard input. */
  readonly file: string | undefined;
  readonly text: string;
}

export interface ReadError {
  readonly path: string;
  readonly message: string;
}

export interface Reading {
  readonly cwd: string;
  readonly stdin: () => Promise<string>;
}

/** Text that nobody wrote by hand is not worth the memory. */
const largest = 64 * 1024 * 1024;

/** Reads everything the paths name; what cannot be read is told and the rest goes on. */
export async function readSources(
  paths: readonly string[],
  { cwd, stdin }: Reading,
): Promise<{ readonly sources: readonly Source[]; readonly errors: readonly ReadError[] }> {
  const sources: Source[] = [];
  const errors: ReadError[] = [];
  const seen = new Set<string>();
  for (const path of paths.length === 0 ? ['.'] : paths) {
    if (path === '-') {
      sources.push({ path: '-', file: undefined, text: await stdin() });
      continue;
    }
    for (const file of filesOf(path, cwd, errors)) {
      if (seen.has(file)) continue;
      seen.add(file);
      readInto(file, { shown: shownPath(file, path, cwd), sources, errors });
    }
  }
  return { sources: sources.sort((a, b) => (a.path < b.path ? -1 : 1)), errors };
}

function filesOf(path: string, cwd: string, errors: ReadError[]): readonly string[] {
  if (path.startsWith('docker://')) {
    errors.push({ path, message: 'Registries are not read by this version.' });
    return [];
  }
  const full = isAbsolute(path) ? path : join(cwd, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat === undefined) {
    errors.push({ path, message: 'There is no such file or folder.' });
    return [];
  }
  if (!stat.isDirectory()) return [full];
  if (statSync(join(full, 'oci-layout'), { throwIfNoEntry: false }) !== undefined) {
    errors.push({ path, message: 'Image layouts are not read by this version; check their JSON documents.' });
    return [];
  }
  const found = findDockerfiles(full);
  if (found.length === 0) errors.push({ path, message: 'There is no Dockerfile in this folder.' });
  return found;
}

interface Into {
  readonly shown: string;
  readonly sources: Source[];
  readonly errors: ReadError[];
}

function readInto(file: string, { shown, sources, errors }: Into): void {
  try {
    if (/\.tar(\.\w+)?$|\.tgz$/.test(file)) {
      errors.push({ path: shown, message: 'Image archives are not read by this version; check their JSON documents.' });
    } else if (statSync(file).size > largest) {
      errors.push({ path: shown, message: 'The file is larger than 64 MiB.' });
    } else sources.push({ path: shown, file, text: readFileSync(file, 'utf8') });
  } catch (error) {
    errors.push({ path: shown, message: error instanceof Error ? error.message : String(error) });
  }
}

/** As it was given; what a folder holds, relative to where the program was called. */
function shownPath(file: string, given: string, cwd: string): string {
  const full = isAbsolute(given) ? given : join(cwd, given);
  if (file === full) return given;
  return isAbsolute(given) ? file : relative(cwd, file).replaceAll('\\', '/');
}
