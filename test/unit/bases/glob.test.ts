import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob } from '../../../server/src/engine/bases/glob.ts';

describe('compileGlob', () => {
  it.each([
    ['3.12', '3.12', true],
    ['3.12', '3x12', false],
    ['3.12', '3.12.1', false],
    ['*', '', true],
    ['*', 'anything', true],
    ['a*', 'a', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*-slim', 'x-slim', true],
    ['*-slim', 'x-slim-y', false],
    ['*alpine*', '3.12-alpine3.20', true],
    ['*ab*ab*', 'xabx', false],
    ['*ab*ab*', 'abab', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['?', '', false],
    ['4.[0-5].*', '4.5.1', true],
    ['4.[0-5].*', '4.6.1', false],
    ['[67]x', '7x', true],
    ['8.1[67]*onbuild', '8.17-onbuild', true],
    ['*-[0-9][0-9]', 'a-12', true],
    ['*-[0-9][0-9]', 'a-1', false],
    ['*-[0-9][0-9]*', 'a-1-22', true],
    ['A*', 'a', false],
    ['a+b(c)|^$', 'a+b(c)|^$', true],
    ['[a', '[a', false],
    ['', '', true],
    ['', 'a', false],
  ])('%s on "%s": %s', (pattern, text, expected) => {
    expect(compileGlob(pattern)(text)).toBe(expected);
  });

  it('agrees with a regular expression', () => {
    const pieces = fc.constantFrom('a', 'b', '.', '*', '?', '[ab]', '[0-9]', '1');
    const texts = fc.array(fc.constantFrom('a', 'b', '.', '1', '9'), { maxLength: 10 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), texts, (parts, text) => {
        const words: Record<string, string> = { '*': '.*', '?': '.', '.': '\\.' };
        const expression = new RegExp(`^${parts.map((part) => words[part] ?? part).join('')}$`);
        expect(compileGlob(parts.join(''))(text)).toBe(expression.test(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('does not blow up', () => {
    const matches = compileGlob(`${'*a'.repeat(30)}*b`);
    const begun = performance.now();
    expect(matches('a'.repeat(100_000))).toBe(false);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
