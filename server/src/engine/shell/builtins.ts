import type { Call } from './call.ts';
import type { ExpandedWord } from './expand.ts';
import { note, readEval, shown } from './inner.ts';
import { withOption } from './invocation.ts';
import { resolvePath } from './path.ts';
import type { Run } from './reader.ts';
import { valueIn } from './reading.ts';
import { assign, type Shell, variableValue } from './shellState.ts';
import { unknownText, unsetValue } from './value.ts';

/** What a command of the shell itself does to it, or to what is read. */
export function runBuiltin(call: Call, run: Run): void {
  const args = call.words.slice(1);
  builtins.get(call.program ?? '')?.(args, run, call);
}

type Builtin = (args: readonly ExpandedWord[], run: Run, call: Call) => void;

const source: Builtin = ([file], run, call) => {
  if (file === undefined || file.text === '/dev/null') return;
  note(run, call, { kind: 'sourced', because: `${shown(file)} is not seen`, file });
};

const fills: Builtin = (args, { shell }) => {
  for (const { text } of args)
    if (text !== undefined && /^[A-Za-z_]\w*$/.test(text)) assign(shell, text, unknownText([text]));
};

const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['cd', changeDirectory],
  [
    'pushd',
    (args, run) => {
      const { pushed, directory } = run.shell;
      changeDirectory(args, run);
      run.shell.pushed = [...pushed.slice(-100), directory];
    },
  ],
  [
    'popd',
    (_, { shell }) => {
      shell.previous = shell.directory;
      shell.directory = shell.pushed.at(-1);
      shell.pushed = shell.pushed.slice(0, -1);
    },
  ],
  ['eval', (args, run, call) => readEval(args, call, run)],
  ['.', source],
  ['source', source],
  ['read', fills],
  ['mapfile', fills],
  ['readarray', fills],
  ['getopts', fills],
  ['printf', (args, run, call) => (args[0]?.text === '-v' ? fills(args.slice(1, 2), run, call) : undefined)],
  [
    'unset',
    (args, { shell }) => {
      for (const { text } of args) if (text !== undefined && !text.startsWith('-')) assign(shell, text, unsetValue);
    },
  ],
  ['set', setOptions],
  [
    'shift',
    ([count], { shell }) => {
      const by = count === undefined ? 1 : Number(count.text);
      shell.positional = Number.isInteger(by) && by > 0 ? shell.positional?.slice(by) : undefined;
    },
  ],
  [
    'trap',
    ([action, ...signals], { shell }) => {
      if (!signals.some(({ text }) => text === 'EXIT' || text === '0')) return;
      shell.atExit = action?.text === '-' || action?.text === '' ? undefined : action;
    },
  ],
]);

function changeDirectory(args: readonly ExpandedWord[], { shell, reader }: Run): void {
  const target = args.find(({ text }) => text === undefined || text === '-' || !text.startsWith('-'));
  const home = () => variableValue(shell, 'HOME', reader.surroundings).text;
  const directory = target === undefined ? home() : directoryOf(target, shell, home);
  shell.previous = shell.directory;
  shell.directory = directory;
}

function directoryOf({ text, tilde }: ExpandedWord, shell: Shell, home: () => string | undefined): string | undefined {
  if (text === undefined || text === '-') return text && shell.previous;
  if (!tilde) return resolvePath(shell.directory, text);
  const start = /^~(?=\/|$)/.test(text) ? home() : undefined;
  return start === undefined ? undefined : resolvePath(start, text.slice(2) || '.');
}

function setOptions(args: readonly ExpandedWord[], { shell }: Run): void {
  for (let at = 0; at < args.length; at++) {
    const text = args[at]?.text ?? '';
    if (!/^[-+]./.test(text) || text === '--') {
      shell.positional = args.slice(text === '--' ? at + 1 : at).map(valueIn);
      return;
    }
    shell.options = withOption(shell.options, text, args[at + 1]?.text);
    if (text.endsWith('o')) at++;
  }
}
