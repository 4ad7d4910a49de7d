import type { Redirection, ShellCommand, ShellWord } from './script.ts';

/** A text that a command writes to a file, with the word it comes from; the marks stand for what is not known. */
export interface WrittenText {
  readonly file: ShellWord;
  readonly append: boolean;
  readonly text: string;
  readonly word: ShellWord;
}

/** Stands in a written text for a part that is not known. */
export const gap = '\0';

const output = new Set(['>', '>>', '>|', '&>', '&>>']);

/** Where the command's standard output goes. */
export function outputsOf({ redirections }: ShellCommand): readonly Redirection[] {
  return redirections.filter(({ operator, descriptor }) => output.has(operator) && (descriptor ?? 1) === 1);
}

/** The texts that `echo`, `printf`, `cat` and `tee` write to files, as far as they stand in the script. */
export function writesText(command: ShellCommand): readonly WrittenText[] {
  const text = textOf(command);
  if (text === undefined) return [];
  const files: WrittenText[] = [];
  for (const { operator, target } of outputsOf(command)) {
    if (target !== undefined) files.push({ ...text, file: target, append: operator.endsWith('>>') });
  }
  if (command.program !== 'tee') return files;
  const append = command.args.some((word) => word.text === '-a' || word.text === '--append');
  const operands = command.args.filter((word) => !word.text?.startsWith('-'));
  return [...files, ...operands.map((file) => ({ ...text, file, append }))];
}

function textOf(command: ShellCommand): { text: string; word: ShellWord } | undefined {
  const { program, args, input, redirections } = command;
  if (program === 'echo') return echoed(args.filter(({ text }) => text === undefined || !/^-[neE]+$/.test(text)));
  if (program === 'printf') return formatted(args);
  if (program !== 'cat' && program !== 'tee') return undefined;
  const given = redirections.findLast(({ operator }) => operator === '<<' || operator === '<<<')?.target;
  if (given !== undefined) return { text: given.pieces.join(gap), word: given };
  return input === undefined || input.pipe.of > 8 ? undefined : textOf(input);
}

function echoed(words: readonly ShellWord[]): { text: string; word: ShellWord } | undefined {
  const [word] = words;
  if (word === undefined) return undefined;
  return { text: unescaped(words.map(({ pieces }) => pieces.join(gap)).join(' ')), word };
}

/** The format with its arguments put in, once. */
function formatted([format, ...values]: readonly ShellWord[]): { text: string; word: ShellWord } | undefined {
  if (format?.text === undefined) return format === undefined ? undefined : echoed([format]);
  let next = 0;
  const text = format.text.replace(/%(?:%|-?\d{0,4}[a-zA-Z])/g, (directive) => {
    return directive === '%%' ? '%' : (values[next++]?.pieces.join(gap) ?? '');
  });
  return { text: unescaped(text), word: format };
}

const unescaped = (text: string) => text.replace(/\\n/g, '\n').replace(/\\t/g, '\t');
