import { describe, expect, it } from 'vitest';
import { applyEdits, overlaps } from '../../../server/src/engine/text/span.ts';

describe('overlaps', () => {
  it.each([
    [0, 2, 1, 3, true],
    [0, 2, 2, 3, false],
    [0, 9, 3, 4, true],
    [3, 4, 0, 9, true],
    [2, 2, 0, 2, true],
    [2, 2, 2, 4, true],
    [2, 2, 3, 4, false],
    [2, 2, 2, 2, true],
  ])('%d-%d and %d-%d: %s', (start, end, otherStart, otherEnd, expected) => {
    expect(overlaps({ start, end }, { start: otherStart, end: otherEnd })).toBe(expected);
  });
});

describe('applyEdits', () => {
  const edit = (start: number, end: number, newText: string) => ({ span: { start, end }, newText });

  it.each([
    ['nothing', [], 'abcdef'],
    ['one', [edit(1, 3, 'X')], 'aXdef'],
    ['several, in any order', [edit(4, 6, ''), edit(0, 1, 'AA')], 'AAbcd'],
    ['insertions at one place, in the order given', [edit(2, 2, '1'), edit(2, 2, '2')], 'ab12cdef'],
    ['an insertion before what is replaced', [edit(2, 3, 'C'), edit(2, 2, '1')], 'ab1Cdef'],
    ['at the end', [edit(6, 6, '!')], 'abcdef!'],
  ])('makes %s', (_, edits, expected) => expect(applyEdits('abcdef', edits)).toBe(expected));
});
