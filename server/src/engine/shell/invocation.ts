import type { Call } from './call.ts';
import type { ExpandedWord } from './expand.ts';
import { noOptions, type ShellOptions } from './script.ts';

/** How a shell was started: with a text (`-c`, a here-document), with a file, or with neither. */
interface Invocation {
  readonly script: ExpandedWord | undefined;
  readonly file: ExpandedWord | undefined;
  readonly options: ShellOptions;
  /** `$1` and so on. */
  readonly positional: readonly ExpandedWord[];
  /** What takes the shell's place among the wrappers. */
  readonly label: string;
}

const shells = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'mksh', 'rbash']);
const valued = new Set(['--rcfile', '--init-file', '-O', '+O']);

export function isShell(program: string): boolean {
  return shells.has(program);
}

/** Reads the options of a shell; undefined for another program. */
export function shellInvocation({ program, words, redirections }: Call): Invocation | undefined {
  if (program === undefined || !shells.has(program)) return undefined;
  let options = noOptions;
  let text = false;
  let input = false;
  let at = 1;
  for (; at < words.length; at++) {
    const word = words[at]?.text ?? '';
    if (!/^[-+]./.test(word)) break;
    if (word === '--') {
      at++;
      break;
    }
    if (word.startsWith('--')) {
      if (valued.has(word)) at++;
      continue;
    }
    if (valued.has(word)) at++;
    else options = withOption(options, word, words[at + 1]?.text);
    if (/^[-+]\w*o$/.test(word)) at++;
    text ||= /^-\w*c/.test(word);
    input ||= /^-\w*s/.test(word);
  }
  if (words[at]?.text === '-') at++;
  const [first, ...others] = words.slice(at);
  const started = { options, script: undefined, file: undefined };
  if (text) return { ...started, script: first, positional: others.slice(1), label: `${program} -c` };
  const given = redirections.findLast(({ operator }) => operator === '<<' || operator === '<<<')?.target;
  const fromInput = input || first === undefined || first.text === '/dev/stdin';
  if (!fromInput) return { ...started, file: first, positional: others, label: program };
  const positional = first === undefined || !input ? others : [first, ...others];
  return { ...started, script: given, positional, label: `${program} <<` };
}

const letters = { e: 'errexit', u: 'nounset', x: 'xtrace' } as const;
const names: ReadonlySet<string> = new Set(['errexit', 'pipefail', 'nounset', 'xtrace']);

/** The options after `-euo pipefail`, `+x` and so on; `value` is the next word. */
export function withOption(options: ShellOptions, word: string, value: string | undefined): ShellOptions {
  const on = word.startsWith('-');
  let result = options;
  for (const [letter, name] of Object.entries(letters)) {
    if (word.includes(letter)) result = { ...result, [name]: on };
  }
  return word.endsWith('o') && value !== undefined && names.has(value) ? { ...result, [value]: on } : result;
}
