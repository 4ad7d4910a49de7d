/**
 * An immutable map by name, cheap to change: each instruction of a file keeps the variables it sees. Every map made by
 * `set` from the newest of its line is a further version in one history, so that it costs one entry; from an older
 * one, a new history starts that knows what it goes on from.
 */
export interface PersistentMap<V> {
  /** Undefined for the empty map, which all may start from. */
  readonly history: History<V> | undefined;
  readonly version: number;
}

/** Grows behind the maps that share it: each of them sees its own versions only. */
interface History<V> {
  /** The values that a name was given, oldest first. */
  readonly changes: Map<string, Change<V>[]>;
  newest: number;
  /** What its maps hold beside its changes. */
  readonly before: PersistentMap<V>;
  /** How many histories it stands on. */
  readonly depth: number;
}

interface Change<V> {
  readonly version: number;
  readonly value: V;
}

export const emptyMap: PersistentMap<never> = { history: undefined, version: 0 };

/** A chain of histories that is longer is copied into one, so that a look-up stays quick. */
const deepest = 16;

export function isEmpty(map: PersistentMap<unknown>): boolean {
  return map.history === undefined;
}

/** The value under the name, or undefined. */
export function get<V>(map: PersistentMap<V>, name: string): V | undefined {
  for (let { history, version } = map; history !== undefined; { history, version } = history.before) {
    const change = lastUpTo(version, history.changes.get(name));
    if (change !== undefined) return change.value;
  }
  return undefined;
}

/** The map with the value under the name. */
export function set<V>(map: PersistentMap<V>, name: string, value: V): PersistentMap<V> {
  const { history } = map;
  const own = history !== undefined && history.newest === map.version ? history : historyAfter(map);
  const version = ++own.newest;
  const change = { version, value };
  const changes = own.changes.get(name);
  if (changes === undefined) own.changes.set(name, [change]);
  else changes.push(change);
  return { history: own, version };
}

/** Name and value of every entry, in no particular order. */
export function* entriesOf<V>(map: PersistentMap<V>): Iterable<readonly [string, V]> {
  const seen = new Set<string>(); // stays empty where only one history can hold a name
  for (let { history, version } = map; history !== undefined; { history, version } = history.before) {
    for (const [name, changes] of history.changes) {
      const change = seen.has(name) ? undefined : lastUpTo(version, changes);
      if (change === undefined) continue;
      if (!isEmpty(history.before)) seen.add(name);
      yield [name, change.value];
    }
  }
}

export function fromEntries<V>(entries: Iterable<readonly [string, V]>): PersistentMap<V> {
  let map: PersistentMap<V> = emptyMap;
  for (const [name, value] of entries) map = set(map, name, value);
  return map;
}

function historyAfter<V>(map: PersistentMap<V>): History<V> {
  const depth = map.history === undefined ? 0 : map.history.depth + 1;
  if (depth <= deepest) return { changes: new Map(), newest: 0, before: map, depth };
  const changes = new Map([...entriesOf(map)].map(([name, value]) => [name, [{ version: 0, value }]]));
  return { changes, newest: 0, before: emptyMap, depth: 0 };
}

function lastUpTo<V>(version: number, changes: readonly Change<V>[] | undefined): Change<V> | undefined {
  if (changes === undefined) return undefined;
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle] as Change<V>).version <= version) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1];
}
