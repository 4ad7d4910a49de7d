import { type Mode, numeric, parseMode } from './fileMode.ts';
import { hasOption, optionValue, readOptions } from './options.ts';
import type { ShellCommand, ShellWord } from './script.ts';
import { gap } from './written.ts';

/** What a command is told to do to files. */
interface OnPaths {
  readonly paths: readonly ShellWord[];
  readonly recursive: boolean;
  /** Only to those under the paths that a `find` picks. */
  readonly picked: boolean;
}

export interface ModeChange extends OnPaths {
  readonly tool: 'chmod' | 'install' | 'mkdir';
  /** Undefined with `--reference`. */
  readonly mode: ShellWord | undefined;
  /** Undefined where it cannot be told. */
  readonly parsed: Mode | undefined;
}

export interface OwnerChange extends OnPaths {
  /** As given, a name or a number; undefined where it is not changed or cannot be told. */
  readonly owner: string | undefined;
  readonly group: string | undefined;
  /** The word that names them; undefined with `--reference`. */
  readonly word: ShellWord | undefined;
}

/** `chmod`, and the mode that `install` and `mkdir` are given. */
export function changesMode(command: ShellCommand): ModeChange | undefined {
  const { program, args } = command;
  if (program === 'chmod') return byChmod(args);
  if (program !== 'install' && program !== 'mkdir') return undefined;
  const read = readOptions(args, program === 'install' ? install : { short: 'm', long: ['--mode'] });
  const mode = optionValue(read, '-m', '--mode');
  if (mode === undefined) return undefined;
  const paths = program === 'mkdir' || hasOption(read, '-d', '--directory') ? read.operands : read.operands.slice(-1);
  return { tool: program, mode, parsed: modeOf(mode), ...onPaths(paths, false) };
}

const install = { short: 'mogSt', long: ['--mode', '--owner', '--group', '--suffix', '--target-directory'] };

function byChmod(args: readonly ShellWord[]): ModeChange | undefined {
  // `chmod -x file`: a mode may look like an option.
  const isOption = ({ text }: ShellWord) => text !== undefined && /^-(?:[Rcfv]+|-.*)$/.test(text);
  const options = args.filter(isOption);
  const operands = args.filter((word) => !isOption(word));
  const recursive = options.some(({ text }) => text === '--recursive' || /^-\w*R/.test(text ?? ''));
  const reference = options.some(({ text }) => text?.startsWith('--reference'));
  const mode = reference ? undefined : operands[0];
  if (mode === undefined && !reference) return undefined;
  const paths = reference ? operands : operands.slice(1);
  return { tool: 'chmod', mode, parsed: mode && modeOf(mode), ...onPaths(paths, recursive) };
}

const modeOf = ({ text }: ShellWord) => (text === undefined ? undefined : parseMode(text));

function onPaths(paths: readonly ShellWord[], recursive: boolean): OnPaths {
  const picked = paths.some(({ found }) => found !== undefined);
  return { paths: paths.flatMap((path) => path.found ?? [path]), recursive: recursive || picked, picked };
}

/** `chown`, `chgrp`, and the owner that `install` is given. */
export function changesOwner({ program, args }: ShellCommand): OwnerChange | undefined {
  if (program === 'install') {
    const read = readOptions(args, install);
    const [owner, group] = [optionValue(read, '-o', '--owner'), optionValue(read, '-g', '--group')];
    if (owner === undefined && group === undefined) return undefined;
    const paths = hasOption(read, '-d', '--directory') ? read.operands : read.operands.slice(-1);
    return { owner: owner?.text, group: group?.text, word: owner ?? group, ...onPaths(paths, false) };
  }
  if (program !== 'chown' && program !== 'chgrp') return undefined;
  const read = readOptions(args, { long: ['--from', '--reference'] });
  const recursive = hasOption(read, '-R', '--recursive');
  if (hasOption(read, '--reference')) {
    return { owner: undefined, group: undefined, word: undefined, ...onPaths(read.operands, recursive) };
  }
  const [word, ...paths] = read.operands;
  if (word === undefined) return undefined;
  const [first, second] = word.pieces.join(gap).split(':');
  const known = (text: string | undefined) =>
    text === undefined || text === '' || text.includes(gap) ? undefined : text;
  const given =
    program === 'chgrp' ? { owner: undefined, group: known(first) } : { owner: known(first), group: known(second) };
  return { ...given, word, ...onPaths(paths, recursive) };
}

/** The mask that `umask` sets; undefined where it sets none or it cannot be told. */
export function setsUmask({ program, args }: ShellCommand): number | undefined {
  if (program !== 'umask') return undefined;
  const text = args.findLast((word) => word.text !== '-S')?.text;
  const mode = text === undefined || text === '-p' ? undefined : parseMode(text);
  if (mode === undefined) return undefined;
  return mode.kind === 'octal' ? mode.bits : 0o777 & ~numeric(mode, 0o755, true);
}
