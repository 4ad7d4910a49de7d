/** What a variable, or a part of a word, is known to hold. */
export interface Value {
  /** Undefined where it depends on something that cannot be read. */
  readonly text: string | undefined;
  /** The known stretches round what is not known; one for a known text. */
  readonly pieces: readonly string[];
  /** Names of variables it depends on that have no known value. */
  readonly unknown: readonly string[];
  /** The elements of an array. */
  readonly list?: readonly Value[];
  /** Not set at all, which `${V-x}` tells from empty. */
  readonly unset?: true;
}

export const unsetValue: Value = { text: '', pieces: [''], unknown: [], unset: true };

export function knownText(text: string): Value {
  return { text, pieces: [text], unknown: [] };
}

export function unknownText(names: readonly string[] = []): Value {
  return { text: undefined, pieces: ['', ''], unknown: names };
}

export function listValue(list: readonly Value[]): Value {
  return { ...(list[0] ?? knownText('')), list };
}

const maximalPieces = 64;

/** One value after the other. */
export function joinValues(values: readonly Value[], between = ''): Value {
  const only = values[0];
  if (only !== undefined && values.length === 1) return only;
  const texts = values.map(({ text }) => text);
  if (texts.every((text) => text !== undefined)) return knownText(texts.join(between));
  const pieces = [''];
  for (const [index, value] of values.entries()) {
    const [first = '', ...rest] = value.pieces;
    pieces.push(`${pieces.pop() ?? ''}${index > 0 ? between : ''}${first}`, ...rest);
    if (pieces.length > maximalPieces) return unknownText(uniqueNames(values));
  }
  return { text: undefined, pieces, unknown: uniqueNames(values) };
}

function uniqueNames(values: readonly Value[]): string[] {
  return [...new Set(values.flatMap(({ unknown }) => unknown))];
}
