/**
 * An immutable map by name. Every change gives a new map that shares all but a few nodes with the old one, so that
 * each instruction of a file can keep the variables it sees without copying them.
 */
export interface PersistentMap<V> {
  readonly root: Node<V> | undefined;
  readonly size: number;
}

interface Leaf<V> {
  readonly hash: number;
  /** Names of the same hash. */
  readonly entries: readonly (readonly [string, V])[];
}
interface Branch<V> {
  readonly children: readonly (Node<V> | undefined)[];
}
type Node<V> = Leaf<V> | Branch<V>;

const bits = 4;
const width = 1 << bits;

export const emptyMap: PersistentMap<never> = { root: undefined, size: 0 };

/** The value under the name, or undefined. */
export function get<V>(map: PersistentMap<V>, name: string): V | undefined {
  const hash = hashOf(name);
  let node = map.root;
  for (let shift = 0; node !== undefined && 'children' in node; shift += bits) {
    node = node.children[(hash >>> shift) & (width - 1)];
  }
  if (node === undefined || node.hash !== hash) return undefined;
  return node.entries.find(([key]) => key === name)?.[1];
}

/** The map with the value under the name. */
export function set<V>(map: PersistentMap<V>, name: string, value: V): PersistentMap<V> {
  const added = get(map, name) === undefined ? 1 : 0;
  return { root: insert(map.root, [name, value], hashOf(name), 0), size: map.size + added };
}

/** The map without the name. */
export function without<V>(map: PersistentMap<V>, name: string): PersistentMap<V> {
  if (get(map, name) === undefined) return map;
  return fromEntries([...entriesOf(map)].filter(([key]) => key !== name));
}

/** Name and value of every entry, in no particular order. */
export function* entriesOf<V>(map: PersistentMap<V>): Iterable<readonly [string, V]> {
  const pending: (Node<V> | undefined)[] = [map.root];
  while (pending.length > 0) {
    const node = pending.pop();
    if (node === undefined) continue;
    if ('children' in node) pending.push(...node.children);
    else yield* node.entries;
  }
}

export function fromEntries<V>(entries: Iterable<readonly [string, V]>): PersistentMap<V> {
  let map: PersistentMap<V> = emptyMap;
  for (const [name, value] of entries) map = set(map, name, value);
  return map;
}

function insert<V>(node: Node<V> | undefined, entry: readonly [string, V], hash: number, shift: number): Node<V> {
  if (node === undefined) return { hash, entries: [entry] };
  if ('children' in node) {
    const index = (hash >>> shift) & (width - 1);
    const children = node.children.slice();
    children[index] = insert(node.children[index], entry, hash, shift + bits);
    return { children };
  }
  if (node.hash === hash) return { hash, entries: [...node.entries.filter(([key]) => key !== entry[0]), entry] };
  const children: (Node<V> | undefined)[] = new Array(width).fill(undefined);
  children[(node.hash >>> shift) & (width - 1)] = node;
  return insert({ children }, entry, hash, shift);
}

function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
