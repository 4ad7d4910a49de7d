import { describe, expect, it } from 'vitest';
import { lineNumber, linesOf, offsetAt, positionAt, rangeAt } from '../../../server/src/engine/text/lines.ts';

const text = 'ab\r\nc\n\rd😀\n';
const lines = linesOf(text);

describe('positions', () => {
  it.each([
    [0, 0, 0],
    [2, 0, 2],
    [4, 1, 0],
    [5, 1, 1],
    [6, 2, 0],
    [7, 3, 0],
    [10, 3, 3],
    [11, 4, 0],
  ])('offset %d is line %d, character %d', (offset, line, character) => {
    expect(positionAt(lines, offset)).toEqual({ line, character });
    expect(offsetAt(lines, { line, character })).toBe(offset);
  });

  it('outside of the text are taken to its ends', () => {
    expect(positionAt(lines, -5)).toEqual({ line: 0, character: 0 });
    expect(positionAt(lines, 99)).toEqual({ line: 4, character: 0 });
    expect(offsetAt(lines, { line: 99, character: 0 })).toBe(text.length);
    expect(offsetAt(lines, { line: -1, character: 0 })).toBe(0);
  });

  it('behind the end of a line stay before the next one', () => {
    expect(offsetAt(lines, { line: 0, character: 99 })).toBe(3);
    expect(offsetAt(lines, { line: 3, character: 99 })).toBe(10);
  });

  it('make ranges, and numbers as people count', () => {
    expect(rangeAt(lines, { start: 0, end: 5 })).toEqual({
      start: { line: 0, character: 0 },
      end: { line: 1, character: 1 },
    });
    expect(lineNumber(lines, 4)).toBe(2);
  });

  it('there is one line in an empty text', () => {
    expect(linesOf('').starts).toEqual([0]);
    expect(positionAt(linesOf(''), 0)).toEqual({ line: 0, character: 0 });
  });
});
