/** What `chmod` is told: bits, or changes to them. */
export type Mode =
  | { readonly kind: 'octal'; readonly bits: number }
  | { readonly kind: 'symbolic'; readonly clauses: readonly Clause[] };

interface Clause {
  /** Any of `u`, `g`, `o`; undefined for none given, which leaves out what the umask holds back. */
  readonly who: string | undefined;
  readonly operator: '+' | '-' | '=';
  /** Letters of `rwxXst`, or one of `ugo` to copy from. */
  readonly permissions: string;
}

const usualUmask = 0o022;

/** Reads `755`, `u=rwX,go=rX`, `a+x`; undefined for anything else. */
export function parseMode(text: string): Mode | undefined {
  if (/^[0-7]{1,5}$/.test(text)) return { kind: 'octal', bits: Number.parseInt(text, 8) & 0o7777 };
  const parts = text.length > 200 ? [] : text.split(',');
  if (parts.length === 0 || !parts.every((part) => /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+$/.test(part)))
    return undefined;
  const clauses = parts.flatMap((part) => {
    const who = /^[ugoa]*/.exec(part)?.[0] ?? '';
    const changes = part.slice(who.length).match(/[-+=][rwxXstugo]*/g) ?? [];
    return changes.map((change): Clause => {
      const operator = change[0] === '+' ? '+' : change[0] === '-' ? '-' : '=';
      return { who: who === '' ? undefined : who.includes('a') ? 'ugo' : who, operator, permissions: change.slice(1) };
    });
  });
  return { kind: 'symbolic', clauses };
}

/** The bits of a file of mode `start` after the change. */
export function numeric(mode: Mode, start: number, isDirectory: boolean): number {
  if (mode.kind === 'octal') return mode.bits;
  return mode.clauses.reduce((bits, clause) => applied(clause, bits, isDirectory), start);
}

/** Mode 1777 and the like, where others may add files but not take away. */
export function isSticky(mode: Mode): boolean {
  return (numeric(mode, 0, true) & 0o1000) !== 0;
}

const shifts: ReadonlyMap<string, number> = new Map([
  ['u', 6],
  ['g', 3],
  ['o', 0],
]);

function applied({ who, operator, permissions }: Clause, start: number, isDirectory: boolean): number {
  const held = who === undefined ? usualUmask : 0;
  const rights = rightsFor(permissions, start, isDirectory);
  let result = start;
  for (const letter of new Set(who ?? 'ugo')) {
    const shift = shifts.get(letter) ?? 0;
    const own = ((rights << shift) & ~held) | specialFor(permissions, letter);
    if (operator === '-') result &= ~own;
    else if (operator === '+') result |= own;
    else result = (result & ~((0o7 << shift) | specialFor('st', letter))) | own;
  }
  return result;
}

/** Three bits, from letters or from what one of user, group and others has. */
function rightsFor(permissions: string, start: number, isDirectory: boolean): number {
  const copied = shifts.get(permissions);
  if (copied !== undefined) return (start >> copied) & 0o7;
  const executable = permissions.includes('x') || (permissions.includes('X') && (isDirectory || (start & 0o111) !== 0));
  return (permissions.includes('r') ? 4 : 0) | (permissions.includes('w') ? 2 : 0) | (executable ? 1 : 0);
}

function specialFor(permissions: string, who: string): number {
  if (who === 'o') return permissions.includes('t') ? 0o1000 : 0;
  if (!permissions.includes('s')) return 0;
  return who === 'u' ? 0o4000 : 0o2000;
}
