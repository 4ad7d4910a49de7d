import { emptyMap } from '../text/persistentMap.ts';
import type { Call } from './call.ts';
import { type ExpandedWord, piecesOf } from './expand.ts';
import { shellInvocation } from './invocation.ts';
import { limits, type Run } from './reader.ts';
import { valueIn } from './reading.ts';
import { noOptions, type ShellOptions, type ShellWord, type Unread } from './script.ts';
import { assign, forked, type Shell, variableValue } from './shellState.ts';
import { innerSource, type Source } from './source.ts';
import { parseShell } from './unbashAdapter.ts';

/** Reads a text as commands where the run stands; false where it lies too deep. */
export function readSource(source: Source, { reader, place, shell, statement }: Run): boolean {
  const depth = place.depth + 1;
  if (depth > limits.depth || source.text.length > limits.body) {
    const because = 'the scripts inside one another are too many or too long';
    reader.unread.push({ kind: 'limit', because, span: source.spanOf(0, source.text.length) });
    return false;
  }
  const { statements, problems } = parseShell(source.text);
  const [problem] = problems;
  if (problem !== undefined) {
    reader.unread.push({ kind: 'syntax', because: problem.message, span: source.spanOf(problem.at, problem.at + 1) });
  }
  const inside = { reader, place: { ...place, source, depth }, shell, statement };
  reader.list(statements, inside);
  readAtExit(inside);
  return true;
}

/** What `trap ... EXIT` left for the end. */
export function readAtExit(run: Run): void {
  const { atExit } = run.shell;
  run.shell.atExit = undefined;
  if (atExit !== undefined) readSource(sourceOf([atExit], run), run);
}

/** The text that these words give to a shell. */
function sourceOf(words: readonly ExpandedWord[], { reader, place, shell }: Run): Source {
  const pieces = words.flatMap((word, index) => {
    const own = piecesOf(word, (name) => variableValue(shell, name, reader.surroundings));
    return index === 0 ? own : [{ text: ' ', start: word.at.start, end: word.at.start }, ...own];
  });
  return innerSource(words[0]?.source ?? place.source, pieces);
}

/** Reads `sh -c text`, `sh <<EOF` and the like; false for what is no shell or gets no text that can be read. */
export function readShell(call: Call, run: Run): boolean {
  const invocation = shellInvocation(call);
  if (invocation === undefined) return false;
  const { script, file, options, label } = invocation;
  if (script !== undefined) {
    const positional = invocation.positional;
    return readText(script, { ...call, wrappers: [...call.wrappers, label] }, { run, options, positional });
  }
  const piped = run.place.input !== undefined || call.redirections.some(({ operator }) => operator === '<');
  if (file !== undefined) note(run, call, { kind: 'script', because: `${shown(file)} is not seen`, file });
  else if (piped) note(run, call, { kind: 'input', because: `what ${call.program} reads and runs is not seen` });
  return false;
}

/** Reads a text as the commands of a new shell; false where nothing of it is known. */
export function readText(
  script: ExpandedWord,
  call: Call,
  { run, options, positional }: { run: Run; options: ShellOptions; positional: readonly ExpandedWord[] },
): boolean {
  if (isUnknown(script)) {
    note(run, call, { kind: 'script', because: `what ${shown(script)} holds is not known` });
    return false;
  }
  const { reader, place, shell } = run;
  const redirections = call.redirections.filter(({ operator }) => !operator.startsWith('<<'));
  const inner: Shell = { ...forked(shell), functions: emptyMap, options, positional: positional.map(valueIn) };
  for (const [name, word] of call.assignments) assign(inner, name, valueIn(word));
  if (call.login) inner.directory = undefined;
  const around = {
    wrappers: [...place.wrappers, ...call.wrappers],
    asUser: call.asUser ?? place.asUser,
    assignments: new Map([...place.assignments, ...call.assignments]),
    redirections: [...redirections, ...place.redirections],
    loop: place.loop || call.items !== undefined,
  };
  const statement = run.statement ?? call.span;
  return readSource(sourceOf([script], run), { reader, place: { ...place, ...around }, shell: inner, statement });
}

/** `eval`: its words as a text for this very shell. */
export function readEval(words: readonly ExpandedWord[], call: Call, run: Run): void {
  const [first] = words;
  if (first === undefined) return;
  if (words.every(isUnknown)) {
    note(run, call, { kind: 'eval', because: `what ${shown(first)} holds is not known` });
    return;
  }
  const wrappers = [...run.place.wrappers, ...call.wrappers, 'eval'];
  readSource(sourceOf(words, run), { ...run, place: { ...run.place, wrappers } });
}

/** Notes something that runs and is not seen. */
export function note({ reader }: Run, { span }: Call, unread: Omit<Unread, 'span'>): void {
  reader.unread.push({ ...unread, span });
}

/** A word as the user wrote it, short enough for a message. */
export function shown({ raw }: ShellWord): string {
  return raw.length > 60 ? `${raw.slice(0, 60)}...` : raw;
}

const isUnknown = ({ text, pieces }: ExpandedWord) =>
  text === undefined && pieces.every((piece) => piece.trim() === '');

export const freshShell = { options: noOptions, positional: [] } as const;
