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

/** Whether the line is an ADD, COPY or RUN, or one behind ONBUILD, that is not in JSON form. */
export function holdsHeredocs(line: string): boolean {
  let reading = readKeyword(line);
  if (reading.keyword === 'ONBUILD') reading = readKeyword(line, reading.rest);
  if (!['ADD', 'COPY', 'RUN'].includes(reading.keyword)) return false;
  const args = line.slice(reading.rest).trim();
  return !(args.startsWith('[') && isJson(args));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // the builder's own test: whatever is no JSON is shell text
  }
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
