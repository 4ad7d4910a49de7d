import type { Span, TextEdit } from '../text/span.ts';
import type { Dockerfile, Instruction } from './model.ts';

/** Puts lines after an instruction, with the file's line ends; undefined where the file breaks off inside it. */
export function linesAfter(
  dockerfile: Dockerfile,
  instruction: Instruction,
  lines: readonly string[],
): TextEdit | undefined {
  const { text, newline, breaksOff } = dockerfile;
  const { end } = instruction.span;
  const isLast = dockerfile.instructions.at(-1)?.span.end === end;
  if (isLast && breaksOff) return undefined;
  const at = endOfLine(text, end);
  const indent = indentOf(text, instruction.span.start);
  const block = lines.map((line) => indent + line).join(newline);
  return at.feed
    ? { span: { start: at.after, end: at.after }, newText: block + newline }
    : { span: { start: text.length, end: text.length }, newText: newline + block + newline };
}

/** Puts lines before an instruction. */
export function linesBefore(dockerfile: Dockerfile, instruction: Instruction, lines: readonly string[]): TextEdit {
  const start = startOfLine(dockerfile.text, instruction.span.start);
  const indent = indentOf(dockerfile.text, instruction.span.start);
  const newText = lines.map((line) => indent + line + dockerfile.newline).join('');
  return { span: { start, end: start }, newText };
}

/** Takes an instruction, or a comment, out with its whole lines. */
export function withoutInstruction({ text }: Dockerfile, { span }: Pick<Instruction, 'span'>): TextEdit {
  const start = startOfLine(text, span.start);
  const { after, feed } = endOfLine(text, span.end);
  // The last line of a file without a final line end takes the line end before it along.
  const from = feed || start === 0 ? start : start - (text[start - 2] === '\r' ? 2 : 1);
  return { span: { start: from, end: after }, newText: '' };
}

export function replacement(span: Span, newText: string): TextEdit {
  return { span, newText };
}

function startOfLine(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

function indentOf(text: string, offset: number): string {
  return text.slice(startOfLine(text, offset), offset);
}

function endOfLine(text: string, offset: number): { readonly after: number; readonly feed: boolean } {
  const feed = text.indexOf('\n', offset);
  return feed < 0 ? { after: text.length, feed: false } : { after: feed + 1, feed: true };
}
