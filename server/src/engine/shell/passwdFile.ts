import type { ShellCommand, ShellWord } from './script.ts';
import { gap, writesText } from './written.ts';

interface PasswdLine {
  /** The seven fields; undefined where a part is not known. */
  readonly fields: readonly (string | undefined)[];
  readonly word: ShellWord;
  /** As the command names it. */
  readonly file: string;
}

/** The accounts that a command writes into an `etc/passwd`. */
export function passwdLines(command: ShellCommand): readonly PasswdLine[] {
  return writesText(command).flatMap(({ file, text, word }) => {
    const path = file.text ?? file.pieces.at(-1) ?? '';
    if (!/(?:^|\/)etc\/passwd$/.test(path)) return [];
    return text.split('\n').flatMap((line) => {
      const fields = line.split(':').map((field) => (field.includes(gap) ? undefined : field));
      return fields.length === 7 && fields[0] !== '' ? [{ fields, word, file: path }] : [];
    });
  });
}
