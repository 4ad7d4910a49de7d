/** Whether a text matches as a whole. */
export type Glob = (text: string) => boolean;

/**
 * A pattern of the known-bases tables: `*` any run of characters, `?` one character, `[0-9]` or `[abc]` one of a set,
 * all else literal, case-sensitive. Takes time in proportion to pattern and text, whatever they are.
 */
export function compileGlob(pattern: string): Glob {
  const pieces = split(pattern);
  if (pieces === undefined) return () => false;
  const [first = [], ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return (text) => text.length === first.length && fits(first, text, 0);
  return (text) => {
    if (!fits(first, text, 0) || !fits(last, text, text.length - last.length)) return false;
    let from = first.length;
    for (const piece of rest) {
      const at = find(piece, text, from);
      if (at === undefined) return false;
      from = at + piece.length;
    }
    return from <= text.length - last.length;
  };
}

/** Whether the pattern is more than a literal text. */
export function isGlob(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

/** One character of a pattern: a literal, any (`undefined`), or a set. */
type Place = string | undefined | ReadonlySet<string>;
type Piece = readonly Place[];

/** The pieces between the stars, or undefined where a bracket is not closed. */
function split(pattern: string): readonly Piece[] | undefined {
  const pieces: Place[][] = [[]];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const piece = pieces.at(-1) ?? [];
    if (character === '*') pieces.push([]);
    else if (character === '?') piece.push(undefined);
    else if (character !== '[') piece.push(character);
    else {
      const close = pattern.indexOf(']', at + 2);
      if (close < 0) return undefined;
      piece.push(members(pattern.slice(at + 1, close)));
      at = close;
    }
  }
  return pieces;
}

function members(set: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at < set.length; at++) {
    const ranges = set.charAt(at + 1) === '-' && at + 2 < set.length;
    const last = set.charCodeAt(ranges ? at + 2 : at);
    for (let code = set.charCodeAt(at); code <= last; code++) found.add(String.fromCharCode(code));
    if (ranges) at += 2;
  }
  return found;
}

function fits(piece: Piece, text: string, at: number): boolean {
  return piece.every((place, index) => {
    const character = text.charAt(at + index);
    return typeof place === 'object' ? place.has(character) : place === undefined || place === character;
  });
}

/** Leftmost is best: it leaves the most to the pieces that follow. */
function find(piece: Piece, text: string, from: number): number | undefined {
  for (let at = from; at + piece.length <= text.length; at++) {
    if (fits(piece, text, at)) return at;
  }
  return undefined;
}
