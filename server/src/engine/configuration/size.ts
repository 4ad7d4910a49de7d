const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ...['k', 'm', 'g', 't'].flatMap((letter, index): [string, number][] => [
    [`${letter}b`, 1000 ** (index + 1)],
    [`${letter}ib`, 1024 ** (index + 1)],
  ]),
]);

/** A size as people write it, for a JSON schema. */
export const sizePattern = '^[0-9]+(\\.[0-9]+)? *([KkMmGgTt][Ii]?)?[Bb]?$';

/** Bytes of `500MB` (thousands), `1.5GiB` (1,024s) or a plain number; undefined where the text is no size. */
export function bytesOf(text: string): number | undefined {
  if (text.length > 40) return undefined;
  const match = /^(\d+(?:\.\d+)?) *([a-z]*)$/i.exec(text.trim());
  const unit = units.get(match?.[2]?.toLowerCase() ?? '');
  const bytes = Math.round(Number(match?.[1]) * (unit ?? Number.NaN));
  return bytes > 0 && Number.isFinite(bytes) ? bytes : undefined;
}
