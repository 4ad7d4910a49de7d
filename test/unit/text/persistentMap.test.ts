import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyMap,
  entriesOf,
  fromEntries,
  get,
  isEmpty,
  type PersistentMap,
  set,
} from '../../../server/src/engine/text/persistentMap.ts';

const names = fc.oneof(fc.constantFrom('a', 'b', '', '__proto__', 'constructor'), fc.string());

describe('a persistent map', () => {
  it('behaves like a Map', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.nat())), (changes) => {
        const model = new Map<string, number>();
        let map: PersistentMap<number> = emptyMap;
        for (const [name, value] of changes) {
          map = set(map, name, value);
          model.set(name, value);
        }
        expect(new Map(entriesOf(map))).toEqual(model);
        expect(isEmpty(map)).toBe(model.size === 0);
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
  });

  it('goes on from any map made before, each as if it were the only one', () => {
    const change = fc.tuple(fc.nat(), fc.constantFrom('a', 'b', 'c', 'd', ''), fc.nat());
    fc.assert(
      fc.property(fc.array(change, { maxLength: 80 }), (changes) => {
        const maps: { map: PersistentMap<number>; model: ReadonlyMap<string, number> }[] = [
          { map: emptyMap, model: new Map() },
        ];
        for (const [from, name, value] of changes) {
          const start = maps[from % maps.length] ?? maps[0];
          if (start === undefined) continue;
          maps.push({ map: set(start.map, name, value), model: new Map([...start.model, [name, value]]) });
        }
        for (const { map, model } of maps) {
          expect(new Map(entriesOf(map))).toEqual(model);
          for (const name of 'abcd') expect(get(map, name)).toBe(model.get(name));
        }
      }),
    );
  });

  it('stays right and quick over a long chain of forks', () => {
    let map: PersistentMap<number> = emptyMap;
    for (let i = 0; i < 2000; i++) {
      const forked = set(map, `n${i}`, i);
      set(map, 'other', i);
      map = i % 2 === 0 ? forked : set(map, `n${i}`, i);
    }
    expect([...entriesOf(map)]).toHaveLength(2000);
    expect([0, 1, 999, 1999].map((i) => get(map, `n${i}`))).toEqual([0, 1, 999, 1999]);
    expect(get(map, 'other')).toBeUndefined();
  });

  it('knows nothing of names that are not in it', () => {
    expect(get(emptyMap, 'a')).toBeUndefined();
    expect(get(fromEntries([['a', 1]]), 'constructor')).toBeUndefined();
  });
});
