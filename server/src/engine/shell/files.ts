import { unpacks } from './archives.ts';
import { downloads } from './downloads.ts';
import { hasOption, optionValue, readOptions } from './options.ts';
import type { ShellCommand, ShellWord } from './script.ts';
import { outputsOf } from './written.ts';

/** Something that is there after a command. */
export interface Made {
  readonly how:
    | 'directory'
    | 'touch'
    | 'write'
    | 'append'
    | 'copy'
    | 'move'
    | 'link'
    | 'unpack'
    | 'clone'
    | 'download'
    | 'environment';
  /** Undefined for the working directory. */
  readonly path: ShellWord | undefined;
  /** What it comes from: files, a link's target, an archive, a URL. */
  readonly sources: readonly ShellWord[];
  /** `path` is a directory that gets the sources under their own names. */
  readonly into: boolean;
}

/** The files and directories that a command makes. */
export function makes(command: ShellCommand): readonly Made[] {
  const written = outputsOf(command).flatMap(({ operator, target }): Made[] => {
    if (target === undefined || target.text?.startsWith('/dev/')) return [];
    return [{ how: operator.endsWith('>>') ? 'append' : 'write', path: target, sources: [], into: false }];
  });
  return [...written, ...madeBy(command)];
}

function madeBy(command: ShellCommand): readonly Made[] {
  const { program, args } = command;
  switch (program) {
    case 'mkdir':
      return each('directory', readOptions(args, { short: 'mZ', long: ['--mode'] }).operands);
    case 'touch':
      return each('touch', readOptions(args, { short: 'drt', long: ['--date', '--reference', '--time'] }).operands);
    case 'tee': {
      const read = readOptions(args, {});
      return each(hasOption(read, '-a', '--append') ? 'append' : 'write', read.operands);
    }
    case 'cp':
    case 'mv':
    case 'install':
    case 'ln':
    case 'rsync':
      return byCopy(program, args);
    default:
      return byOther(command);
  }
}

const each = (how: Made['how'], paths: readonly ShellWord[]): Made[] => {
  return paths.map((path) => ({ how, path, sources: [], into: false }));
};

const copying = { short: 'tSmogZ', long: ['--target-directory', '--suffix', '--mode', '--owner', '--group'] };
const hows = { cp: 'copy', mv: 'move', install: 'copy', ln: 'link', rsync: 'copy' } as const;

function byCopy(program: keyof typeof hows, args: readonly ShellWord[]): Made[] {
  const syncing = {
    short: 'efBM',
    long: ['--rsh', '--exclude', '--include', '--exclude-from', '--chmod', '--chown', '--filter'],
  };
  const read = readOptions(
    args,
    program === 'rsync' ? syncing : program === 'install' ? copying : { ...copying, short: 'tS' },
  );
  const how = hows[program];
  if (program === 'install' && hasOption(read, '-d', '--directory')) return each('directory', read.operands);
  const target = optionValue(read, '-t', '--target-directory');
  if (target !== undefined) return [{ how, path: target, sources: read.operands, into: true }];
  const path = read.operands.at(-1);
  const sources = read.operands.slice(0, -1);
  if (path === undefined) return [];
  // `ln -s target` makes the link in the working directory.
  if (sources.length === 0) return program === 'ln' ? [{ how, path: undefined, sources: [path], into: true }] : [];
  const noDirectory = hasOption(read, '-T', '--no-target-directory', '-n', '--no-dereference');
  const last = path.pieces.at(-1) ?? '';
  const into = !noDirectory && (sources.length > 1 || last.endsWith('/') || path.text === '.' || path.text === '..');
  return [{ how, path, sources, into }];
}

function byOther(command: ShellCommand): readonly Made[] {
  const unpacked = unpacks(command);
  if (unpacked !== undefined) {
    const { archive, directory } = unpacked;
    return [{ how: 'unpack', path: directory, sources: archive === undefined ? [] : [archive], into: true }];
  }
  const fetched = downloads(command);
  if (fetched.length > 0) {
    const redirected = outputsOf(command).map(({ target }) => target);
    return fetched.flatMap(({ output, url, tool }): Made[] => {
      if (output === undefined || redirected.includes(output)) return [];
      return [{ how: tool === 'git' ? 'clone' : 'download', path: output, sources: [url], into: false }];
    });
  }
  const environment = environmentOf(command);
  return environment === undefined ? [] : [{ how: 'environment', path: environment, sources: [], into: false }];
}

/** The directory of `python -m venv`, `virtualenv` and `uv venv`. */
function environmentOf({ program = '', args }: ShellCommand): ShellWord | undefined {
  const long = ['--python', '--prompt', '--seeder', '--creator', '--upgrade-deps'];
  if (/^(?:python|pypy)[\d.]*$/.test(program)) {
    const module = args.findIndex(({ text }) => text === '-m');
    const name = args[module + 1]?.text;
    if (module < 0 || (name !== 'venv' && name !== 'virtualenv')) return undefined;
    return readOptions(args.slice(module + 2), { short: 'p', long }).operands[0];
  }
  if (program === 'virtualenv') return readOptions(args, { short: 'p', long }).operands[0];
  return program === 'uv' && args[0]?.text === 'venv'
    ? readOptions(args.slice(1), { short: 'p', long }).operands[0]
    : undefined;
}
