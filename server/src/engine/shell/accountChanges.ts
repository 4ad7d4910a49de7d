import { adduserOptions, usermodOptions } from './accountOptions.ts';
import { hasOption, numberIn, optionValue, readOptions } from './options.ts';
import type { ShellCommand, ShellWord } from './script.ts';

/** What a command changes about an account that is there: `usermod`. */
export interface ChangedAccount {
  readonly name: ShellWord | undefined;
  readonly uid: number | undefined;
  readonly newName: string | undefined;
  readonly home: string | undefined;
  readonly group: string | undefined;
}

export function changesAccount({ program, args }: ShellCommand): ChangedAccount | undefined {
  if (program !== 'usermod') return undefined;
  const read = readOptions(args, usermodOptions);
  return {
    name: read.operands.at(-1),
    uid: numberIn(optionValue(read, '-u', '--uid')),
    newName: optionValue(read, '-l', '--login')?.text,
    home: optionValue(read, '-d', '--home')?.text,
    group: optionValue(read, '-g', '--gid')?.text,
  };
}

export interface CreatedGroup {
  readonly name: ShellWord | undefined;
  readonly gid: number | undefined;
  readonly system: boolean;
}

/** `groupadd`, `addgroup`, and `adduser --group`. */
export function createsGroup({ program, args }: ShellCommand): CreatedGroup | undefined {
  const isGroup = program === 'adduser' && args.some(({ text }) => text === '--group');
  if (program !== 'groupadd' && program !== 'addgroup' && !isGroup) return undefined;
  const long = [
    '--gid',
    '--key',
    '--password',
    '--root',
    '--prefix',
    '--users',
    ...(isGroup ? adduserOptions.long : []),
  ];
  const read = readOptions(args, { short: program === 'groupadd' ? 'gKpRPU' : 'g', long });
  const [name, ...others] = read.operands;
  if (name === undefined || others.length > 0) return undefined;
  const gid = numberIn(optionValue(read, '-g', '--gid'));
  return { name, gid, system: hasOption(read, '-r', '--system', '-S') };
}

/** The account that `userdel` or `deluser` takes away. */
export function removesAccount({ program, args }: ShellCommand): ShellWord | undefined {
  if (program !== 'userdel' && program !== 'deluser') return undefined;
  const { operands } = readOptions(args, { short: 'RPZ', long: ['--root', '--prefix', '--backup-to'] });
  return operands.length === 1 ? operands[0] : undefined;
}

/** The account whose password a command takes away: `passwd -d`, `usermod -p ''`. */
export function emptiesPassword({ program, args }: ShellCommand): ShellWord | undefined {
  if (program === 'passwd') {
    const read = readOptions(args, {
      short: 'inwxR',
      long: ['--inactive', '--mindays', '--warndays', '--maxdays', '--root'],
    });
    return hasOption(read, '-d', '--delete') ? read.operands[0] : undefined;
  }
  if (program !== 'usermod') return undefined;
  const read = readOptions(args, usermodOptions);
  return optionValue(read, '-p', '--password')?.text === '' ? read.operands[0] : undefined;
}
