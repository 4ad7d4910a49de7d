/** One place of a shell pattern: any letters, one letter, or one of these. */
type Token =
  | { readonly kind: 'any' }
  | { readonly kind: 'one'; readonly letters: string | undefined; readonly negated: boolean };

const maximalLength = 128;

/** A pattern of `${V%...}` and `${V#...}`; a backslash quotes. Undefined where it has more than `*`, `?` and `[...]`. */
export function parsePattern(pattern: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let i = 0; i < pattern.length && tokens.length < maximalLength; i++) {
    const letter = pattern[i] ?? '';
    if (letter === '*') tokens.push({ kind: 'any' });
    else if (letter === '?') tokens.push({ kind: 'one', letters: undefined, negated: false });
    else if (letter === '\\') tokens.push({ kind: 'one', letters: pattern[++i] ?? '\\', negated: false });
    else if (letter === '[') {
      const end = pattern.indexOf(']', i + 2);
      const inside = end < 0 ? '' : pattern.slice(i + 1, end);
      const letters = lettersOf(inside.replace(/^[!^]/, ''));
      if (letters === undefined) return undefined;
      tokens.push({ kind: 'one', letters, negated: /^[!^]/.test(inside) });
      i = end;
    } else tokens.push({ kind: 'one', letters: letter, negated: false });
  }
  return tokens.length < maximalLength ? tokens : undefined;
}

/** How many letters at the start the pattern takes, at least and at most; undefined where it does not match there. */
export function matchedLength(
  pattern: readonly Token[],
  text: string,
): { readonly least: number; readonly most: number } | undefined {
  let least: number | undefined;
  let most = 0;
  let active = closure(pattern, new Set([0]));
  for (let at = 0; ; at++) {
    if (active.has(pattern.length)) {
      least ??= at;
      most = at;
    }
    const letter = text[at];
    if (letter === undefined || active.size === 0) break;
    active = closure(pattern, stepped(pattern, active, letter));
  }
  return least === undefined ? undefined : { least, most };
}

function stepped(pattern: readonly Token[], active: ReadonlySet<number>, letter: string): Set<number> {
  const next = new Set<number>();
  for (const place of active) {
    const token = pattern[place];
    if (token?.kind === 'any') next.add(place);
    else if (token?.kind === 'one' && takes(token, letter)) next.add(place + 1);
  }
  return next;
}

const takes = ({ letters, negated }: { letters: string | undefined; negated: boolean }, letter: string) =>
  letters === undefined || letters.includes(letter) !== negated;

/** The places together with those behind a `*`, which may take nothing. */
function closure(pattern: readonly Token[], places: Set<number>): Set<number> {
  for (const place of places) if (pattern[place]?.kind === 'any') places.add(place + 1);
  return places;
}

function lettersOf(inside: string): string | undefined {
  if (inside === '' || inside.includes('[:')) return undefined;
  let letters = '';
  for (let i = 0; i < inside.length; i++) {
    const [from, to] = [inside.charCodeAt(i), inside.charCodeAt(i + 2)];
    if (inside[i + 1] !== '-' || Number.isNaN(to)) letters += inside[i];
    else {
      if (to - from > maximalLength) return undefined;
      for (let code = from; code <= to; code++) letters += String.fromCharCode(code);
      i += 2;
    }
  }
  return letters;
}
