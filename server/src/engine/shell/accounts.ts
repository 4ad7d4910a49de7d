import { adduserOptions, useraddOptions } from './accountOptions.ts';
import { type Arguments, hasOption, numberIn, optionValue, readOptions } from './options.ts';
import { passwdLines } from './passwdFile.ts';
import type { ShellCommand, ShellWord } from './script.ts';

/** An account that a command makes. */
export interface CreatedAccount {
  readonly tool: 'useradd' | 'adduser' | 'passwd-file';
  readonly name: ShellWord | undefined;
  /** As given, where it is a plain number. */
  readonly uid: number | undefined;
  readonly uidWord: ShellWord | undefined;
  /** The primary group as given: a number or a name. */
  readonly group: string | undefined;
  /** As given, or the place the tool takes by default. */
  readonly home: string | undefined;
  /** Undefined: the distribution's configuration decides. */
  readonly createsHome: boolean | undefined;
  readonly system: boolean;
  /** The number may belong to another account. */
  readonly nonUnique: boolean;
  /** It leaves the log files alone that grow with the number (`useradd -l`). */
  readonly withoutLog: boolean;
  readonly emptyPassword: boolean;
}

/** The account a command makes, the first where it makes several. */
export function createsAccount(command: ShellCommand): CreatedAccount | undefined {
  return createsAccounts(command)[0];
}

export function createsAccounts(command: ShellCommand): readonly CreatedAccount[] {
  const made = command.program === 'useradd' ? byUseradd(command, 'useradd') : byAdduser(command);
  return made === undefined ? byPasswdFile(command) : [made];
}

function byUseradd({ args }: ShellCommand, tool: 'useradd' | 'adduser'): CreatedAccount | undefined {
  const read = readOptions(args, useraddOptions);
  const [name, ...others] = read.operands;
  if (name === undefined || others.length > 0) return undefined;
  const base = optionValue(read, '-b', '--base-dir')?.text ?? '/home';
  const without = hasOption(read, '-M', '--no-create-home');
  return {
    tool,
    ...identity(read, name),
    group: optionValue(read, '-g', '--gid')?.text,
    home: homeIn(read, ['-d', '--home-dir', '--home']) ?? below(base, name),
    createsHome: without ? false : hasOption(read, '-m', '--create-home') || undefined,
    system: hasOption(read, '-r', '--system'),
    nonUnique: hasOption(read, '-o', '--non-unique'),
    withoutLog: hasOption(read, '-l', '--no-log-init'),
    emptyPassword: optionValue(read, '-p', '--password')?.text === '',
  };
}

function identity(read: Arguments, name: ShellWord) {
  const uidWord = optionValue(read, '-u', '--uid');
  return { name, uid: numberIn(uidWord), uidWord };
}

function homeIn(read: Arguments, names: readonly string[]): string | undefined {
  const word = optionValue(read, ...names);
  return word?.text ?? word?.raw;
}

function below(base: string, { text }: ShellWord): string | undefined {
  return text === undefined ? undefined : `${base.replace(/\/$/, '')}/${text}`;
}

function byAdduser(command: ShellCommand): CreatedAccount | undefined {
  if (command.program !== 'adduser') return undefined;
  if (isUseradd(command)) return byUseradd(command, 'adduser');
  const read = readOptions(command.args, adduserOptions);
  const [name, ...others] = read.operands;
  // With a second operand it adds an account to a group.
  if (name === undefined || others.length > 0) return undefined;
  if (hasOption(read, '--group') && !hasOption(read, '--system')) return undefined;
  const system = hasOption(read, '--system', '-S');
  const without = hasOption(read, '-H', '--no-create-home');
  const debianSystem = hasOption(read, '--system');
  return {
    tool: 'adduser',
    ...identity(read, name),
    group: optionValue(read, '-G', '--gid', '--ingroup')?.text,
    home: homeIn(read, ['-h', '--home']) ?? (debianSystem ? undefined : below('/home', name)),
    createsHome: !without,
    system,
    nonUnique: false,
    withoutLog: false,
    emptyPassword: hasOption(read, '--empty-password'),
  };
}

/** On Red Hat and its kin `adduser` is another name of useradd: it has options that the others lack. */
function isUseradd({ args }: ShellCommand): boolean {
  const letters = readOptions(args, useraddOptions).options.map(({ name }) => name);
  const busybox = readOptions(args, adduserOptions).options.some(({ name }) => ['-D', '-S', '-H', '-h'].includes(name));
  return (
    !busybox &&
    letters.some((name) => ['-m', '-M', '-r', '-d', '-N', '-U', '-o', '-l', '-c', '-p', '-g'].includes(name))
  );
}

function byPasswdFile(command: ShellCommand): readonly CreatedAccount[] {
  return passwdLines(command).map(({ fields, word }) => {
    const [name, password, uid, group, , home] = fields.map((field) => partOf(word, field));
    return {
      tool: 'passwd-file',
      name,
      uid: numberIn(uid),
      uidWord: uid,
      group: group?.text,
      home: home?.text,
      createsHome: false,
      system: false,
      nonUnique: true,
      withoutLog: true,
      emptyPassword: password?.text === '',
    };
  });
}

const partOf = (word: ShellWord, text: string | undefined): ShellWord => {
  return text === undefined ? { ...word, text, pieces: ['', ''] } : { ...word, text, pieces: [text], raw: text };
};
