import { cleanPath } from '../../dockerfile/path.ts';
import { baseName, resolvePath } from '../../shell/path.ts';
import { readScript } from '../../shell/readScript.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { mappedAt } from '../../text/mappedText.ts';
import { get } from '../../text/persistentMap.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import type { Fact } from '../fact.ts';
import { folderOf } from '../homes.ts';
import type { CommandLine, ImageFacts } from '../imageFacts.ts';
import { searchPath } from './searchPath.ts';

/** A file that the default command line starts or is given. */
export interface StartedFile {
  /** Undefined for a program that is looked for on PATH. */
  readonly path: string | undefined;
  readonly name: string;
  /** It is run itself, not read by an interpreter or handed over. */
  readonly runs: boolean;
  /** The value of ENTRYPOINT or CMD that says so. */
  readonly at: Span;
}

const none: readonly StartedFile[] = [];
/** What ENTRYPOINT and CMD in force start and name. */
export const startedFiles = remembered(readStarts);

/** Whether the file is what the image starts, by its path or by its name on PATH. */
export function isStarted(facts: ImageFacts, file: string, { running }: { readonly running: boolean }): boolean {
  const folders = searchPath(facts).folders;
  return startedFiles(facts).some(({ path, name, runs }) => {
    if (running && !runs) return false;
    if (path !== undefined) return path === file;
    return name === baseName(file) && folders.some((folder) => folder.path === folderOf(file));
  });
}

function readStarts(facts: ImageFacts): readonly StartedFile[] {
  const [entrypoint = [], command = []] = [wordsOf(facts.entrypoint), wordsOf(facts.command)];
  const shellForm = facts.entrypoint.state === 'known' && facts.entrypoint.value.form === 'shell';
  const together = filesIn(entrypoint, shellForm ? [] : command, facts);
  // A script in front of the command usually ends in running it.
  const script = entrypoint[0] !== undefined && /\.sh$|entrypoint/i.test(entrypoint[0]);
  return script ? [...together, ...filesIn([], command, facts)] : together;
}

const mostLetters = 20_000;

export function wordsOf(fact: Fact<CommandLine>): readonly string[] | undefined {
  if (fact.state !== 'known') return undefined;
  const { words } = fact.value;
  return words.reduce((sum, word) => sum + word.length, 0) > mostLetters ? undefined : words;
}

export const quoted = (words: readonly string[]) => words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');

/** The words are quoted for the reader, which sees through `sh -c`, tini and the like. */
function filesIn(entrypoint: readonly string[], command: readonly string[], facts: ImageFacts): readonly StartedFile[] {
  const { build, workdir } = facts;
  const first = quoted(entrypoint);
  const text = `${first} ${quoted(command)}`;
  const directory = workdir.state === 'known' ? cleanPath(workdir.value) : build === undefined ? '/' : undefined;
  const { commands } = readScript(mappedAt(text, 0), { variable: valuesOf(facts), directory });
  const placeOf = ({ span }: ShellWord) => (span.start < first.length ? facts.entrypoint.at : facts.command.at);
  return [
    ...headOf(entrypoint[0] ?? command[0], directory, entrypoint.length > 0 ? facts.entrypoint.at : facts.command.at),
    ...commands.flatMap((each) => [...programOf(each, placeOf), ...filesOf(each, placeOf)]),
  ];
}

/** The very first word, which the reader takes off where it only runs what follows: `/tini --`, `uv run`. */
function headOf(word: string | undefined, directory: string | undefined, at: Span): readonly StartedFile[] {
  if (word === undefined || word === '') return none;
  const path = word.includes('/') ? resolvePath(directory, word) : undefined;
  return path === undefined && word.includes('/') ? none : [{ path, name: baseName(word), runs: true, at }];
}

type PlaceOf = (word: ShellWord) => Span;

/** The variables of the image by name, as far as they are known. */
export function valuesOf({ build, environment }: ImageFacts): (name: string) => string | undefined {
  if (build === undefined) return (name) => (environment.state === 'known' ? environment.value.get(name) : undefined);
  return (name) => {
    const fact = get(build.target.after.environment, name);
    return fact?.state === 'known' ? fact.value : undefined;
  };
}

function programOf({ words: [word], directory }: ShellCommand, placeOf: PlaceOf): readonly StartedFile[] {
  if (word?.text === undefined) return none;
  const path = word.text.includes('/') ? resolvePath(directory, word.text) : undefined;
  return path === undefined && word.text.includes('/')
    ? none
    : [{ path, name: baseName(word.text), runs: true, at: placeOf(word) }];
}

export const interpreters = /^(?:python|pypy|perl|ruby|node|php|Rscript|java|julia|lua|(?:ba|da|z|k)?sh)[\d.]*$/;

/** Paths among the arguments; of an interpreter's also the name of its script. */
function filesOf({ program = '', args, directory }: ShellCommand, placeOf: PlaceOf): readonly StartedFile[] {
  const script = interpreters.test(program)
    ? args.find(({ text }) => text !== undefined && !text.startsWith('-'))
    : undefined;
  return args.flatMap((word) => {
    const text = word.text?.replace(/^--?[\w-]+=/, '');
    if (text === undefined || text.length > 4096 || (!text.includes('/') && word !== script)) return [];
    const path = resolvePath(directory, text);
    return path === undefined ? [] : [{ path, name: baseName(text), runs: false, at: placeOf(word) }];
  });
}
