import { readScript } from '../../../server/src/engine/shell/readScript.ts';
import type { Script, ShellCommand, ShellWord } from '../../../server/src/engine/shell/script.ts';
import { mappedSlice } from '../../../server/src/engine/text/mappedText.ts';

type Variables = Readonly<Record<string, string>>;

export function read(text: string, variables: Variables = {}, directory: string | undefined = '/'): Script {
  const whole = mappedSlice(text, { start: 0, end: text.length });
  return readScript(whole, { variable: (name) => variables[name], directory });
}

export function commandsOf(text: string, variables: Variables = {}): readonly ShellCommand[] {
  return read(text, variables).commands;
}

/** The last command of a text. */
export function last(text: string, variables: Variables = {}): ShellCommand {
  const command = commandsOf(text, variables).at(-1);
  if (command === undefined) throw new Error(`no command in ${text}`);
  return command;
}

/** A word as tests write it: the text, or the raw text between question marks where it is not known. */
export function shown({ text, raw }: ShellWord): string {
  return text ?? `?${raw}?`;
}

/** Every command as one line: program and arguments. */
export function lines(text: string, variables: Variables = {}): string[] {
  return commandsOf(text, variables).map(({ words }) => words.map(shown).join(' '));
}
