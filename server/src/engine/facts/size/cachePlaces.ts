import type { Step } from '../../dockerfile/build.ts';
import { resolvePath } from '../../dockerfile/path.ts';
import type { ShellWord } from '../../shell/script.ts';
import { homeAt } from '../homes.ts';
import type { PackageCall } from '../packageCalls.ts';
import { type ClearedPath, clears, clearsInHome } from './clearedPath.ts';
import { type Exported, variableIn } from './variableIn.ts';

/** Where a package manager keeps what it fetched: taking away one of these is enough. */
export interface CachePlaces {
  readonly folders: readonly string[];
  /** Below a home that may not be known: `.cache/pip`. */
  readonly inHome: readonly string[];
  /** The last part of a path that is such a cache wherever it lies: `pkgs`. */
  readonly named: readonly string[];
}

export interface Place {
  readonly call: PackageCall;
  readonly step: Step;
  readonly exported: Exported;
}

export const at = (...folders: readonly string[]): CachePlaces => ({ folders, inHome: [], named: [] });

export function homePlaces({ step }: Place, ...inHome: readonly string[]): CachePlaces {
  const home = homeAt(step);
  return { folders: home === undefined ? [] : inHome.map((tail) => `${home}/${tail}`), inHome, named: [] };
}

/** The folder that an option or a variable moves the cache to; undefined where none does, 'unknown' where it cannot be told. */
export function movedTo(
  { call, step, exported }: Place,
  options: readonly string[],
  variables: readonly string[],
): CachePlaces | 'unknown' | undefined {
  const option = call.asked.options.findLast(({ name }) => options.includes(name));
  if (option !== undefined) return placeOf(option.value?.text, option.value, call);
  for (const name of variables) {
    const setting = variableIn(name, call.command, step, exported);
    if (setting !== undefined) return placeOf(setting.text, undefined, call);
  }
  return undefined;
}

function placeOf(text: string | undefined, word: ShellWord | undefined, { command }: PackageCall) {
  if (text === undefined || text === '' || word?.tilde === true) return 'unknown';
  if (!text.startsWith('/') && command.directory === undefined) return 'unknown';
  return at(resolvePath(command.directory ?? '/', text));
}

/** Whether the cache is gone when this is taken away. */
export function clearsCache(path: ClearedPath, { folders, inHome, named }: CachePlaces): boolean {
  return (
    folders.some((folder) => clears(path, folder)) ||
    inHome.some((tail) => clearsInHome(path, tail)) ||
    named.includes(path.parts.at(-1) ?? '') ||
    (path.glob && named.includes(path.parts.at(-2) ?? ''))
  );
}
