import type { Span } from '../text/span.ts';

/** So that no text costs more than this much for each of its characters; of longer values their parts are looked for. */
const longest = 200;
/** Shorter ones are met by chance. */
const fewest = 4;

/** Finds any of many values in texts, and the start of one that is cut off with `…`, in one pass however many there are. */
export function newSearch(values: readonly string[]): (text: string) => readonly Span[] {
  const known = new Set(values.filter(({ length }) => length >= fewest).flatMap(partsOf));
  const lengths = new Map<string, number[]>();
  for (const value of known) {
    const start = value.slice(0, fewest);
    const before = lengths.get(start) ?? [];
    if (!before.includes(value.length)) lengths.set(start, [...before, value.length]);
  }
  for (const list of lengths.values()) list.sort((a, b) => b - a);
  const sorted = [...known].sort();
  return (text) => (known.size === 0 ? [] : [...wholeOnes(text, known, lengths), ...cutOnes(text, sorted)]);
}

function partsOf(value: string): readonly string[] {
  if (value.length <= longest) return [value];
  const whole = Array.from({ length: Math.floor(value.length / longest) }, (_, i) =>
    value.slice(i * longest, (i + 1) * longest),
  );
  return [...whole, value.slice(-longest)];
}

function wholeOnes(
  text: string,
  known: ReadonlySet<string>,
  lengths: ReadonlyMap<string, readonly number[]>,
): readonly Span[] {
  const found: Span[] = [];
  for (let start = 0; start + fewest <= text.length; ) {
    const length = lengths
      .get(text.slice(start, start + fewest))
      ?.find((one) => known.has(text.slice(start, start + one)));
    if (length !== undefined) found.push({ start, end: start + length });
    start += length ?? 1;
  }
  return found;
}

/** What stands before a `…` and starts one of the values; the few characters that tell a token's kind may be shown so. */
function cutOnes(text: string, sorted: readonly string[]): readonly Span[] {
  return [...text.matchAll(/…|\.\.\./g)].flatMap(({ index: end }): Span[] => {
    for (let start = Math.max(0, end - longest); start + fewest < end; start++) {
      if (startsOne(sorted, text.slice(start, end))) return [{ start, end }];
    }
    return [];
  });
}

function startsOne(sorted: readonly string[], start: string): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  return sorted[low]?.startsWith(start) === true;
}
