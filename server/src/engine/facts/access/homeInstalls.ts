import type { Step } from '../../dockerfile/build.ts';
import { cleanPath } from '../../dockerfile/path.ts';
import { hasOption, optionValue, readOptions } from '../../shell/options.ts';
import type { PackageCommand } from '../../shell/packageCommand.ts';
import { installs } from '../../shell/packages.ts';
import { baseName } from '../../shell/path.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { get } from '../../text/persistentMap.ts';
import { homeAt, pathOf } from '../homes.ts';

/** Software that a command installs to a folder of the user's home, by default or because it is told so. */
export interface HomeInstall {
  readonly folder: string;
  /** What does so, as a message starts: `pip install --user`. */
  readonly what: string;
  /** What to write instead. */
  readonly write: string;
  /** A word to leave out. */
  readonly drop?: ShellWord;
}

/** A command where it runs, with the variables that the script exported before. */
export interface Running {
  readonly command: ShellCommand;
  readonly step: Step;
  readonly exported: ReadonlyMap<string, string>;
}

/** Where a command installs software to that has its place in the home of the user by default. */
export function homeInstall(running: Running): HomeInstall | undefined {
  const found = rows.get(running.command.program ?? '')?.(running) ?? byManager(running) ?? byInstaller(running);
  if (found === undefined) return undefined;
  const { default: place, variables, ...said } = found;
  const folder = place.startsWith('/') ? place : folderInHome(place, variables, running);
  return folder === undefined ? undefined : { ...said, folder };
}

/** A folder below the home of the user, unless one of the variables moves it. */
export function folderInHome(place: string, variables: readonly string[], running: Running): string | undefined {
  const moved = variables.map((name) => valueOf(name, running)).find((value) => value !== undefined);
  if (moved === 'unknown') return undefined;
  if (moved !== undefined) return cleanPath(moved);
  const home = valueOf('HOME', running) ?? homeAt(running.step);
  const own = running.command.asUser === undefined || running.command.asUser === 'root';
  return home === undefined || home === 'unknown' || !own ? undefined : cleanPath(`${home}/${place}`);
}

interface Row extends Omit<HomeInstall, 'folder'> {
  /** Below the home; a whole path where no variable moves it. */
  readonly default: string;
  /** The variables that move it, the first that is set counts. */
  readonly variables: readonly string[];
}

/** Its value; `unknown` where it has one that cannot be told. */
function valueOf(name: string, { command, step, exported }: Running): string | undefined {
  const given = command.assignments.get(name);
  if (given !== undefined) return given.text ?? 'unknown';
  const own = exported.get(name);
  if (own !== undefined) return own;
  const fact = get(step.before.variables, name);
  if (fact === undefined || fact.state === 'absent') return undefined;
  return fact.state === 'known' ? fact.value : 'unknown';
}

type ReadRow = (running: Running) => Row | undefined;

const rows: ReadonlyMap<string, ReadRow> = new Map<string, ReadRow>([
  ['pipx', byPipx],
  ['uv', byUv],
  ['cargo', byCargo],
  ['micromamba', byMicromamba],
  ['nvm', byNvm],
]);

function byPipx({ command: { args } }: Running): Row | undefined {
  const verbs = args.filter(({ text }) => text !== undefined && !text.startsWith('-'));
  if (verbs[0]?.text !== 'install' || args.some(({ text }) => text === '--global')) return undefined;
  const write = 'Set PIPX_HOME=/opt/pipx and PIPX_BIN_DIR=/usr/local/bin for it';
  return { what: 'pipx', default: '.local', variables: ['PIPX_HOME'], write };
}

function byUv({ command: { args } }: Running): Row | undefined {
  const [group, verb] = args.filter(({ text }) => text !== undefined && !text.startsWith('-'));
  if (verb?.text !== 'install') return undefined;
  if (group?.text === 'tool') {
    const write = 'Set UV_TOOL_DIR=/opt/uv-tools and UV_TOOL_BIN_DIR=/usr/local/bin for it';
    return { what: 'uv tool', default: '.local/share/uv/tools', variables: ['UV_TOOL_DIR', 'XDG_DATA_HOME'], write };
  }
  if (group?.text !== 'python' || args.some(({ text }) => /^(?:-i|--install-dir)/.test(text ?? ''))) return undefined;
  const write = 'Set UV_PYTHON_INSTALL_DIR=/opt/python for it';
  return {
    what: 'uv python',
    default: '.local/share/uv/python',
    variables: ['UV_PYTHON_INSTALL_DIR', 'XDG_DATA_HOME'],
    write,
  };
}

function byCargo({ command }: Running): Row | undefined {
  const call = installs(command);
  if (call?.action !== 'install' || call.root !== undefined) return undefined;
  const write = 'Add --root /usr/local';
  return { what: 'cargo install', default: '.cargo', variables: ['CARGO_INSTALL_ROOT', 'CARGO_HOME'], write };
}

/** The base may bring the root prefix, but then the file did not bring micromamba. */
function byMicromamba({ command, step }: Running): Row | undefined {
  const call = installs(command);
  const other =
    call === undefined ||
    call.root !== undefined ||
    hasOption({ options: call.options, operands: [] }, '-r', '--root-prefix');
  if (other || (call.action !== 'install' && call.action !== 'env-create') || step.before.open !== undefined)
    return undefined;
  const write = 'Set ENV MAMBA_ROOT_PREFIX=/opt/conda before it';
  return { what: 'micromamba', default: '.local/share/mamba', variables: ['MAMBA_ROOT_PREFIX'], write };
}

function byNvm({ command: { args } }: Running): Row | undefined {
  if (args[0]?.text !== 'install') return undefined;
  return {
    what: 'nvm',
    default: '.nvm',
    variables: ['NVM_DIR'],
    write: 'Set ENV NVM_DIR=/opt/nvm before it is installed',
  };
}

function byManager({ command, step }: Running): Row | undefined {
  const call = installs(command);
  if (call === undefined || call.action !== 'install') return undefined;
  if (call.manager === 'pip' && call.flags.has('--user')) return userSite(call);
  if (call.manager === 'julia') {
    const write = 'Set ENV JULIA_DEPOT_PATH=/opt/julia before it';
    return { what: 'Pkg.add', default: '.julia', variables: ['JULIA_DEPOT_PATH'], write };
  }
  const editable = call.options.find(({ name }) => name === '-e' || name === '--editable')?.value;
  const folder = editable && pathOf(editable, command, step);
  return folder === undefined ? undefined : fixed('pip install -e', folder, 'Leave -e out');
}

function userSite({ options }: PackageCommand): Row {
  const drop = options.find(({ name }) => name === '--user')?.word;
  const said = {
    what: 'pip install --user',
    default: '.local',
    variables: ['PYTHONUSERBASE'],
    write: 'Leave --user out',
  };
  return drop === undefined ? said : { ...said, drop };
}

const fixed = (what: string, folder: string, write: string): Row => ({ what, default: folder, variables: [], write });

const condaInstaller = /^(miniconda|anaconda|miniforge|mambaforge)([23]?)[\w.-]*\.sh$/i;

/** Conda's installers, and what is told a prefix. */
function byInstaller({ command, step }: Running): Row | undefined {
  const script = command.words.find(({ text }) => condaInstaller.test(baseName(text ?? '')));
  if (script !== undefined) {
    const read = readOptions(command.args, { short: 'p', long: ['--prefix'] });
    const prefix = optionValue(read, '-p', '--prefix');
    const folder = prefix && pathOf(prefix, command, step);
    if (folder !== undefined) return fixed('The installer of conda', folder, 'Install with -p /opt/conda');
    const [, name = '', version = ''] = condaInstaller.exec(baseName(script.text ?? '')) ?? [];
    if (prefix !== undefined || !hasOption(read, '-b')) return undefined;
    return {
      what: 'The installer of conda',
      default: `${name.toLowerCase()}${version || '3'}`,
      variables: ['PREFIX'],
      write: 'Install with -p /opt/conda',
    };
  }
  const prefix = prefixOf(command, step);
  return prefix === undefined
    ? undefined
    : fixed(command.program ?? 'This', prefix, 'Take a prefix such as /opt or /usr/local');
}

const prefixes =
  /^(?:--prefix|-DCMAKE_INSTALL_PREFIX(?::\w+)?|-Dprefix|PREFIX|prefix|--install-?dir|--target)=(?=[/~])/;

function prefixOf(command: ShellCommand, step: Step): string | undefined {
  const root = installs(command)?.root;
  const word =
    root ??
    command.args.find(({ text }) => text !== undefined && prefixes.test(text)) ??
    command.args[command.args.findIndex(({ text }) => text === '--prefix') + 1];
  if (word === undefined || (word === command.args[0] && root === undefined && !prefixes.test(word.text ?? '')))
    return undefined;
  const text = word.text?.replace(prefixes, '');
  return text === undefined || !/^[/~]/.test(text)
    ? undefined
    : pathOf({ ...word, text, tilde: text.startsWith('~') }, command, step);
}
