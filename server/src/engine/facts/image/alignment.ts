/** Two places that belong together. */
type Pair = readonly [first: number, second: number];

/** No table is larger; longer lists are matched as far as their ends agree. */
const mostCells = 200_000;

/** As many pairs of two lists as there are in order, those at the ends first. */
export function matchOf(first: number, second: number, same: (i: number, j: number) => boolean): readonly Pair[] {
  let ends = 0;
  while (ends < first && ends < second && same(first - 1 - ends, second - 1 - ends)) ends++;
  const rows = first - ends;
  const columns = second - ends;
  const tail = Array.from({ length: ends }, (_, i): Pair => [rows + i, columns + i]);
  return rows * columns > mostCells ? tail : [...longest(rows, columns, same), ...tail];
}

function longest(rows: number, columns: number, same: (i: number, j: number) => boolean): readonly Pair[] {
  const width = columns + 1;
  // How many pairs there are among the first i and the first j.
  const counts = new Uint32Array((rows + 1) * width);
  const at = (i: number, j: number) => counts[i * width + j] ?? 0;
  const pairs = new Uint8Array((rows + 1) * width);
  for (let i = 1; i <= rows; i++) {
    for (let j = 1; j <= columns; j++) {
      const paired = same(i - 1, j - 1);
      pairs[i * width + j] = paired ? 1 : 0;
      counts[i * width + j] = Math.max(at(i - 1, j), at(i, j - 1), paired ? at(i - 1, j - 1) + 1 : 0);
    }
  }
  const found: Pair[] = [];
  for (let i = rows, j = columns; i > 0 && j > 0; ) {
    if (pairs[i * width + j] === 1 && at(i, j) === at(i - 1, j - 1) + 1) found.push([--i, --j]);
    else if (at(i - 1, j) === at(i, j)) i--;
    else j--;
  }
  return found.reverse();
}
