import { isBlank, skipBlanks } from '../text/blank.ts';
import type { Span } from '../text/span.ts';

/**
 * The words of ENV, LABEL and ARG as BuildKit's line_parsers.go cuts them: quotes and escapes stay as written, and
 * outside of quotes an escape takes a quote's meaning away.
 */
export function quotedWords(text: string, escape: string): readonly Span[] {
  const words: Span[] = [];
  for (let start = skipBlanks(text, 0); start < text.length; ) {
    const { end, next } = wordAt(text, start, escape);
    if (end > start) words.push({ start, end });
    start = skipBlanks(text, next);
  }
  return words;
}

function wordAt(text: string, start: number, escape: string): { readonly end: number; readonly next: number } {
  let quote: string | undefined;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (quote === undefined && isBlank(char)) return { end: i, next: i };
    if (char === escape && quote !== "'") {
      i++;
      // An escape that is the very last character is dropped.
      if (i === text.length) return { end: i - 1, next: i };
    } else if (char === quote) quote = undefined;
    else if (quote === undefined && (char === '"' || char === "'")) quote = char;
  }
  return { end: text.length, next: text.length };
}
