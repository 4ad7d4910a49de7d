import { type MappedText, originSpan } from '../text/mappedText.ts';
import type { Span } from '../text/span.ts';

/** A text that is read as shell, each character of which knows where it stands in the document. */
export interface Source {
  readonly text: string;
  readonly spanOf: (start: number, end: number) => Span;
  /** It was put together by another shell, so it may hold `unknownMark`s. */
  readonly inner: boolean;
}

/** A run of an inner source and the stretch of the outer one that gave it. */
export interface SourcePiece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// Private-use letters, which no parser takes for syntax, round the name of the variable that is not known.
const [opening, closing] = ['\uE000', '\uE001'];

/** Stands in an inner source for what the outer shell could not expand. */
export function unknownMark(name: string): string {
  return `${opening}${name}${closing}`;
}

/** The letters and the names of unknown variables of a stretch of an inner source, in turn: text, name, text, ... */
export function splitMarks(text: string): string[] {
  return text.includes(opening) ? text.split(/\uE000(\w*)\uE001?/) : [text];
}

/** The text with the marks written as variables again. */
export function withoutMarks(text: string): string {
  return text.includes(opening) ? text.replace(/\uE000(\w*)\uE001?/g, '$$$1') : text;
}

export function documentSource(mapped: MappedText): Source {
  const { length } = mapped.text;
  const clamp = (offset: number) => Math.max(0, Math.min(offset, length));
  return { text: mapped.text, inner: false, spanOf: (start, end) => originSpan(mapped, clamp(start), clamp(end)) };
}

/** A text made of pieces of an outer source; a piece whose length changed stands at the whole of its stretch. */
export function innerSource(outer: Source, pieces: readonly SourcePiece[]): Source {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of pieces) {
    starts.push(length);
    length += text.length;
  }
  const placeOf = (offset: number, side: 'start' | 'end') => {
    const index = lastNotAfter(starts, Math.max(0, Math.min(side === 'end' ? offset - 1 : offset, length - 1)));
    const piece = pieces[index];
    if (piece === undefined) return 0;
    if (piece.text.length !== piece.end - piece.start) return piece[side];
    return Math.min(Math.max(piece.start, piece.start + offset - (starts[index] ?? 0)), piece.end);
  };
  const spanOf = (start: number, end: number) => {
    const from = placeOf(start, 'start');
    return outer.spanOf(from, end > start ? Math.max(from, placeOf(end, 'end')) : from);
  };
  return { text: pieces.map(({ text }) => text).join(''), inner: true, spanOf };
}

/** A text that stands as a whole at one stretch of the outer source. */
export function fixedSource(outer: Source, text: string, { start, end }: { start: number; end: number }): Source {
  return { text, inner: true, spanOf: () => outer.spanOf(start, end) };
}

function lastNotAfter(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
