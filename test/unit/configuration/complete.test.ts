import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeConfiguration } from '../../../server/src/engine/configuration/complete.ts';
import { configurationKeys } from '../../../server/src/engine/configuration/keys.ts';
import { documentedRules } from '../../../server/src/engine/rules/all.ts';

/** Completions where the text has a bar. */
function at(text: string) {
  const offset = text.indexOf('|');
  return completeConfiguration(text.replace('|', ''), offset);
}

const labels = (text: string) => at(text).map(({ label }) => label);
const topKeys = configurationKeys.keys.map(({ name }) => name);
const rules = documentedRules.map(({ id }) => id).filter((id) => id !== 'syntax');

describe('completion', () => {
  it.each([
    ['|', topKeys],
    ['lev|', topKeys],
    ['level: gold\n|', topKeys.filter((name) => name !== 'level')],
    ['|\nlevel: gold\n', topKeys.filter((name) => name !== 'level')],
    ['level: |', ['contrib', 'gold']],
    ['level: go|', ['contrib', 'gold']],
    ['allowIgnores: |', ['true', 'false']],
    ['registry: |\n', ['off', 'on']],
    ['maintainers:\n  - |', ['st4sd', 'mdlab', 'hlcs']],
    ['maintainers:\n- |', ['st4sd', 'mdlab', 'hlcs']],
    ['maintainers: [|', ['st4sd', 'mdlab', 'hlcs']],
    ['maintainers: [hlcs, m|', ['st4sd', 'mdlab', 'hlcs']],
    ['rules:\n  |', rules],
    ['rules:\n  non-r|', rules],
    ['rules:\n  base-tag: off\n  |', rules.filter((id) => id !== 'base-tag')],
    ['rules:\n  base-tag: |', ['on', 'off']],
    ['images:\n  "a/*.Dockerfile":\n    |', ['reference', 'level', 'target', 'buildArgs', 'optimised', 'sizeBudget']],
    [
      'images:\n  a/Dockerfile:\n    level: gold\n    # why\n\n    |',
      ['reference', 'target', 'buildArgs', 'optimised', 'sizeBudget'],
    ],
    ['images:\n  a/Dockerfile:\n    level: |', ['contrib', 'gold']],
    [
      'images:\n  a/Dockerfile:\n    optimised:\n      - m|',
      ['mkl', 'openblas', 'fftw', 'oneapi', 'cuda', 'rocm', 'sycl', 'simd', 'none'],
    ],
    ['images:\n  |', []],
    ['bases:\n  x/*:\n    |', ['user', 'entrypoint', 'cmd']],
    ['level: gold # |', []],
    ['# |', []],
    ['nothing:\n  |', []],
    ['target: |', []],
  ])('%j', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  it('writes what follows a key, and replaces what is there of it', () => {
    expect(at('images:\n  x:\n    opt|').find(({ label }) => label === 'optimised')).toMatchObject({
      insertText: 'optimised:\n      - ',
      kind: 'key',
      at: { start: 17, end: 20 },
    });
    expect(at('|').find(({ label }) => label === 'level')?.insertText).toBe('level: ');
    expect(at('rules:\n  |')[0]).toMatchObject({ kind: 'rule', insertText: `${rules[0]}: ` });
  });

  it('never throws, and stays within the text', () => {
    const text = fc
      .array(
        fc.oneof(
          fc.constantFrom('level:', ' ', '\n', '  ', '- ', '"', "'", ': ', '[', ',', '#', 'images:\n', 'rules:\n'),
          fc.string(),
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: -5, max: 200 }), (written, offset) => {
        for (const { at: place } of completeConfiguration(written, offset)) {
          expect(place.start).toBeGreaterThanOrEqual(0);
          expect(place.end).toBeLessThanOrEqual(written.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not dwell on a long line', () => {
    const started = performance.now();
    for (const line of ['a: '.repeat(100_000), ' '.repeat(300_000), '"'.repeat(300_000), ':'.repeat(300_000)])
      completeConfiguration(`${line}\n  ${line}`, line.length * 2);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
