import { startsOfFind } from './find.ts';
import { optionValue, readOptions } from './options.ts';
import type { ShellCommand, ShellWord } from './script.ts';
import { outputsOf } from './written.ts';

export interface Removal {
  readonly path: ShellWord;
  /** The file stays, without content. */
  readonly empties: boolean;
  /** Only what a `find` picks below the path by name, age and the like. */
  readonly picked: boolean;
}

/** What a command takes away: `rm`, `find -delete`, `find -exec rm`, `xargs rm`, `truncate`, `> file`. */
export function removes(command: ShellCommand): readonly Removal[] {
  const { program, args, words } = command;
  if (program === 'find') return byFind(command);
  if (program === 'rm' || program === 'rmdir' || program === 'unlink' || program === 'shred') return byRm(command);
  if (program === 'truncate') {
    const read = readOptions(args, { short: 'sr', long: ['--size', '--reference'] });
    const nothing = optionValue(read, '-s', '--size')?.text === '0';
    return nothing ? read.operands.map((path) => ({ path, empties: true, picked: false })) : [];
  }
  const silent =
    words.length === 0 || program === ':' || program === 'true' || (program === 'cat' && args[0]?.text === '/dev/null');
  if (!silent) return [];
  return outputsOf(command).flatMap(({ operator, target }) => {
    return target === undefined || operator.endsWith('>>') ? [] : [{ path: target, empties: true, picked: false }];
  });
}

function byRm({ program, args, input, wrappers }: ShellCommand): Removal[] {
  const { operands } = readOptions(args, program === 'shred' ? { short: 'ns', long: ['--iterations', '--size'] } : {});
  return operands.flatMap((word) => {
    if (word.found === undefined)
      return word.text === undefined && word.raw === '' ? [] : [{ path: word, empties: false, picked: false }];
    // The `find` that runs it says what is removed.
    if (wrappers.includes('find -exec')) return [];
    const picked = input === undefined || picksSome(input.args);
    return word.found.map((path) => ({ path, empties: false, picked }));
  });
}

const running = new Set(['-exec', '-execdir']);

function byFind({ args }: ShellCommand): Removal[] {
  const removed = args.some(({ text }, index) => {
    return text === '-delete' || (running.has(text ?? '') && /^(?:.*\/)?rm$/.test(args[index + 1]?.text ?? ''));
  });
  const picked = picksSome(args);
  return removed ? startsOfFind(args).map((path) => ({ path, empties: false, picked })) : [];
}

const limiting =
  /^(?:-(?:i?name|i?path|i?regex|i?wholename|newer\w*|[acm](?:min|time)|size|perm|user|group|uid|gid|empty|nouser|nogroup|links|not|prune|o|or)|!|\()$/;

/** Whether a `find` leaves some of what is below its start directories. */
function picksSome(args: readonly ShellWord[]): boolean {
  return args.some(({ text }) => text !== undefined && limiting.test(text));
}
