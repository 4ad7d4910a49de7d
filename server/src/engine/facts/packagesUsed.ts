import { unpacks } from '../shell/archives.ts';
import { isShell } from '../shell/invocation.ts';
import { installs } from '../shell/packages.ts';
import type { ShellCommand, ShellWord } from '../shell/script.ts';

const mostWords = 100;
const readers: ReadonlySet<string> = new Set(['rpm2cpio', 'ar', 'alien', 'gdebi']);

/** The archives, packages and installers that a command unpacks, installs or runs; other words may be among them. */
export function usedByCommand(command: ShellCommand): readonly ShellWord[] {
  const { words, args, program } = command;
  const unpacked = unpacks(command);
  if (unpacked !== undefined) return unpacked.archive === undefined ? [] : [unpacked.archive];
  const asked = installs(command);
  if (asked !== undefined) return asked.action === 'install' ? asked.packages.slice(0, mostWords) : [];
  if (isShell(program ?? '') || readers.has(program ?? '')) return args.slice(0, 4);
  return words.slice(0, 1);
}
