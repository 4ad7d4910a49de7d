import type { Part } from './syntax.ts';
import { cut } from './textParts.ts';

interface Brace {
  readonly start: number;
  readonly alternatives: Part[][];
}

const maximalRange = 64;
const maximalDepth = 16;
const maximalBraces = 64;
const maximalParts = 256;

/** `{a,b}` or `{1..5}` by the parts between the braces. */
export function braceOf(inside: readonly Part[], start: number, end: number): Part {
  return { kind: 'brace', start, end, alternatives: withSequence(alternativesOf(inside)) };
}

/** Splits at the commas of the outermost level; braces inside become parts of their own. */
function alternativesOf(parts: readonly Part[]): Part[][] {
  const outermost: Brace = { start: 0, alternatives: [[]] };
  const open = [outermost];
  const add = (part: Part) => open.at(-1)?.alternatives.at(-1)?.push(part);
  for (const part of parts) {
    if (part.kind !== 'text' || part.quoted || !part.exact) {
      add(part);
      continue;
    }
    let from = 0;
    for (let at = 0; at <= part.text.length; at++) {
      const letter = part.text[at];
      if (letter !== undefined && !',{}'.includes(letter)) continue;
      if (at > from) add(cut(part, from, at));
      from = at + 1;
      if (letter === ',') open.at(-1)?.alternatives.push([]);
      else if (letter === '{' && open.length < maximalDepth) open.push({ start: part.start + at, alternatives: [[]] });
      else if (letter === '}') close(open, part.start + at + 1);
    }
  }
  while (open.length > 1) close(open, open.at(-1)?.start ?? 0);
  return outermost.alternatives;
}

function close(open: Brace[], end: number): void {
  const inner = open.length > 1 ? open.pop() : undefined;
  if (inner === undefined) return;
  const alternatives = withSequence(inner.alternatives);
  open.at(-1)?.alternatives.at(-1)?.push({ kind: 'brace', start: inner.start, end, alternatives });
}

/** The numbers of `1..5` in place of the one alternative. */
function withSequence(alternatives: Part[][]): readonly (readonly Part[])[] {
  const [part, ...others] = alternatives.length === 1 ? (alternatives[0] ?? []) : [];
  const match = part?.kind === 'text' && others.length === 0 ? /^(-?\d{1,9})\.\.(-?\d{1,9})$/.exec(part.text) : null;
  if (part?.kind !== 'text' || match === null) return alternatives;
  const from = Number(match[1]);
  const to = Number(match[2]);
  if (Math.abs(to - from) >= maximalRange) return [[{ kind: 'unreadable', start: part.start, end: part.end }]];
  const step = to < from ? -1 : 1;
  const length = Math.abs(to - from) + 1;
  return Array.from({ length }, (_, index) => [{ ...part, text: `${from + index * step}`, exact: false }]);
}

/** Every combination of the alternatives; undefined where there are too many. */
export function withoutBraces(parts: readonly Part[]): (readonly Part[])[] | undefined {
  if (parts.length > maximalParts) return undefined;
  let lists: (readonly Part[])[] = [[]];
  for (const part of parts) {
    const endings: (readonly Part[])[] = [];
    for (const alternative of part.kind === 'brace' ? part.alternatives : [[part]]) {
      const inner = part.kind === 'brace' ? withoutBraces(alternative) : [alternative];
      if (inner === undefined) return undefined;
      endings.push(...inner);
    }
    if (endings.length * lists.length > maximalBraces) return undefined;
    lists = lists.flatMap((list) => endings.map((ending) => [...list, ...ending]));
  }
  return lists;
}
