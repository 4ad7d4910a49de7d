/** The candidate with the fewest changes of a letter from the word, of equals the first; undefined if more than `limit`. */
export function nearest(word: string, candidates: Iterable<string>, limit = usualLimit(word)): string | undefined {
  if (word.length > longest) return undefined;
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (candidate.length > longest || Math.abs(candidate.length - word.length) >= least) continue;
    const distance = editDistance(word, candidate);
    if (distance >= least) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

/** Longer words are no slips of anybody's fingers, and the time grows with the square. */
const longest = 64;

/** A third of the word, so that `ab` is not taken for `cd`. */
function usualLimit(word: string): number {
  return Math.max(1, Math.floor(word.length / 3));
}

/** Letters put in, left out, changed, or two neighbours in the wrong order. */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const changes = [
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + (same ? 0 : 1),
        ...(swapped ? [at(before, column - 2) + 1] : []),
      ];
      current.push(Math.min(...changes));
    }
    before = above;
    above = current;
  }
  return at(above, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
