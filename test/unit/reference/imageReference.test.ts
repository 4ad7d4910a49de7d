import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ImageReference,
  parseReference,
  referenceProblem,
} from '../../../server/src/engine/reference/imageReference.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** The reference as text again. */
function formatReference({ name, tag, digest }: Pick<ImageReference, 'name' | 'tag' | 'digest'>): string {
  return name + (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
}

describe('parseReference', () => {
  it.each([
    // text, registry, path, tag, digest
    ['debian', undefined, 'debian', undefined, undefined],
    ['python:3.12-slim', undefined, 'python', '3.12-slim', undefined],
    ['mambaorg/micromamba:1.5.8', undefined, 'mambaorg/micromamba', '1.5.8', undefined],
    ['gcr.io/distroless/static:nonroot', 'gcr.io', 'distroless/static', 'nonroot', undefined],
    ['GCR.io/a:B', 'GCR.io', 'a', 'B', undefined],
    ['localhost/app', 'localhost', 'app', undefined, undefined],
    ['localhost:5000', undefined, 'localhost', '5000', undefined],
    [`localhost:5000/a/b:1@${digest}`, 'localhost:5000', 'a/b', '1', digest],
    [`ubuntu@${digest}`, undefined, 'ubuntu', undefined, digest],
    [`ubuntu:latest@${digest}`, undefined, 'ubuntu', 'latest', digest],
    ['[2001:db8::1]:5000/app:1', '[2001:db8::1]:5000', 'app', '1', undefined],
    ['a.b', undefined, 'a.b', undefined, undefined],
    ['e/a__b--c.d', undefined, 'e/a__b--c.d', undefined, undefined],
    [`a:${'x'.repeat(128)}`, undefined, 'a', 'x'.repeat(128), undefined],
    [`a@multihash+base58:${'0a'.repeat(16)}`, undefined, 'a', undefined, `multihash+base58:${'0a'.repeat(16)}`],
  ])('%s', (text, registry, path, tag, expectedDigest) => {
    expect(parseReference(text)).toMatchObject({ text, registry, path, tag, digest: expectedDigest });
  });

  it('tells where each part stands', () => {
    const text = `localhost:5000/a/b:1@${digest}`;
    const spans = parseReference(text)?.spans;
    const at = (part: 'registry' | 'path' | 'name' | 'tag' | 'digest') =>
      text.slice(spans?.[part]?.start, spans?.[part]?.end);
    expect(at('registry')).toBe('localhost:5000');
    expect(at('name')).toBe('localhost:5000/a/b');
    expect(at('path')).toBe('a/b');
    expect(at('tag')).toBe('1');
    expect(at('digest')).toBe(digest);
    expect(parseReference('debian')?.spans).toEqual({
      registry: undefined,
      path: { start: 0, end: 6 },
      name: { start: 0, end: 6 },
      tag: undefined,
      digest: undefined,
    });
  });
});

describe('referenceProblem', () => {
  it.each([
    ['', 'The image reference is empty.'],
    ['MyOrg/App:1.0.0', '"MyOrg/App" has upper-case letters; a repository is written in lower case: "myorg/app".'],
    ['quay.io/Org/app', '"Org/app" has upper-case letters; a repository is written in lower case: "org/app".'],
    ['a:v2.6.0:v0.10.0', 'There are two tags, "v2.6.0" and "v0.10.0"; keep one.'],
    ['a:1.0.0+m', 'A tag cannot have "+": write "1.0.0-m".'],
    ['a:', 'The tag after the colon is empty.'],
    ['a:-1', '"-1" is not a tag: letters, digits, _ . and -, beginning with a letter, a digit or _.'],
    ['a//b', '"a//b" has an empty part between its slashes.'],
    ['/a', '"/a" has an empty part between its slashes.'],
    ['quay.io/', '"quay.io/" names no repository.'],
    [':1', '":1" names no repository.'],
    ['a..b', '"a..b" is not a repository name: lower-case letters, digits, and single . _ or - between them.'],
    ['-a', '"-a" is not a repository name: lower-case letters, digits, and single . _ or - between them.'],
    ['a b', '"a b" has a blank, an image reference has none.'],
    ['python:$V', '"python:$V" has a variable without a known value.'],
    ['docker://alpine:3', 'An image reference has no scheme: leave out "docker://".'],
    ['a@sha256:0', 'The digest "sha256:0" does not have 64 lower-case hexadecimal digits.'],
    [
      `a@${digest.toUpperCase()}`,
      `The digest "${digest.toUpperCase()}" does not have at least 32 lower-case hexadecimal digits.`,
    ],
    ['a@b', '"b" is not a digest: sha256: and 64 hexadecimal digits.'],
    ['a@', '"" is not a digest: sha256: and 64 hexadecimal digits.'],
    [`a@${digest}@${digest}`, undefined],
    ['-x.io/a', '"-x.io" is not the name of a registry (host, or host:port).'],
    ['x.io:y/a', '"x.io:y" is not the name of a registry (host, or host:port).'],
    ['f'.repeat(64), `"${'f'.repeat(64)}" reads as an image id, which is no repository name.`],
    [`a:${'x'.repeat(129)}`, undefined],
    [`${'a/'.repeat(200)}a`, undefined],
    ['x'.repeat(100_000), undefined],
  ])('%.40s', (text, sentence) => {
    expect(parseReference(text)).toBeUndefined();
    const problem = referenceProblem(text);
    if (sentence !== undefined) expect(problem).toBe(sentence);
    expect(problem?.length).toBeLessThan(300);
  });

  it('is silent on what is a reference', () => {
    expect(referenceProblem(`localhost:5000/a/b:1@${digest}`)).toBeUndefined();
  });
});

describe('properties', () => {
  const part = fc.stringMatching(/^[a-z0-9]{1,8}(?:(?:\.|_|__|-)[a-z0-9]{1,5}){0,2}$/);
  const wellFormed = fc
    .record({
      registry: fc.option(fc.constantFrom('localhost', 'quay.io', 'registry.example:5000', '[::1]:1'), {
        nil: undefined,
      }),
      path: fc.array(part, { minLength: 1, maxLength: 4 }),
      tag: fc.option(fc.stringMatching(/^\w[\w.-]{0,20}$/), { nil: undefined }),
      digest: fc.option(fc.constant(digest), { nil: undefined }),
    })
    // The first part of two or more would be read as a registry.
    .filter(
      ({ registry, path }) => registry !== undefined || path.length === 1 || !/[.:]|^localhost$/.test(path[0] ?? ''),
    );

  it('reads back what it is made of', () => {
    fc.assert(
      fc.property(wellFormed, ({ registry, path, tag, digest: hash }) => {
        const name = [...(registry === undefined ? [] : [registry]), ...path].join('/');
        const text = formatReference({ name, tag, digest: hash });
        expect(parseReference(text)).toMatchObject({ registry, path: path.join('/'), name, tag, digest: hash });
      }),
    );
  });

  it('formats to what it parsed, and says what is wrong exactly where it did not', () => {
    const pieces = fc.constantFrom(
      'a',
      'B',
      '0',
      '.',
      '_',
      '-',
      '/',
      ':',
      '@',
      'sha256',
      digest,
      'localhost',
      '[',
      ' ',
      '$',
      'é',
      '\0',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
        ),
        (text) => {
          const reference = parseReference(text);
          expect(referenceProblem(text) === undefined).toBe(reference !== undefined);
          if (reference) expect(formatReference(reference)).toBe(text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['quay.io/', 'a', ':1.0.0+m'],
    ['', '.', '/a'],
    ['', 'a.', '!/a'],
    ['a', '/a', '+'],
    ['a', ':1', '+'],
    ['a@', 'a+', ':'],
    ['', '-', ''],
    ['[', ':', ']/a'],
  ])('takes no longer than the text is long: %s%s…%s', (before, repeated, after) => {
    for (const count of [80, 300, 1_000_000]) referenceProblem(before + repeated.repeat(count) + after);
    const begun = performance.now();
    for (const count of [80, 300, 1_000_000]) parseReference(before + repeated.repeat(count) + after);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
