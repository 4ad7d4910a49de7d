/** What a line of a shell script turns on. */
export type Activated =
  /** A conda environment by name or prefix; `base` where none is named. */
  | { readonly kind: 'conda'; readonly name: string }
  /** A folder of programs. */
  | { readonly kind: 'folder'; readonly folder: string; readonly label: string | undefined }
  /** Something whose folders are not known: modules, oneAPI. `within` is where they lie, if that is. */
  | { readonly kind: 'other'; readonly label: string; readonly within: string | undefined };

const mostLines = 2000;
const longestLine = 2000;

/** What the text turns on, line by line; comments are no lines. */
export function activatedBy(text: string): readonly Activated[] {
  return text
    .split(/\r?\n|;|&&/, mostLines)
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= longestLine && !line.startsWith('#'))
    .flatMap((line) => readers.flatMap((read) => read(line)).slice(0, 4));
}

type ReadLine = (line: string) => readonly Activated[];

const unquoted = (word: string | undefined) => word?.replace(/["'\\]/g, '');

const readers: readonly ReadLine[] = [byConda, byFile, byModules, byPath];

function byConda(line: string): readonly Activated[] {
  const named = /^(?:conda|mamba|micromamba|source|\.)\s+activate(?:\s+(\S+))?/.exec(line);
  if (named === null) return [];
  const name = unquoted(named[1]) ?? 'base';
  if (/[$`]/.test(name)) return [];
  return [{ kind: 'conda', name }];
}

function byFile(line: string): readonly Activated[] {
  const [, written, argument] = /^(?:source|\.)\s+(\S+)(?:\s+(\S+))?/.exec(line) ?? [];
  const file = unquoted(written);
  if (file === undefined || file.includes('`')) return [];
  const environment = unquoted(argument);
  const own = /^(\/[^$]*)\/bin\/(activate|GMXRC)(?:\.bash|\.sh)?$/.exec(file);
  if (own !== null) {
    if (own[2] === 'activate' && environment !== undefined && /^[\w.-]+$/.test(environment))
      return [{ kind: 'conda', name: environment }];
    return [{ kind: 'folder', folder: `${own[1]}/bin`, label: own[2] === 'GMXRC' ? 'GROMACS' : undefined }];
  }
  if (/(?:^|\/)(?:setvars|compilervars|mklvars|mpivars|iccvars|psxevars)\.sh$/.test(file)) {
    const within = file.startsWith('/') ? file.slice(0, file.lastIndexOf('/')) : undefined;
    return [{ kind: 'other', label: 'oneAPI', within }];
  }
  if (/spack[^/]*\/activate\.sh$/.test(file))
    return [{ kind: 'other', label: 'what spack installed', within: undefined }];
  if (/\/bin\/GMXRC/.test(file)) return [{ kind: 'other', label: 'GROMACS', within: undefined }];
  return /foam/i.test(file) && /\/etc\/bashrc$/.test(file)
    ? [{ kind: 'other', label: 'OpenFOAM', within: undefined }]
    : [];
}

function byModules(line: string): readonly Activated[] {
  const [, module] = /^(?:module\s+(?:load|add)|ml(?:\s+load)?)\s+(\S+)/.exec(line) ?? [];
  if (module !== undefined) return [{ kind: 'other', label: `the module ${module}`, within: undefined }];
  const [, spack] = /^(?:eval\s+["'$(]*)?spack\s+(?:load|env\s+activate)\s+(.+)$/.exec(line) ?? [];
  return spack === undefined ? [] : [{ kind: 'other', label: 'what spack installed', within: undefined }];
}

function byPath(line: string): readonly Activated[] {
  const [, value] = /^(?:export\s+)?["']?PATH=(.+)$/.exec(line) ?? [];
  // What is put in for $PATH itself is no new folder; a value of one folder is none to add.
  if (value === undefined || !/[:]/.test(value)) return [];
  return value
    .replace(/["'\\]/g, '')
    .split(':')
    .filter((folder) => /^\/[\w./+-]+$/.test(folder))
    .map((folder) => ({ kind: 'folder', folder: folder.replace(/\/$/, ''), label: undefined }));
}
