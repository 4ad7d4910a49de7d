import { cleanPath } from '../../dockerfile/path.ts';
import { resolvePath } from '../../shell/path.ts';
import { readScript } from '../../shell/readScript.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { mappedAt } from '../../text/mappedText.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { interpreters, quoted, valuesOf, wordsOf } from '../access/startedFiles.ts';
import { knownValue } from '../fact.ts';
import type { ImageFacts } from '../imageFacts.ts';

/** A program that the image starts, or a script that it gives to one. */
export interface StartedProgram {
  readonly word: string;
  /** Where a path that is not absolute starts. */
  readonly directory: string;
  readonly how: 'run' | 'read';
  readonly keyword: 'ENTRYPOINT' | 'CMD';
  readonly at: Span;
}

/** What an image starts by default for sure: the first word, and the first command of a shell form. */
export const startedPrograms = remembered(readPrograms);

function readPrograms(facts: ImageFacts): readonly StartedProgram[] {
  const entrypoint = wordsOf(facts.entrypoint) ?? [];
  const command = wordsOf(facts.command) ?? [];
  const [head] = [...entrypoint, ...command];
  if (head === undefined) return [];
  const first = quoted(entrypoint);
  const directory = cleanPath(knownValue(facts.workdir) ?? '/');
  const isEntrypoint = (at: number) => at < first.length;
  const start = (word: string, at: number, more: Partial<StartedProgram> = {}): StartedProgram => ({
    word,
    directory,
    how: 'run',
    keyword: isEntrypoint(at) ? 'ENTRYPOINT' : 'CMD',
    at: isEntrypoint(at) ? facts.entrypoint.at : facts.command.at,
    ...more,
  });
  const found = [start(head, entrypoint.length > 0 ? 0 : first.length)];
  const text = `${first} ${quoted(command)}`;
  const { commands } = readScript(mappedAt(text, 0), { variable: valuesOf(facts), directory });
  const main = mainCommand(commands);
  const word = main?.words[0];
  if (main?.directory === undefined || word?.text === undefined) return found;
  if (word.text !== head) found.push(start(word.text, word.span.start, { directory: main.directory }));
  const script = scriptOf(main);
  const path = script?.text === undefined ? undefined : resolvePath(main.directory, script.text);
  if (script !== undefined && path !== undefined) found.push(start(path, script.span.start, { how: 'read' }));
  return found;
}

/** What only runs the rest, with the variables that are there. */
const plainWrappers = /^(?:(?:ba|da|a|z|k)?sh -c|exec|tini|tini-static|dumb-init|catatonit|nice|nohup|time)$/;

/** Shells have these built in, and what comes after them is started as it would be without. */
const harmless = new Set(['cd', 'echo', 'printf', 'set', 'true', ':', 'umask', 'ulimit', 'test', '[', 'pwd', 'mkdir']);

function mainCommand(commands: readonly ShellCommand[]): ShellCommand | undefined {
  const main = commands.find(({ program, words: [word] }) => !harmless.has(program ?? '') || word?.text?.includes('/'));
  if (main === undefined || main.conditional || main.loop || main.substitution || main.inFunction !== undefined)
    return undefined;
  if (builtIn.has(main.program ?? '') || main.assignments.has('PATH')) return undefined;
  return main.wrappers.every((wrapper) => plainWrappers.test(wrapper)) ? main : undefined;
}

/** Whatever these do, there is no program to look for. */
const builtIn = new Set(['.', 'source', 'eval', 'export', 'exit', 'read', 'wait', 'trap', 'unset', 'alias', 'type']);

/** A script that an interpreter is given as its first word. */
function scriptOf({ program = '', args: [first] }: ShellCommand) {
  return interpreters.test(program) && first?.text?.includes('/') && !/^[-+]/.test(first.text) ? first : undefined;
}
