import type { Span } from './span.ts';

/** Zero-based line and UTF-16 character, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The line starts of a text; `\n`, `\r\n` and `\r` end a line, as in LSP. */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

export function linesOf(text: string): Lines {
  const starts = [0];
  const ends = /\r\n|\n|\r/g;
  while (ends.exec(text) !== null) starts.push(ends.lastIndex);
  return { text, starts };
}

/** The position of an offset; one outside the text is taken to its nearest end. */
export function positionAt({ text, starts }: Lines, offset: number): Position {
  const inside = Math.min(Math.max(offset, 0), text.length);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= inside) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: inside - (starts[low] as number) };
}

export function rangeAt(lines: Lines, { start, end }: Span): Range {
  return { start: positionAt(lines, start), end: positionAt(lines, end) };
}

/** The offset of a position; one outside the text is taken to the nearest place inside. */
export function offsetAt({ text, starts }: Lines, { line, character }: Position): number {
  if (line < 0) return 0;
  const start = starts[line];
  if (start === undefined) return text.length;
  const next = starts[line + 1] ?? text.length + 1;
  return Math.min(start + Math.max(character, 0), next - 1, text.length);
}

/** One-based number of the line that holds the offset, as people count. */
export function lineNumber(lines: Lines, offset: number): number {
  return positionAt(lines, offset).line + 1;
}
