import { statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { type Around, aroundDockerfile } from '../engine/around.ts';
import { noConfiguration } from '../engine/configuration/configuration.ts';
import { type Files, surroundingsOf } from '../engine/surroundings.ts';
import { localFiles } from '../node/files.ts';
import { parentsInRepository } from './gitIgnore.ts';
import type { Options } from './options.ts';
import type { Source } from './sources.ts';

/** Gives what stands around a source: the configuration and the build files that speak about it. */
export type LookAround = (source: Source) => Promise<Around>;

/** The file with its mode as it lies beside the Dockerfile, which is taken for the root of the build context. */
export function contextBeside({ file }: Source): ((path: string) => { readonly mode: number } | undefined) | undefined {
  if (file === undefined || process.platform === 'win32') return undefined; // no x bits there
  return (path) => {
    const places = path === '.dockerignore' ? ignoreFiles(file) : [join(dirname(file), path)];
    for (const place of places) {
      const stat = statSync(place, { throwIfNoEntry: false });
      if (stat?.isFile() === true) return { mode: stat.mode & 0o7777 };
    }
    return undefined;
  };
}

/** The Dockerfile's own, and those of the folders up to the repository's root: any of them may be the build context. */
function ignoreFiles(file: string): readonly string[] {
  const folder = dirname(file);
  const folders = [folder, ...parentsInRepository(folder)];
  return [`${file}.dockerignore`, ...folders.map((one) => join(one, '.dockerignore'))];
}

/** Looks around in this machine's files; every folder is listed once in a run. */
export function newLookAround({ config }: Options, cwd: string): LookAround {
  const files: Files = localFiles();
  const shown = (place: string) => relative(cwd, place).replaceAll('\\', '/') || place;
  return async ({ path, file }) => {
    const place = slashed(file ?? resolve(cwd, path === '-' ? 'Dockerfile' : path));
    const around = await surroundingsOf(place, files);
    const surroundings =
      config === undefined ? around : { ...around, configuration: await given(config, { cwd, files }) };
    return aroundDockerfile({
      place,
      surroundings,
      settings: noConfiguration,
      trusted: true,
      shown,
      absolute: (path) => path,
    });
  };
}

async function given(config: string, { cwd, files }: { readonly cwd: string; readonly files: Files }) {
  const path = slashed(isAbsolute(config) ? config : resolve(cwd, config));
  const text = await files.read(path);
  return text === undefined ? undefined : { path, text };
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
