import type { Step } from '../dockerfile/build.ts';
import type { Script, ShellWord } from '../shell/script.ts';
import { get } from '../text/persistentMap.ts';
import { type PackageCall, packageCalls } from './packageCalls.ts';

/** What pip, uv, pipx, pipenv, poetry and pdm install by a bare name. */
export function pythonInstalls(script: Script, step: Step): readonly ShellWord[] {
  return unpinned(script, ({ asked, command }) => {
    if (!pythonManagers.has(asked.manager) || asked.verb === 'python install') return [];
    // The versions may be in the files or in what is found beside them.
    if (asked.files.length > 0 || ['-c', '--constraint', '--no-index'].some((flag) => asked.flags.has(flag))) return [];
    if (asked.options.some(({ name, value }) => (name === '-f' || name === '--find-links') && isFolder(value)))
      return [];
    if (constraints.some((name) => command.assignments.has(name) || isSet(name, step))) return [];
    const folders = new Set(asked.options.flatMap(({ name, value }) => (takesFolder.has(name) ? [value] : [])));
    const bare = asked.packages.filter((word) => !folders.has(word) && isBareRequirement(word));
    return unversioned(bare, asked.packages);
  });
}

/** What conda, mamba, micromamba and pixi install by a bare name. */
export function condaInstalls(script: Script): readonly ShellWord[] {
  return unpinned(script, ({ asked }) => {
    if (!condaManagers.has(asked.manager) || asked.files.length > 0 || asked.flags.has('--clone')) return [];
    return unversioned(asked.packages.filter(isBareMatch), asked.packages);
  });
}

/** `Installs a, b and c`, or of many the first ones. */
export function namesOf(words: readonly ShellWord[]): string {
  const names = [...new Set(words.map(({ text = '' }) => text))];
  const rest = names.length - shown;
  if (rest > 1) return `Installs ${names.slice(0, shown).join(', ')} and ${rest} more`;
  const last = names.pop() ?? '';
  return names.length === 0 ? `Installs ${last}` : `Installs ${names.join(', ')} and ${last}`;
}

const shown = 5;

/** What is developed further in its own folder; a bare word is the folder's name. */
const takesFolder: ReadonlySet<string> = new Set(['-e', '--editable']);

const pythonManagers: ReadonlySet<string> = new Set(['pip', 'uv', 'pipx', 'pipenv', 'poetry', 'pdm']);
const condaManagers: ReadonlySet<string> = new Set(['conda', 'mamba', 'micromamba', 'pixi']);
const constraints = ['PIP_CONSTRAINT', 'PIP_REQUIREMENT', 'UV_CONSTRAINT', 'UV_REQUIREMENT'];

function isSet(name: string, { before }: Step): boolean {
  const fact = get(before.variables, name);
  return fact !== undefined && fact.state !== 'absent';
}

function unpinned(script: Script, namesIn: (call: PackageCall) => readonly ShellWord[]): readonly ShellWord[] {
  return packageCalls(script).flatMap((call) => {
    return call.asked.action === 'install' || call.asked.action === 'env-create' ? namesIn(call) : [];
  });
}

/** `conda install rdkit rdkit=2020.03.1`: a version that is given beside the bare name holds. */
function unversioned(bare: readonly ShellWord[], all: readonly ShellWord[]): readonly ShellWord[] {
  if (bare.length === 0) return [];
  const without = new Set(bare);
  const pinned = new Set(all.filter((word) => !without.has(word) && /[=<>~]/.test(word.text ?? '')).map(nameIn));
  return bare.filter((word) => !pinned.has(nameIn(word)));
}

/** `numpy` of `numpy`, `numpy[extra]==2.0`, `conda-forge::numpy=2.0`. */
const nameIn = ({ text = '' }: ShellWord) =>
  /^(?:[\w./-]{1,100}::)?([\w.-]*)/.exec(text.slice(0, longest))?.[1]?.toLowerCase();

/** The tools that install the rest are brought up to date everywhere. */
const pythonTools = new Set(['pip', 'setuptools', 'wheel', 'build']);
const condaTools = new Set(['conda', 'mamba', 'libmamba', 'conda-libmamba-solver', ...pythonTools]);

/** `numpy`, `numpy[extra]`, `numpy; python_version > "3"`: no version, path, URL or wheel. */
function isBareRequirement({ text }: ShellWord): boolean {
  if (text === undefined || text.length > longest) return false;
  const name = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?:;.*)?$/.exec(text)?.[1];
  return name !== undefined && !isFile(name) && !pythonTools.has(name.toLowerCase());
}

/** `numpy`, `conda-forge::numpy`. */
function isBareMatch({ text }: ShellWord): boolean {
  if (text === undefined || text.length > longest) return false;
  const name = /^(?:[\w./-]{1,100}::)?([A-Za-z0-9_][\w.-]*)$/.exec(text)?.[1];
  return name !== undefined && !isFile(name) && !condaTools.has(name.toLowerCase());
}

/** `--find-links /wheels`: what lies there may be the version. */
const isFolder = (place: ShellWord | undefined) => !/^[a-z]{2,8}:\/\//i.test(place?.text ?? '');

const longest = 200;
const isFile = (name: string) => /\.(?:whl|tar|gz|zip|bz2|conda|txt|ya?ml|toml|lock|egg)$/i.test(name);
