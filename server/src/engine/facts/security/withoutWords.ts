import { withoutInstruction } from '../../dockerfile/edit.ts';
import type { Assignment, Dockerfile, Instruction } from '../../dockerfile/model.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import type { Span, TextEdit } from '../../text/span.ts';
import type { ReachableStep } from '../reachable.ts';

/** Whether the word stands in the file letter by letter. */
export const isPlain = ({ raw, text, span }: ShellWord, document: string): boolean =>
  raw === text && document.slice(span.start, span.end) === raw;

/** Takes an option with its value out of a command; undefined where it does not stand there plainly. */
export function withoutOption(
  words: readonly ShellWord[],
  letter: string | undefined,
  dockerfile: Dockerfile,
): TextEdit | undefined {
  const [first] = words;
  const last = words.at(-1);
  const { text } = dockerfile;
  if (first === undefined || last === undefined || !words.every((word) => isPlain(word, text))) return undefined;
  // `-fsSkL`: the others stay.
  if (letter !== undefined && /^-[a-zA-Z]{2,}$/.test(first.raw))
    return { span: first.span, newText: first.raw.replace(letter, '') };
  return withoutStretch({ start: first.span.start, end: last.span.end }, dockerfile);
}

/** Takes a stretch out with the blanks around it, or with its line where nothing else stands there. */
export function withoutStretch(span: Span, { text, escape }: Dockerfile): TextEdit | undefined {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const feed = text.indexOf('\n', span.end);
  const lineEnd = feed < 0 ? text.length : feed;
  const before = text.slice(lineStart, span.start);
  const after = text.slice(span.end, lineEnd).replace(/\r$/, '');
  if (before.trim() !== '') {
    const blanks = before.length - before.trimEnd().length;
    return { span: { start: span.start - blanks, end: span.end }, newText: '' };
  }
  if (feed >= 0 && after.trim() === escape) return { span: { start: lineStart, end: feed + 1 }, newText: '' };
  if (after.trim() !== '') {
    const blanks = after.length - after.trimStart().length;
    return { span: { start: span.start, end: span.end + blanks }, newText: '' };
  }
  const from = Math.max(0, lineStart - mostLetters);
  const joined = text.slice(from, lineStart).trimEnd();
  if (!joined.endsWith(escape)) return undefined;
  return { span: { start: from + joined.slice(0, -1).trimEnd().length, end: span.end }, newText: '' };
}

const mostLetters = 2000;

/** Takes a command out of a RUN with what joins it to the next one; the whole RUN where it is all there is. */
export function withoutCommand(
  { step, script }: ReachableStep,
  { statement, wrappers, pipe, conditional, loop, inFunction }: ShellCommand,
  dockerfile: Dockerfile,
): TextEdit | undefined {
  const { instruction, trigger } = step;
  const inside = wrappers.length > 0 || pipe.of > 1 || conditional || loop || inFunction !== undefined;
  if (instruction.kind !== 'run' || instruction.command.form !== 'shell' || trigger !== undefined || inside)
    return undefined;
  if (instruction.heredocs.length > 0 || script === undefined || script.commands.length > mostCommands)
    return undefined;
  if (script.unread.some(({ kind }) => kind === 'syntax' || kind === 'limit')) return undefined;
  const starts = new Set(script.commands.map((command) => command.statement.start));
  const others = script.commands.filter((command) => command.statement.start === statement.start);
  if (others.length > 1) return undefined;
  if (starts.size === 1)
    return isAlone(instruction, statement) ? withoutInstruction(dockerfile, instruction) : undefined;
  const sorted = script.commands.map((command) => command.statement).sort((a, b) => a.start - b.start);
  const next = sorted.find(({ start }) => start >= statement.end);
  const previous = sorted.findLast(({ end }) => end <= statement.start);
  const joins = ({ start, end }: Span) => {
    const gap = dockerfile.text.slice(start, end).replaceAll(dockerfile.escape, '').trim();
    return gap === '&&' || gap === ';';
  };
  if (next !== undefined && joins({ start: statement.end, end: next.start }))
    return { span: { start: statement.start, end: next.start }, newText: '' };
  if (next === undefined && previous !== undefined && joins({ start: previous.end, end: statement.start }))
    return { span: { start: previous.end, end: statement.end }, newText: '' };
  return undefined;
}

/** No person writes more in one RUN. */
const mostCommands = 500;

const isAlone = ({ argsSpan }: Instruction, { start, end }: Span) => start <= argsSpan.start && end >= argsSpan.end;

/** Takes one assignment out of ENV or ARG; the whole instruction where it has no other. */
export function withoutAssignment(
  { instruction, trigger }: ReachableStep['step'],
  { span }: Assignment,
  dockerfile: Dockerfile,
): TextEdit | undefined {
  if (trigger !== undefined || (instruction.kind !== 'env' && instruction.kind !== 'arg')) return undefined;
  return instruction.values.length === 1
    ? withoutInstruction(dockerfile, instruction)
    : withoutStretch(span, dockerfile);
}
