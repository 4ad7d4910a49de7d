import { emptyMap, get, type PersistentMap, set } from '../text/persistentMap.ts';
import type { ExpandedWord } from './expand.ts';
import type { ShellOptions, Surroundings } from './script.ts';
import type { Source } from './source.ts';
import type { Definition } from './syntax.ts';
import { knownText, listValue, unknownText, unsetValue, type Value } from './value.ts';

/** A function as defined, with the text its positions are offsets into. */
export interface ShellFunction {
  readonly definition: Definition;
  readonly source: Source;
}

/** A shell while its commands are read: the one thing here that changes. */
export interface Shell {
  variables: PersistentMap<Value>;
  functions: PersistentMap<ShellFunction>;
  /** Undefined: not known. */
  positional: readonly Value[] | undefined;
  directory: string | undefined;
  /** The directories of `cd -` and `popd`. */
  previous: string | undefined;
  pushed: readonly (string | undefined)[];
  options: ShellOptions;
  /** `trap ... EXIT`. */
  atExit: ExpandedWord | undefined;
  /** Names assigned since it was forked, for merging branches. */
  changed: string[];
}

export function newShell({ directory, options }: Surroundings, without: ShellOptions): Shell {
  return {
    variables: emptyMap,
    functions: emptyMap,
    positional: undefined,
    directory,
    previous: undefined,
    pushed: [],
    options: options ?? without,
    atExit: undefined,
    changed: [],
  };
}

/** A shell of its own that starts as this one is: a subshell. */
export function forked(shell: Shell): Shell {
  return { ...shell, atExit: undefined, changed: [] };
}

export function assign(shell: Shell, name: string, value: Value): void {
  shell.variables = set(shell.variables, name, value);
  shell.changed.push(name);
}

export function variableValue(shell: Shell, name: string, surroundings: Surroundings): Value {
  if (!/^[A-Za-z_]/.test(name)) return parameterOf(shell, name);
  const own = get(shell.variables, name);
  if (own !== undefined) return own;
  const given = surroundings.variable(name);
  return given === undefined ? unknownText([name]) : knownText(given);
}

function parameterOf({ positional }: Shell, name: string): Value {
  if (positional === undefined) return unknownText();
  if (name === '@' || name === '*') return listValue(positional);
  if (name === '#') return knownText(`${positional.length}`);
  if (!/^[1-9]\d{0,4}$/.test(name)) return unknownText();
  return positional[Number(name) - 1] ?? unsetValue;
}

/** Runs what may not run: afterwards only what is so either way is known. */
export function perhaps(shell: Shell, run: () => void): void {
  either(shell, [run, () => undefined]);
}

/** Runs alternatives, each from the same start: afterwards only what is so after every one of them is known. */
export function either(shell: Shell, alternatives: readonly (() => void)[]): void {
  const start = { ...shell };
  const ends: Shell[] = [];
  const changed = new Set<string>();
  for (const run of alternatives) {
    const outside = shell.changed;
    Object.assign(shell, start, { changed: [], functions: shell.functions });
    run();
    for (const name of shell.changed) changed.add(name);
    ends.push({ ...shell });
    shell.changed = outside;
  }
  const same = (key: 'directory' | 'previous') => ends.every((end) => end[key] === ends[0]?.[key]) && ends[0]?.[key];
  const atExit = ends.find((end) => end.atExit !== undefined)?.atExit;
  const merged = { directory: same('directory') || undefined, previous: same('previous') || undefined, atExit };
  Object.assign(shell, start, merged, { functions: shell.functions, positional: start.positional });
  for (const name of changed) assign(shell, name, common(ends, name));
}

function common(ends: readonly Shell[], name: string): Value {
  const values = ends.map(({ variables }) => get(variables, name));
  const [first] = values;
  const alike =
    first?.text !== undefined && values.every((value) => value?.text === first.text && value?.list === first.list);
  return alike ? first : unknownText([name]);
}
