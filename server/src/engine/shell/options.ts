import type { ShellWord } from './script.ts';

/** Which options of a program take a value of their own; `-` of the names left out for short ones. */
export interface OptionTable {
  /** Letters of short options with a value, glued on or the next word. */
  readonly short?: string;
  /** Long options with a value, after `=` or the next word. */
  readonly long?: readonly string[];
  /** Long options start with one dash, and short ones are not clustered: `find`, `java`. */
  readonly oneDash?: boolean;
  /** What follows the first operand is all operands. */
  readonly ordered?: boolean;
}

export interface Option {
  /** With its dashes: `-u`, `--uid`; letters of a cluster stand one by one. */
  readonly name: string;
  readonly value: ShellWord | undefined;
  /** The word it is written in. */
  readonly word: ShellWord;
}

export interface Arguments {
  readonly options: readonly Option[];
  readonly operands: readonly ShellWord[];
}

/** Tells options, their values and operands apart. */
export function readOptions(args: readonly ShellWord[], table: OptionTable): Arguments {
  const options: Option[] = [];
  const operands: ShellWord[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (word === undefined) break;
    const text = word.text ?? word.pieces[0] ?? '';
    const isOption = text.length > 1 && text.startsWith('-');
    if (text === '--' || (table.ordered && !isOption)) {
      for (const rest of args.slice(text === '--' ? at + 1 : at)) operands.push(rest);
      break;
    }
    if (!isOption) operands.push(word);
    else if (readOption(word, text, { options, table, next: args[at + 1] })) at++;
  }
  return { options, operands };
}

type Reading = { options: Option[]; table: OptionTable; next: ShellWord | undefined };

/** Adds the options of a word; true where the next word is the value. */
function readOption(word: ShellWord, text: string, { options, table, next }: Reading): boolean {
  if (text.startsWith('--') || table.oneDash) {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const separate = equals < 0 && table.long?.includes(name) === true;
    options.push({ name, value: equals < 0 ? (separate ? next : undefined) : fromOffset(word, equals + 1), word });
    return separate;
  }
  for (let at = 1; at < text.length; at++) {
    // `-q=2`: a value of a letter that has none by the table.
    if (text[at] === '=') break;
    const name = `-${text[at]}`;
    if (!table.short?.includes(text[at] ?? '')) options.push({ name, value: undefined, word });
    else if (at + 1 < text.length || word.text === undefined) {
      options.push({ name, value: fromOffset(word, at + 1), word });
      return false;
    } else {
      options.push({ name, value: next, word });
      return true;
    }
  }
  return false;
}

/** The value of the last of these options; undefined where none is given or it has none. */
export function optionValue({ options }: Arguments, ...names: readonly string[]): ShellWord | undefined {
  return options.findLast(({ name }) => names.includes(name))?.value;
}

export function hasOption({ options }: Arguments, ...names: readonly string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}

/** The rest of a word from an offset of its text on, in its place where the word is written without quotes. */
function fromOffset(word: ShellWord, offset: number): ShellWord {
  const [first = '', ...pieces] = word.pieces;
  const text = word.text?.slice(offset);
  const rest = [first.slice(offset), ...pieces];
  const plain = word.raw.startsWith(first.slice(0, offset));
  const { start, end } = word.span;
  const inPlace = plain && end - start === word.raw.length;
  const span = inPlace ? { start: start + offset, end } : word.span;
  return { ...word, raw: plain ? word.raw.slice(offset) : word.raw, text, pieces: rest, span };
}

/** A whole number written in decimal digits. */
export function numberIn(word: ShellWord | undefined): number | undefined {
  return word?.text !== undefined && /^\d{1,10}$/.test(word.text) ? Number(word.text) : undefined;
}
