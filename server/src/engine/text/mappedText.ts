import type { Span } from './span.ts';

/** A run of characters taken over from the document without a gap. */
interface Piece {
  /** Where the run starts in the mapped text. */
  readonly at: number;
  /** Where the run starts in the document. */
  readonly from: number;
}

/**
 * Text put together from pieces of a document (an instruction without its continuations and comments, say),
 * each character of which still knows its place there.
 */
export interface MappedText {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** The stretch of a document as it stands. */
export function mappedSlice(document: string, { start, end }: Span): MappedText {
  return { text: document.slice(start, end), pieces: [{ at: 0, from: start }] };
}

/** The pieces one after the other. */
export function joinMapped(parts: readonly MappedText[]): MappedText {
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const part of parts) {
    for (const piece of part.pieces) pieces.push({ at: piece.at + length, from: piece.from });
    texts.push(part.text);
    length += part.text.length;
  }
  return { text: texts.join(''), pieces };
}

/** A part of a mapped text, by offsets into it. */
export function sliceMapped(mapped: MappedText, start: number, end = mapped.text.length): MappedText {
  const pieces: Piece[] = [];
  for (let i = pieceIndex(mapped, start); i < mapped.pieces.length; i++) {
    const piece = mapped.pieces[i] as Piece;
    if (piece.at >= end && pieces.length > 0) break;
    const skipped = Math.max(0, start - piece.at);
    pieces.push({ at: piece.at + skipped - start, from: piece.from + skipped });
  }
  return { text: mapped.text.slice(start, end), pieces };
}

/** Where the character at this offset of the mapped text stands in the document. */
export function originOf(mapped: MappedText, offset: number): number {
  const piece = mapped.pieces[pieceIndex(mapped, offset)];
  return piece === undefined ? 0 : piece.from + (offset - piece.at);
}

/** The stretch of the document that holds these characters of the mapped text, continuations between them included. */
export function originSpan(mapped: MappedText, start = 0, end = mapped.text.length): Span {
  const first = originOf(mapped, start);
  return { start: first, end: end > start ? originOf(mapped, end - 1) + 1 : first };
}

function pieceIndex({ pieces }: MappedText, offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle] as Piece).at <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
