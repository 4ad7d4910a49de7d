import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsFromImageJson } from '../../../server/src/engine/facts/image/fromImage.ts';
import { looksLikeImageJson } from '../../../server/src/engine/oci/kind.ts';
import { factNames, fixture, fixtureNames } from './imageFixtures.ts';

describe('what is no image document', () => {
  it.each([
    ['', 'The text is not JSON: a value is expected.', ''],
    ['{"config": {"User": "root",}}', 'The text is not JSON: a name in double quotes is expected.', '}'],
    ['FROM scratch\n', 'The text is not JSON: there is an unknown word.', 'FROM'],
    ['{"name":"app"}', 'This JSON is no image config, manifest, index or inspect output.', '{'],
    [' 5', 'This JSON is no image config, manifest, index or inspect output.', '5'],
    ['[]', 'The list holds no image.', '['],
    ['[{"Id":"0","HostConfig":{}}]', 'This describes a container, not an image: inspect its image instead.', '['],
    ['{"layers":[],"manifests":[]}', 'This has both layers and manifests, so that clients refuse it.', '{'],
  ])('%j is said to be none', (text, problem, words) => {
    const result = factsFromImageJson(text);
    if (!('problem' in result)) throw new Error('has facts');
    expect(result.problem).toBe(problem);
    expect(text.slice(result.at.start, result.at.end)).toBe(words);
  });
});

describe('any text', () => {
  /** A fixture with a stretch of it taken out, doubled, or replaced by something else that JSON has. */
  const mutated = fc
    .tuple(
      fc.constantFrom(...fixtureNames),
      fc.nat(),
      fc.nat(40),
      fc.constantFrom(
        '',
        '{}',
        '[]',
        'null',
        '-1',
        '1e400',
        '"x"',
        'true',
        ',',
        '{"config":',
        '[[',
        '"\\u0000"',
        '\uFEFF',
        '\uD800',
      ),
    )
    .map(([name, place, length, other]) => {
      const text = fixture(name);
      const start = place % text.length;
      return text.slice(0, start) + other + text.slice(start + length);
    });
  /** A fixture in which one value is another. */
  const changed = fc
    .tuple(fc.constantFrom(...fixtureNames), fc.nat(), fc.jsonValue({ maxDepth: 2 }))
    .map(([name, place, other]) => {
      let left = place % fixture(name).split(':').length;
      return JSON.stringify(JSON.parse(fixture(name)), (key, value: unknown) =>
        key !== '' && left-- === 0 ? other : value,
      );
    });

  it('never throws, and points into the text, facts never at all of it', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, changed), (text) => {
        const result = factsFromImageJson(text);
        looksLikeImageJson(text);
        if ('problem' in result) {
          expect(result.at.start <= result.at.end && result.at.end <= text.length).toBe(true);
          return;
        }
        for (const { start, end } of factNames.map((name) => result[name].at)) {
          expect(start >= 0 && start < end && end <= text.length).toBe(true);
          expect(end - start).toBeLessThan(text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('of five megabytes with 20,000 layers is read at once', () => {
    const layer = JSON.stringify({
      mediaType: 'x',
      digest: 'y'.repeat(71),
      size: 7,
      annotations: { a: 'z'.repeat(120) },
    });
    const text = `{"schemaVersion":2,"config":{"digest":"d"},"layers":[${Array(20_000).fill(layer).join(',')}]}`;
    expect(text.length).toBeGreaterThan(4_900_000);
    expect(factsFromImageJson(text)).toMatchObject({ size: { value: { compressed: 140_000 } } });
    expect(millisecondsOf(text)).toBeLessThan(2000);
  });

  it.each([
    ['fields', (n: number) => `{"config":{"User":"1"},${Array.from({ length: n }, (_, i) => `"k${i}":1`).join(',')}}`],
    [
      'labels',
      (n: number) => `{"config":{"Labels":{${Array.from({ length: n }, (_, i) => `"k${i}":"v"`).join(',')}}}}`,
    ],
    ['one name', (n: number) => `{"config":{${'"User":"1",'.repeat(n)}"User":"0"}}`],
    ['images', (n: number) => `[${'{"Id":"0","RepoTags":["a:1"],"Config":{"Env":["A=1"]}},'.repeat(n / 5)}{}]`],
    ['commas', (n: number) => `[${','.repeat(n * 10)}`],
    ['quotes', (n: number) => '"\\"'.repeat(n * 3)],
  ])('of very many %s takes time by its length', (_, make) => {
    // A second at most; what is quadratic would need minutes.
    expect(millisecondsOf(make(100_000))).toBeLessThan(4000);
  });
});

/** The better of two, as a busy machine may disturb one. */
function millisecondsOf(text: string): number {
  const times = [0, 1].map(() => {
    const start = performance.now();
    factsFromImageJson(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}
