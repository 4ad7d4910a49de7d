import { aria2Options, curlOptions, wgetOptions } from './downloadOptions.ts';
import { type Option, type OptionTable, readOptions } from './options.ts';
import { installs } from './packages.ts';
import type { ShellCommand, ShellWord } from './script.ts';
import { editsText } from './streamEdits.ts';
import { writesText } from './written.ts';

/** Something by which a check is left out that programs make of themselves. */
export interface SkippedCheck {
  /**
   * `option`: the command does the same without it; `setting`: the command does nothing else;
   * `variable`: it holds for programs that run here; `text`: it is written to a file.
   */
  readonly kind: 'option' | 'setting' | 'variable' | 'text';
  /** The words that say so, the first of them where it stands. */
  readonly words: readonly [ShellWord, ...ShellWord[]];
  /** For a message: `--insecure`, `http.sslVerify=false`. */
  readonly shown: string;
}

/** What leaves out one kind of check, by program. */
export interface SkipTable {
  readonly options: readonly {
    /** Managers by the name they are known by: `apt` is `apt-get` too. */
    readonly programs: string;
    readonly names: string;
    readonly value?: RegExp;
  }[];
  /** `name=value`, or name and value as words of their own; in front may stand `-o`, `--setopt=` and the like. */
  readonly settings: readonly {
    readonly programs: string;
    readonly name: RegExp;
    readonly value: RegExp;
    /** Words one of which has to be there, where name and value could be others: `npm install strict-ssl false`. */
    readonly verbs?: string;
  }[];
  readonly variables: ReadonlyMap<string, RegExp>;
  readonly files: readonly { readonly file: RegExp; readonly line: RegExp }[];
}

/** The first by which the command leaves the check out. */
export function skips(command: ShellCommand, table: SkipTable): SkippedCheck | undefined {
  return byOption(command, table) ?? bySetting(command, table) ?? byVariable(command, table) ?? byText(command, table);
}

const tables: ReadonlyMap<string, OptionTable> = new Map([
  ['curl', curlOptions],
  ['wget', wgetOptions],
  ['aria2c', aria2Options],
]);

/** The program, or the package manager that it is: `python -m pip` is pip. */
function askedOf(command: ShellCommand): { program: string; options: readonly Option[] } {
  const { program = '', args } = command;
  const asked = installs(command);
  // What a query is told has no effect on what is installed.
  if (asked?.manager === 'rpm' && asked.action === 'other') return { program: '', options: [] };
  if (asked !== undefined) return { program: asked.manager, options: asked.options };
  return { program, options: readOptions(args, tables.get(program) ?? {}).options };
}

const among = (words: string, word: string) => word !== '' && ` ${words} `.includes(` ${word} `);

function byOption(command: ShellCommand, { options: known }: SkipTable): SkippedCheck | undefined {
  const { program, options } = askedOf(command);
  const mine = known.filter(({ programs }) => among(programs, program));
  if (mine.length === 0) return undefined;
  for (const { name, value, word } of options) {
    const skipping = mine.find(({ names }) => among(names, name));
    if (skipping === undefined) continue;
    if (skipping.value === undefined) {
      if (!/^(?:false|0|no)$/i.test(value?.text ?? '')) return { kind: 'option', words: [word], shown: name };
      continue;
    }
    const given = value ?? command.args[command.args.indexOf(word) + 1];
    if (given?.text === undefined || !skipping.value.test(given.text)) continue;
    const separate = given.span.start >= word.span.end;
    const shown = `${name}${separate ? ' ' : '='}${given.text}`;
    return { kind: 'option', words: separate ? [word, given] : [word], shown };
  }
  return undefined;
}

/** What stands in front of a setting that is given for this one call. */
const forOneCall = /^(?:-o|-c|--option|--setopt|--config)$/;
const prefix = /^(?:-o|-c|--option=|--setopt=|--config=)(?=\S)/;

function bySetting(command: ShellCommand, { settings }: SkipTable): SkippedCheck | undefined {
  const { args } = command;
  const { program } = askedOf(command);
  const mine = settings.filter(({ programs, verbs }) => {
    return among(programs, program) && (verbs === undefined || args.some(({ text = '' }) => among(verbs, text)));
  });
  for (const [index, word] of mine.length === 0 ? [] : args.entries()) {
    if (word.text === undefined || word.text.length > longest) continue;
    const text = word.text.replace(prefix, '');
    const equals = text.lastIndexOf('=');
    const next = args[index + 1];
    for (const { name, value } of mine) {
      if (equals > 0 && name.test(text.slice(0, equals)) && value.test(text.slice(equals + 1))) {
        const before = args[index - 1];
        if (text !== word.text) return { kind: 'option', words: [word], shown: text };
        if (before !== undefined && forOneCall.test(before.text ?? ''))
          return { kind: 'option', words: [before, word], shown: text };
        return { kind: 'setting', words: [word], shown: text };
      }
      if (next?.text !== undefined && name.test(text) && value.test(next.text))
        return { kind: 'setting', words: [word, next], shown: `${text} ${next.text}` };
    }
  }
  return undefined;
}

const longest = 1000;

/** Whether a variable of this name and value leaves the check out. */
export function variableSkips(name: string, value: string, { variables }: SkipTable): boolean {
  return variables.get(name)?.test(value) === true;
}

function byVariable({ assignments, program, args }: ShellCommand, table: SkipTable): SkippedCheck | undefined {
  for (const [name, word] of assignments) {
    if (word.text !== undefined && variableSkips(name, word.text, table))
      return { kind: 'variable', words: [word], shown: `${name}=${word.text}` };
  }
  if (program !== 'export' && program !== 'declare' && program !== 'typeset') return undefined;
  for (const word of args) {
    const equals = word.text?.indexOf('=') ?? -1;
    if (word.text === undefined || equals < 0) continue;
    if (variableSkips(word.text.slice(0, equals), word.text.slice(equals + 1), table))
      return { kind: args.length === 1 ? 'setting' : 'variable', words: [word], shown: word.text };
  }
  return undefined;
}

function byText(command: ShellCommand, table: SkipTable): SkippedCheck | undefined {
  for (const { file, text, word } of [...writesText(command), ...editsText(command)]) {
    const shown = textSkips(file.text ?? file.raw, text, table);
    if (shown !== undefined) return { kind: 'text', words: [word], shown };
  }
  return undefined;
}

/** The line of a file by which the check is left out. */
export function textSkips(path: string, text: string, { files }: SkipTable): string | undefined {
  for (const { file, line } of files) {
    const found = file.test(path) ? line.exec(text)?.[0] : undefined;
    if (found !== undefined) return found.trim();
  }
  return undefined;
}
