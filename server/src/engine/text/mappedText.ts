import type { Span } from './span.ts';

/** A place in a mapped text from which on it stands elsewhere in the document. */
interface Break {
  /** Offset in the mapped text. */
  readonly at: number;
  /** Offset in the document. */
  readonly from: number;
}

/**
 * Text put together from runs of a document (an instruction without its continuations and comments, say), each
 * character of which still knows its place there. Nearly all are one run, and there are several for each instruction:
 * so the first run is kept in the object itself.
 */
export interface MappedText {
  readonly text: string;
  /** Where the first run starts in the document. */
  readonly from: number;
  /** The other runs, in order. */
  readonly breaks: readonly Break[];
}

const unbroken: readonly Break[] = [];

/** A text that starts at this place of the document and goes on there without a gap. */
export function mappedAt(text: string, from: number): MappedText {
  return { text, from, breaks: unbroken };
}

/** The stretch of a document as it stands. */
export function mappedSlice(document: string, { start, end }: Span): MappedText {
  return mappedAt(document.slice(start, end), start);
}

/** The texts one after the other; an empty one has no place. */
export function joinMapped(parts: readonly MappedText[]): MappedText {
  const [first, ...others] = parts.length > 1 ? parts.filter(({ text }) => text !== '') : parts;
  if (first === undefined) return parts[0] ?? mappedAt('', 0);
  if (others.length === 0) return first;
  const breaks: Break[] = [...first.breaks];
  const texts: string[] = [first.text];
  let length = first.text.length;
  for (const part of others) {
    breaks.push({ at: length, from: part.from });
    for (const { at, from } of part.breaks) breaks.push({ at: at + length, from });
    texts.push(part.text);
    length += part.text.length;
  }
  return { text: texts.join(''), from: first.from, breaks };
}

/** A part of a mapped text, by offsets into it. */
export function sliceMapped(mapped: MappedText, start: number, end = mapped.text.length): MappedText {
  const text = mapped.text.slice(start, end);
  const from = originOf(mapped, start);
  const first = breaksUpTo(mapped, start);
  const last = Math.max(first, breaksUpTo(mapped, end - 1));
  if (first === last) return mappedAt(text, from);
  return { text, from, breaks: mapped.breaks.slice(first, last).map((each) => ({ ...each, at: each.at - start })) };
}

/** Where the character at this offset of the mapped text stands in the document. */
export function originOf(mapped: MappedText, offset: number): number {
  const run = mapped.breaks[breaksUpTo(mapped, offset) - 1];
  return run === undefined ? mapped.from + offset : run.from + (offset - run.at);
}

/** The stretch of the document that holds these characters of the mapped text, continuations between them included. */
export function originSpan(mapped: MappedText, start = 0, end = mapped.text.length): Span {
  const first = originOf(mapped, start);
  return { start: first, end: end > start ? originOf(mapped, end - 1) + 1 : first };
}

/** How many runs behind the first have started at this offset. */
function breaksUpTo({ breaks }: MappedText, offset: number): number {
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle] as Break).at <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
