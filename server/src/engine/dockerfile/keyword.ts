import { endWithoutBlanks, skipBlanks } from '../text/blank.ts';

/** Upper-case keyword of a logical line, and where it and what follows start. */
export interface KeywordReading {
  readonly keyword: string;
  readonly start: number;
  readonly end: number;
  /** Where the flags and arguments start; the line's end where there are none. */
  readonly rest: number;
}

/** The first word of a logical line. */
export function readKeyword(line: string, from = 0): KeywordReading {
  const start = skipBlanks(line, from);
  const last = endWithoutBlanks(line, start);
  let end = start;
  while (end < last && !separates(line[end])) end++;
  return { keyword: line.slice(start, end).toUpperCase(), start, end, rest: afterSeparator(line, end) };
}

/** Whether the line is an ADD, COPY or RUN, or one behind ONBUILD. A JSON form holds none, as all of it is in quotes. */
export function holdsHeredocs(line: string): boolean {
  const { keyword, rest } = readKeyword(line);
  const own = keyword === 'ONBUILD' ? readKeyword(line, rest).keyword : keyword;
  return own === 'ADD' || own === 'COPY' || own === 'RUN';
}

function afterSeparator(line: string, from: number): number {
  let i = from;
  while (i < line.length && separates(line[i])) i++;
  return skipBlanks(line, i);
}

/** Fewer blanks end a keyword than may stand around it. */
function separates(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\v' || char === '\f';
}
