import { describe, expect, it } from 'vitest';
import { endWithoutBlanks, isBlank, skipBlanks } from '../../../server/src/engine/text/blank.ts';

describe('blanks as the builder knows them', () => {
  it.each([' ', '\t', '\n', '\v', '\f', '\r', '\u0085', '\u00a0', '\u2003', '\u3000'])('%j is one', (char) => {
    expect(isBlank(char)).toBe(true);
  });
  it.each(['a', '\uFEFF', '\u200b', '\0', '', undefined])('%j is none', (char) => expect(isBlank(char)).toBe(false));

  it('are skipped up to an end', () => {
    expect(skipBlanks('  a', 0)).toBe(2);
    expect(skipBlanks('a  ', 1)).toBe(3);
    expect(skipBlanks('    ', 1, 3)).toBe(3);
  });

  it('are left out at the end', () => {
    expect(endWithoutBlanks('a  ')).toBe(1);
    expect(endWithoutBlanks('  ', 1)).toBe(1);
    expect(endWithoutBlanks('a b  c', 0, 5)).toBe(3);
  });
});
