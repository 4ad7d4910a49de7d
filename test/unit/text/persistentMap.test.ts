import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyMap,
  entriesOf,
  fromEntries,
  get,
  type PersistentMap,
  set,
  without,
} from '../../../server/src/engine/text/persistentMap.ts';

/** `costarring` and `liquid` have one hash (FNV-1a, 32 bits), as `declinate` and `macallums` have. */
const colliding = ['costarring', 'liquid', 'declinate', 'macallums'];

const names = fc.oneof(fc.constantFrom(...colliding, '', '__proto__', 'constructor'), fc.string());

describe('a persistent map', () => {
  it('behaves like a Map', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.nat(), fc.boolean())), (changes) => {
        const model = new Map<string, number>();
        let map: PersistentMap<number> = emptyMap;
        for (const [name, value, remove] of changes) {
          map = remove ? without(map, name) : set(map, name, value);
          if (remove) model.delete(name);
          else model.set(name, value);
        }
        expect(new Map(entriesOf(map))).toEqual(model);
        expect(map.size).toBe(model.size);
        for (const [name, value] of model) expect(get(map, name)).toBe(value);
      }),
    );
  });

  it('does not change when a new one is made from it', () => {
    const one = fromEntries([
      ['a', 1],
      ['b', 2],
    ]);
    const two = set(set(one, 'a', 3), 'c', 4);
    expect([...entriesOf(one)].sort()).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect([...entriesOf(two)].sort()).toEqual([
      ['a', 3],
      ['b', 2],
      ['c', 4],
    ]);
    expect([...entriesOf(without(two, 'a'))].sort()).toEqual([
      ['b', 2],
      ['c', 4],
    ]);
    expect(two.size).toBe(3);
  });

  it('tells names of one hash apart', () => {
    const map = fromEntries(colliding.map((name) => [name, name.toUpperCase()] as const));
    for (const name of colliding) expect(get(map, name)).toBe(name.toUpperCase());
    expect(map.size).toBe(4);
  });

  it('knows nothing of names that are not in it', () => {
    expect(get(emptyMap, 'a')).toBeUndefined();
    expect(get(fromEntries([['a', 1]]), 'constructor')).toBeUndefined();
    expect(without(emptyMap, 'a')).toBe(emptyMap);
  });
});
