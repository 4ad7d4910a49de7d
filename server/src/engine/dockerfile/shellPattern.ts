/** The value after `#`, `%` or `/`; an escape the builder does not know stops the build. */
export type Outcome =
  | { readonly state: 'text'; readonly text: string }
  | { readonly state: 'malformed' }
  | { readonly state: 'unreadable' };

/** A match costs pattern x value at worst; far more than a tag, a version or a path is not tried. */
const longestValue = 1024;
const longestPattern = 128;

/** Characters in a row, undefined for a `?`; pieces are what stands between the stars of a pattern. */
type Piece = readonly (string | undefined)[];

/** Where a match starts and ends, in characters of the value. */
interface Match {
  readonly start: number;
  readonly end: number;
}

/** The value without the shortest or longest start that matches the pattern (`?`, `*`, no brackets). */
export function trimStart(pattern: string, value: string, greedy: boolean): Outcome {
  return matching(pattern, value, (pieces, characters) => {
    const end = endOfMatch(pieces, characters, { start: 0, greedy });
    return end === undefined ? value : characters.slice(end).join('');
  });
}

/** The value without the shortest or longest end that matches the pattern. */
export function trimEnd(pattern: string, value: string, greedy: boolean): Outcome {
  const units = pattern.match(/\\[\s\S]|[\s\S]/gu) ?? [];
  const outcome = trimStart(units.reverse().join(''), reversed(value), greedy);
  return outcome.state === 'text' ? { state: 'text', text: reversed(outcome.text) } : outcome;
}

/** The value with the first or every longest match of the pattern replaced. */
export function replaceMatches(
  pattern: string,
  value: string,
  { replacement, all }: { readonly replacement: string; readonly all: boolean },
): Outcome {
  // The builder's regular expressions read a dollar sign here as one of their own groups.
  if (all && replacement.includes('$')) return { state: 'unreadable' };
  return matching(pattern, value, (pieces, characters) => {
    let result = '';
    let done = 0;
    let from = 0;
    while (from <= characters.length) {
      const match = firstMatch(pieces, characters, from);
      if (match === undefined) break;
      result += characters.slice(done, match.start).join('');
      // An empty match right behind another does not count.
      if (match.end > done || match.start === 0) result += replacement;
      done = match.end;
      if (!all) break;
      from = Math.max(match.end, from + 1);
    }
    return result + characters.slice(done).join('');
  });
}

function matching(
  pattern: string,
  value: string,
  change: (pieces: readonly Piece[], characters: readonly string[]) => string,
): Outcome {
  if (pattern.length > longestPattern || value.length > longestValue) return { state: 'unreadable' };
  const pieces = piecesOf(pattern);
  return pieces === undefined ? { state: 'malformed' } : { state: 'text', text: change(pieces, [...value]) };
}

function piecesOf(pattern: string): readonly Piece[] | undefined {
  let piece: (string | undefined)[] = [];
  const pieces: Piece[] = [piece];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const char = characters[i] as string;
    if (char === '*') {
      piece = [];
      pieces.push(piece);
    } else if (char === '?') piece.push(undefined);
    else if (char !== '\\') piece.push(char);
    else {
      const escaped = characters[++i];
      if (escaped === undefined || !'}/*?\\'.includes(escaped)) return undefined;
      piece.push(escaped);
    }
  }
  return pieces;
}

/** If what follows the first piece matches nowhere, it does not match further on either: one try is enough. */
function firstMatch(pieces: readonly Piece[], value: readonly string[], from: number): Match | undefined {
  const start = find(pieces[0] ?? [], value, from);
  if (start === undefined) return undefined;
  const end = endOfMatch(pieces, value, { start, greedy: true });
  return end === undefined ? undefined : { start, end };
}

function endOfMatch(
  pieces: readonly Piece[],
  value: readonly string[],
  { start, greedy }: { readonly start: number; readonly greedy: boolean },
): number | undefined {
  const [first = [], ...rest] = pieces;
  if (!fits(first, value, start)) return undefined;
  let end = start + first.length;
  for (const [i, piece] of rest.entries()) {
    const isLast = i === rest.length - 1;
    const at = isLast && greedy ? findLast(piece, value, end) : find(piece, value, end);
    if (at === undefined) return undefined;
    end = at + piece.length;
  }
  return end;
}

function find(piece: Piece, value: readonly string[], from: number): number | undefined {
  for (let at = from; at <= value.length - piece.length; at++) if (fits(piece, value, at)) return at;
  return undefined;
}

function findLast(piece: Piece, value: readonly string[], from: number): number | undefined {
  for (let at = value.length - piece.length; at >= from; at--) if (fits(piece, value, at)) return at;
  return undefined;
}

function fits(piece: Piece, value: readonly string[], at: number): boolean {
  if (at + piece.length > value.length) return false;
  return piece.every((char, i) => char === undefined || char === value[at + i]);
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}
