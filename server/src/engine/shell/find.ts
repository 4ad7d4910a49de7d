import type { Call } from './call.ts';
import type { ExpandedWord } from './expand.ts';
import { programOf } from './program.ts';
import type { ShellCommand, ShellWord } from './script.ts';
import { type Peeled, peel } from './wrappers.ts';

const running = new Set(['-exec', '-execdir', '-ok', '-okdir']);

/** The directories a `find` starts in, by its arguments; the working directory where it names none. */
export function startsOfFind<T extends ShellWord>(args: readonly T[]): readonly T[] {
  const first = args.findIndex(({ text }) => text === undefined || !/^-([HLPD]|O\d)$/.test(text));
  const rest = first < 0 ? [] : args.slice(first);
  const end = rest.findIndex(({ text }) => text !== undefined && /^[-(!]/.test(text));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The commands that a `find` runs on what it finds. */
export function callsOfFind(call: Call): Call[] {
  const [, ...args] = call.words;
  const found = startsOfFind(args);
  const calls: Call[] = [];
  for (let at = 0; at < args.length; at++) {
    if (!running.has(args[at]?.text ?? '')) continue;
    const start = at + 1;
    while (at < args.length && args[at]?.text !== ';' && args[at]?.text !== '+') at++;
    const peeled = peel(args.slice(start, at).map((word) => withHole(word, '{}', found)));
    const wrappers = [...call.wrappers, 'find -exec', ...peeled.wrappers];
    const asUser = peeled.asUser ?? call.asUser;
    calls.push({ ...call, ...peeled, wrappers, asUser, program: programOf(peeled.words[0]) });
  }
  return calls;
}

/** The words of a command run by `xargs`, with what it reads put in. */
export function withItems({ words, items }: Peeled, input: ShellCommand | undefined): readonly ExpandedWord[] {
  const found = input?.program === 'find' ? startsOfFind(input.args) : undefined;
  if (items !== undefined && items !== '') return words.map((word) => withHole(word, items, found));
  const last = words.at(-1);
  if (last === undefined) return words;
  const span = { start: last.span.end, end: last.span.end };
  const tail: ExpandedWord = {
    ...last,
    raw: '',
    text: undefined,
    pieces: ['', ''],
    span,
    unknown: [],
    parts: undefined,
  };
  return [...words, found === undefined ? tail : { ...tail, found }];
}

/** The word with what is not known in the place of the marker. */
function withHole(word: ExpandedWord, marker: string, found: readonly ShellWord[] | undefined): ExpandedWord {
  if (word.text === undefined || !word.text.includes(marker)) return word;
  // A script that gets the item as text is still read as one.
  if (/[\s;]/.test(word.text)) return word;
  const hole: ExpandedWord = { ...word, text: undefined, pieces: word.text.split(marker), parts: undefined };
  return found === undefined ? hole : { ...hole, found };
}
