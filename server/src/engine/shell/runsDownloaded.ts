import { type Download, downloads, verifiesChecksum } from './downloads.ts';
import { isShell } from './invocation.ts';
import { pathKey } from './path.ts';
import type { Script, ShellCommand, ShellWord } from './script.ts';
import { gap } from './written.ts';

/** A text from the network that is run. */
export interface DownloadedRun {
  readonly download: Download;
  /** What fetched it. */
  readonly from: ShellCommand;
  /** What runs it. */
  readonly by: ShellCommand;
  readonly through: 'pipe' | 'substitution' | 'file';
  /** A check sum or signature is looked at between the two. */
  readonly verified: boolean;
}

/** The installer scripts that are fetched and run: `curl x | sh`, `sh -c "$(curl x)"`, `curl -o f x && sh f`. */
export function runsDownloaded({ commands }: Script): readonly DownloadedRun[] {
  const files = new Map<string, { download: Download; from: ShellCommand; verified: boolean }>();
  const found: DownloadedRun[] = [];
  const substitutions: ShellCommand[] = [];
  for (const command of commands) {
    if (verifiesChecksum(command)) for (const file of files.values()) file.verified = true;
    for (const download of downloads(command)) {
      const key = keyOf(download, command);
      if (key !== undefined) files.set(key, { download, from: command, verified: false });
    }
    if (command.substitution) substitutions.push(command);
    found.push(...runBy(command, substitutions));
    const key = runFile(command);
    const file = key === undefined ? undefined : files.get(key);
    if (file !== undefined) found.push({ ...file, by: command, through: 'file' });
    if (!command.substitution) substitutions.length = 0;
  }
  return found;
}

const keyOf = ({ output, directory, tool }: Download, command: ShellCommand) => {
  if (output === undefined || tool === 'git') return undefined;
  return pathKey(output, directory === undefined ? command.directory : pathKey(directory, command.directory));
};

const interpreters = /^(?:python|perl|ruby|node|php|pypy)[\d.]*$/;
const runs = (program: string | undefined) => program !== undefined && (isShell(program) || interpreters.test(program));

/** What it reads through a pipe, or gets from `$(...)` and `<(...)`. */
function runBy(command: ShellCommand, substitutions: readonly ShellCommand[]): DownloadedRun[] {
  if (!runs(command.program) && command.program !== 'eval' && command.program !== 'source' && command.program !== '.')
    return [];
  const piped = readsProgram(command) ? pipedTo(command) : undefined;
  const verified = false;
  if (piped !== undefined) {
    const [download] = downloads(piped);
    if (download !== undefined) return [{ download, from: piped, by: command, through: 'pipe', verified }];
  }
  const texts = command.args.filter((word, index) => isProgram(word, index, command));
  const inside = substitutions.filter(({ span }) =>
    texts.some((word) => span.start >= word.span.start && span.end <= word.span.end),
  );
  return inside.flatMap((from) => {
    return downloads(from)
      .filter(({ output }) => output === undefined)
      .map((download) => ({ download, from, by: command, through: 'substitution' as const, verified }));
  });
}

/** Whether it takes what it reads for its program: it is given no other, `-` at most. */
function readsProgram({ program = '', args }: ShellCommand): boolean {
  if (!runs(program)) return false;
  const first = args.find(({ text }, index) => {
    if (text !== undefined && /^[-+]\w*o$/.test(args[index - 1]?.text ?? '')) return false;
    return text === undefined || !/^[-+].|^-$/.test(text) || givesProgram(text, program);
  });
  const reads = args.some(({ text }) => text === '-' || text === '/dev/stdin' || (isShell(program) && text === '-s'));
  return first === undefined || (reads && !givesProgram(first.text ?? '', program));
}

/** `-c text`, `-e text`, `-m module`. */
function givesProgram(text: string, program: string): boolean {
  return isShell(program) ? /^-\w*c/.test(text) : /^-[a-zA-Z]*[cempnEr]/.test(text);
}

/** Whether a word holds the program itself, and not something that it is told. */
function isProgram(word: ShellWord, index: number, { program = '', args }: ShellCommand): boolean {
  if (program === 'eval') return true;
  if (word.raw.startsWith('<(')) return args.slice(0, index).every(({ text }) => text?.startsWith('-') === true);
  if (program === 'source' || program === '.') return false;
  const option = args[index - 1]?.text ?? '';
  return givesProgram(option, program) && word.text === undefined && word.pieces.every((piece) => piece.trim() === '');
}

const maximalPipe = 16;

/** The download at the start of the pipeline, whatever stands between. */
function pipedTo(command: ShellCommand): ShellCommand | undefined {
  let { input } = command;
  for (let steps = 0; input !== undefined && steps < maximalPipe; steps++) {
    if (downloads(input).some(({ output }) => output === undefined)) return input;
    input = input.input;
  }
  return undefined;
}

/** The file that a command runs as a program. */
function runFile({ program, words, args, directory }: ShellCommand): string | undefined {
  if (runs(program)) {
    const file = args.find(({ text, pieces }) => !(text ?? pieces.join(gap)).startsWith('-'));
    return file === undefined ? undefined : pathKey(file, directory);
  }
  const [word] = words;
  return word?.raw.includes('/') ? pathKey(word, directory) : undefined;
}
