import { endWithoutBlanks } from '../text/blank.ts';
import { type MappedText, originSpan, sliceMapped } from '../text/mappedText.ts';
import { commandForm, readJsonForm } from './commandForm.ts';
import { readFlags } from './flags.ts';
import { openingOf } from './heredoc.ts';
import { readKeyword } from './keyword.ts';
import type { Assignment, Dockerfile, From, Instruction, Word } from './model.ts';
import { type Line, scan } from './scan.ts';
import { problemsOf } from './syntaxProblems.ts';
import { type AssignmentLine, readAssignments } from './tokens.ts';

/** Reads a Dockerfile as written. Whatever stops a build is among its `problems`; never throws. */
export function parseDockerfile(text: string): Dockerfile {
  const { lines, ...reading } = scan(text);
  const instructions = lines.map((line, index) => readInstruction(line, { index, escape: reading.escape }));
  return {
    text,
    ...reading,
    newline: /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n',
    instructions,
    problems: [...reading.problems, ...problemsOf(text, instructions)],
  };
}

interface Context {
  readonly index: number;
  readonly escape: '\\' | '`';
  /** Where the instruction starts in the line: behind ONBUILD for a trigger. */
  readonly from?: number;
}

function readInstruction(source: Line, context: Context): Instruction {
  const { line } = source;
  const { keyword, start, end, rest } = readKeyword(line.text, context.from);
  const { flags, rest: argsStart } = readFlags(line, rest, context.escape);
  const args = trimmed(line, argsStart);
  const keywordSpan = originSpan(line, start, end);
  const written = {
    index: context.index,
    keyword,
    keywordSpan,
    span: { start: keywordSpan.start, end: source.span.end },
    line: start === 0 ? line : sliceMapped(line, start),
    args,
    argsSpan: args.text === '' ? { start: keywordSpan.end, end: keywordSpan.end } : originSpan(args),
    flags,
    heredocs: source.heredocs,
    comments: source.comments,
  };
  return withKind(written, { ...context, source, argsStart });
}

type Written = Pick<
  Instruction,
  'index' | 'keyword' | 'keywordSpan' | 'span' | 'line' | 'args' | 'argsSpan' | 'flags' | 'heredocs' | 'comments'
>;

interface WithSource extends Context {
  readonly source: Line;
  readonly argsStart: number;
}

function withKind(written: Written, context: WithSource): Instruction {
  switch (written.keyword) {
    case 'FROM':
      return added(written, { kind: 'from', ...fromWords(written.args) });
    case 'ARG':
      return added(written, { kind: 'arg', values: assignments('ARG', written, context) });
    case 'ENV':
      return added(written, { kind: 'env', values: assignments('ENV', written, context) });
    case 'LABEL':
      return added(written, { kind: 'label', values: assignments('LABEL', written, context) });
    case 'RUN':
      return added(written, { kind: 'run', command: commandForm(written.args) });
    case 'COPY':
    case 'ADD':
      return added(written, { kind: written.keyword === 'COPY' ? 'copy' : 'add', ...copyWords(written.args) });
    case 'CMD':
      return added(written, { kind: 'cmd', command: commandForm(written.args) });
    case 'ENTRYPOINT':
      return added(written, { kind: 'entrypoint', command: commandForm(written.args) });
    case 'SHELL':
      return added(written, { kind: 'shell', words: jsonWords(written.args.text) });
    case 'HEALTHCHECK':
      return added(written, { kind: 'healthcheck', command: healthcheck(written.args) });
    case 'VOLUME':
      return added(written, { kind: 'volume', words: wordsOrJson(written.args) });
    case 'EXPOSE':
      return added(written, { kind: 'expose', words: words(written.args) });
    case 'USER':
      return added(written, { kind: 'user' });
    case 'WORKDIR':
      return added(written, { kind: 'workdir' });
    case 'STOPSIGNAL':
      return added(written, { kind: 'stopsignal' });
    case 'MAINTAINER':
      return added(written, { kind: 'maintainer' });
    case 'ONBUILD':
      return added(written, { kind: 'onbuild', trigger: trigger(written, context) });
    default:
      return added(written, { kind: 'unread' });
  }
}

/** Adds to the object itself: a copy of it would be thrice as large, and there is one for each instruction. */
function added<const Particular extends object>(written: Written, particular: Particular): Written & Particular {
  return Object.assign(written, particular);
}

function assignments(
  keyword: AssignmentLine['keyword'],
  { args }: Written,
  { source: { line }, argsStart, escape }: WithSource,
): readonly Assignment[] {
  return readAssignments({ keyword, line, args: { start: argsStart, end: argsStart + args.text.length }, escape });
}

/** An ONBUILD inside an ONBUILD stops the build and is not followed. */
function trigger({ args }: Written, { index, escape, source, argsStart, from }: WithSource): Instruction | undefined {
  if (args.text === '' || from !== undefined) return undefined;
  return readInstruction(source, { index, escape, from: argsStart });
}

function fromWords(args: MappedText): Pick<From, 'base' | 'as'> {
  const [base, as, name] = words(args);
  return { base, as: as?.raw.toLowerCase() === 'as' ? name : undefined };
}

function copyWords(args: MappedText): { readonly sources: readonly Word[]; readonly destination: Word | undefined } {
  const all = wordsOrJson(args);
  const sources = all.slice(0, -1).filter(({ raw }) => openingOf(raw) === undefined);
  return { sources, destination: all.length > 1 ? all.at(-1) : undefined };
}

function healthcheck(args: MappedText) {
  const { keyword, rest } = readKeyword(args.text);
  return keyword === 'CMD' ? commandForm(sliceMapped(args, rest)) : undefined;
}

function jsonWords(text: string): readonly string[] | undefined {
  const json = readJsonForm(text);
  return json.kind === 'strings' ? json.words : undefined;
}

/** Strings of a JSON array all stand at the array's place: where each one is inside matters to nobody. */
function wordsOrJson(args: MappedText): readonly Word[] {
  const json = jsonWords(args.text);
  return json === undefined ? words(args) : json.map((raw) => ({ raw, span: originSpan(args) }));
}

function words(args: MappedText): readonly Word[] {
  return [...args.text.matchAll(/[^\t\v\f\r ]+/g)].map(({ 0: raw, index }) => ({
    raw,
    span: originSpan(args, index, index + raw.length),
  }));
}

function trimmed(line: MappedText, from: number): MappedText {
  return sliceMapped(line, from, endWithoutBlanks(line.text, from));
}
