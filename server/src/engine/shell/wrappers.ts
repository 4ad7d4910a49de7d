import type { ExpandedWord } from './expand.ts';
import { programOf } from './program.ts';
import { type Wrapper, wrapperTable } from './wrapperTable.ts';

/** A command without the programs that only run it. */
export interface Peeled {
  readonly words: readonly ExpandedWord[];
  readonly wrappers: readonly string[];
  readonly assignments: readonly (readonly [string, ExpandedWord])[];
  readonly asUser: string | undefined;
  /** `su -c`: the command is this text, `words` what it gets as arguments. */
  readonly script: ExpandedWord | undefined;
  /** `xargs -I {}`: the letters that stand for an item; empty: items follow the words. */
  readonly items: string | undefined;
  /** `su -`, `sudo -i`: it starts in the user's home. */
  readonly login: boolean;
}

const maximalWrappers = 16;
const logins = new Set(['-', '-l', '-i', '--login']);
const nothingPeeled: Peeled = {
  words: [],
  wrappers: [],
  assignments: [],
  asUser: undefined,
  script: undefined,
  items: undefined,
  login: false,
};

/** Takes wrappers off: `sudo -E env A=b nice -n 5 make` is `make`. */
export function peel(words: readonly ExpandedWord[]): Peeled {
  let peeled: Peeled = { ...nothingPeeled, words };
  while (peeled.wrappers.length < maximalWrappers && peeled.script === undefined) {
    const next = peelOne(peeled);
    if (next === undefined) break;
    peeled = next;
  }
  return peeled;
}

function peelOne(peeled: Peeled): Peeled | undefined {
  const { words } = peeled;
  const program = programOf(words[0]);
  const wrapper = program === undefined ? undefined : wrapperTable.get(program);
  if (program === undefined || wrapper === undefined) return undefined;
  const options = readOptions(words, wrapper);
  if (options === undefined) return undefined;
  const { next, given, operands, assignments } = options;
  const script = given.find(([name]) => wrapper.script?.includes(name))?.[1];
  const rest = words.slice(next);
  if (rest.length === 0 && script === undefined) return undefined;
  return {
    words: rest,
    wrappers: [...peeled.wrappers, labelOf(program, wrapper)],
    assignments: [...peeled.assignments, ...assignments],
    asUser: userOf(wrapper, given, operands) ?? peeled.asUser,
    script,
    items: program === 'xargs' ? (itemsOf(given) ?? '') : peeled.items,
    login: peeled.login || (wrapper.user !== undefined && given.some(([name]) => logins.has(name))),
  };
}

const labelOf = (program: string, { subcommand, script }: Wrapper) => {
  if (subcommand !== undefined) return `${program} ${subcommand}`;
  return script === undefined ? program : `${program} -c`;
};

type Given = readonly [name: string, value: ExpandedWord | undefined];

interface Options {
  readonly next: number;
  readonly given: readonly Given[];
  readonly operands: readonly ExpandedWord[];
  readonly assignments: readonly (readonly [string, ExpandedWord])[];
}

function readOptions(words: readonly ExpandedWord[], wrapper: Wrapper): Options | undefined {
  const given: Given[] = [];
  const operands: ExpandedWord[] = [];
  const assignments: [string, ExpandedWord][] = [];
  const wanted = wrapper.user?.otherwise === 'operand' && wrapper.script !== undefined ? 1 : (wrapper.operands ?? 0);
  let open = true;
  let at = 1;
  if (wrapper.subcommand !== undefined) {
    if (words[1]?.text !== wrapper.subcommand) return undefined;
    at = 2;
  }
  for (; at < words.length; at++) {
    const word = words[at];
    const text = word?.text ?? word?.pieces[0] ?? '';
    if (word === undefined) break;
    if (text === '--' && open) open = false;
    else if (open && text.startsWith('-') && text.length > 1) {
      if (wrapper.asks?.includes(text)) return undefined;
      const option = readOption(text, wrapper, words[at + 1]);
      given.push([option.name, option.value ?? word]);
      if (option.separate) at++;
    } else if (text === '-' && open && wrapper.script !== undefined) given.push(['-', undefined]);
    else if (wrapper.assigns && /^[A-Za-z_]\w*=/.test(text))
      assignments.push([text.slice(0, text.indexOf('=')), valuePart(word)]);
    else if (operands.length < wanted && !given.some(([name]) => wrapper.user?.options.includes(name)))
      operands.push(word);
    else break;
  }
  return { next: at, given, operands, assignments };
}

function readOption(text: string, wrapper: Wrapper, next: ExpandedWord | undefined) {
  if (text.startsWith('--')) {
    const name = text.includes('=') ? text.slice(0, text.indexOf('=')) : text;
    const separate = name === text && wrapper.long?.includes(name) === true;
    return { name, value: separate ? next : undefined, separate };
  }
  const index = [...text].findIndex((letter, at) => at > 0 && wrapper.valued?.includes(letter));
  if (index < 0) return { name: text, value: undefined, separate: false };
  const separate = index === text.length - 1;
  return { name: `-${text[index]}`, value: separate ? next : undefined, separate };
}

/** The word from its `=` on. */
function valuePart(word: ExpandedWord): ExpandedWord {
  const cut = (text: string) => text.slice(text.indexOf('=') + 1);
  const [first = '', ...pieces] = word.pieces;
  const text = word.text === undefined ? undefined : cut(word.text);
  return { ...word, raw: cut(word.raw), text, pieces: [cut(first), ...pieces], parts: undefined };
}

function userOf({ user }: Wrapper, given: readonly Given[], operands: readonly ExpandedWord[]): string | undefined {
  if (user === undefined) return undefined;
  const option = given.findLast(([name]) => user.options.includes(name))?.[1];
  if (option !== undefined) return accountIn(option);
  if (user.otherwise === 'operand') return operands[0] === undefined ? 'root' : accountIn(operands[0]);
  return user.otherwise === 'root' ? 'root' : undefined;
}

/** The user of `-u app`, `-uapp`, `--user=app`, `app:group`. */
function accountIn(word: ExpandedWord): string {
  const text = (word.text ?? word.raw).replace(/^--[a-z-]+=|^-[a-zA-Z](?=.)/, '');
  return text.includes(':') ? text.slice(0, text.indexOf(':')) : text;
}

function itemsOf(given: readonly Given[]): string | undefined {
  const option = given.findLast(([name]) => name === '-I' || name === '-i' || name === '--replace');
  if (option === undefined) return undefined;
  return (option[1]?.text ?? '').replace(/^-I|^--replace=?|^-i/, '') || '{}';
}
