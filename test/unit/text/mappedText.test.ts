import { describe, expect, it } from 'vitest';
import {
  joinMapped,
  type MappedText,
  mappedSlice,
  originOf,
  originSpan,
  sliceMapped,
} from '../../../server/src/engine/text/mappedText.ts';

const text = 'RUN a \\\n# c\n  b\n';
/** `RUN a ` and `  b`, as the reader of lines puts them together. */
const joined: MappedText = joinMapped([
  mappedSlice(text, { start: 0, end: 6 }),
  mappedSlice(text, { start: 12, end: 15 }),
]);

describe('text put together from pieces', () => {
  it('is the pieces one after the other', () => expect(joined.text).toBe('RUN a   b'));

  it('knows where each character comes from', () => {
    for (let i = 0; i < joined.text.length; i++) expect(text[originOf(joined, i)]).toBe(joined.text[i]);
  });

  it('gives the stretch of the document that holds some of them', () => {
    const written = (start: number, end: number) => {
      const span = originSpan(joined, start, end);
      return text.slice(span.start, span.end);
    };
    expect(written(0, 3)).toBe('RUN');
    expect(written(8, 9)).toBe('b');
    expect(written(4, 9)).toBe('a \\\n# c\n  b');
    expect(originSpan(joined)).toEqual({ start: 0, end: 15 });
  });

  it('gives an empty stretch for no characters', () => {
    expect(originSpan(joined, 4, 4)).toEqual({ start: 4, end: 4 });
    expect(originSpan(joinMapped([]))).toEqual({ start: 0, end: 0 });
  });

  it('can be cut, also in the middle of a piece', () => {
    for (let start = 0; start <= joined.text.length; start++) {
      for (let end = start; end <= joined.text.length; end++) {
        const part = sliceMapped(joined, start, end);
        expect(part.text).toBe(joined.text.slice(start, end));
        for (let i = 0; i < part.text.length; i++) expect(originOf(part, i)).toBe(originOf(joined, start + i));
      }
    }
  });

  it('can be cut of a cut', () => {
    const part = sliceMapped(sliceMapped(joined, 4), 4);
    expect([part.text, originOf(part, 0)]).toEqual(['b', 14]);
  });
});
