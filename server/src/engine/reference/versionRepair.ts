export type VersionViolation =
  | 'v-prefix'
  | 'missing-parts'
  | 'extra-parts'
  | 'leading-zero'
  | 'numeric-suffix'
  | 'build-metadata'
  | 'separator'
  | 'date'
  | 'not-version';

export interface Repair {
  /** What is wrong; of several the one to name first. */
  readonly violation: VersionViolation;
  /** The version that is probably meant; the caller checks that it is one. */
  readonly version: string;
  /** Nothing but a `v`, missing zeros and leading zeros had to change. */
  readonly safe: boolean;
}

/** Finds the semantic version behind a text that is none; undefined where there is no telling. */
export function repairVersion(text: string): Repair | undefined {
  const written = asDate(text) ?? asNumbers(text);
  if (written === undefined) return undefined;
  const { prefix, numbers, rest, isDate } = written;
  const tail = repairTail(rest, numbers.length);
  if (tail === undefined) return undefined;

  const core = numbers.map(withoutZeros);
  const violations: readonly (readonly [VersionViolation, boolean])[] = [
    ['v-prefix', /^v$/i.test(prefix)],
    ['build-metadata', rest.includes('+')],
    ['date', isDate],
    ['separator', tail.separated],
    ['extra-parts', core.length > 3],
    ['leading-zero', core.join() !== numbers.join()],
    ['missing-parts', core.length < 3],
    ['numeric-suffix', tail.numeric],
  ];
  const found = violations.filter(([, present]) => present).map(([violation]) => violation);
  const [violation = 'not-version'] = found;
  const version = [...core, '0', '0'].slice(0, 3).join('.');
  const suffix = [core.slice(3).join('.'), tail.text].filter((part) => part !== '').join('-');
  return {
    violation: prefix === '' || violation === 'v-prefix' ? violation : 'not-version',
    version: suffix === '' ? version : `${version}-${suffix}`,
    safe: found.every((kind) => harmless.has(kind)) && /^v?$/i.test(prefix),
  };
}

const harmless: ReadonlySet<VersionViolation> = new Set(['v-prefix', 'missing-parts', 'leading-zero']);

interface Written {
  readonly prefix: string;
  readonly numbers: readonly string[];
  readonly rest: string;
  readonly isDate: boolean;
}

/** `20230920`, `2023-09-20`, `2023_09_20`: a day, whose parts make a version. */
function asDate(text: string): Written | undefined {
  const match = /^((?:19|20)\d\d)([-_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/.exec(text);
  if (!match) return undefined;
  const [all, year = '', , month = '', day = ''] = match;
  return { prefix: '', numbers: [year, month, day], rest: text.slice(all.length), isDate: true };
}

function asNumbers(text: string): Written | undefined {
  const prefix = /^(?:v(?=\d)|[a-z]+[-_])/i.exec(text)?.[0] ?? '';
  const numbers = /^\d+(?:\.\d+)*/.exec(text.slice(prefix.length))?.[0];
  if (numbers === undefined) return undefined;
  const parts = numbers.split('.');
  // A long number alone is a build's number or a hash, not a version.
  if (parts.length === 1 && numbers.length > 6) return undefined;
  return { prefix, numbers: parts, rest: text.slice(prefix.length + numbers.length), isDate: false };
}

interface Tail {
  readonly text: string;
  /** Something other than a hyphen stood before or in it. */
  readonly separated: boolean;
  /** A number in it began with a zero. */
  readonly numeric: boolean;
}

/** Makes a pre-release of what follows the numbers. */
function repairTail(rest: string, numbers: number): Tail | undefined {
  if (rest === '') return { text: '', separated: false, numeric: false };
  if (!/^[\w.+-]*$/.test(rest)) return undefined;
  // `10ce81a` is a hash and `3.x` no version; `1.0rc1` is one.
  if (!rest.startsWith('-') && numbers < 2) return undefined;
  const plain = rest.replace(/[_+]/g, '-').replace(/^[-.]+/, '');
  const identifiers = plain.split('.').filter((part) => part !== '');
  const fixed = identifiers.map(repairIdentifier);
  return {
    text: fixed.join('.'),
    separated: !rest.startsWith('-') || `-${identifiers.join('.')}` !== rest,
    numeric: fixed.join('.') !== identifiers.join('.'),
  };
}

/** A number of a pre-release has no leading zero; one that is a commit's hash gets git's `g` in front. */
function repairIdentifier(identifier: string): string {
  if (!/^0\d+$/.test(identifier)) return identifier;
  return identifier.length >= 7 ? `g${identifier}` : withoutZeros(identifier);
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}
