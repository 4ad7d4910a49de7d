import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate } from '../../../server/src/engine/declarations/dateFormat.ts';
import {
  firstGap,
  gapFor,
  hasGap,
  withGapsShown,
  withoutGapLetters,
} from '../../../server/src/engine/declarations/gaps.ts';
import { sampleMoments } from '../../../server/src/engine/declarations/moments.ts';
import { neighbourKind, neighbourSearch } from '../../../server/src/engine/declarations/neighbour.ts';
import { folderOf, foldersUp, inFolder, isSamePlace, placeOf } from '../../../server/src/engine/declarations/place.ts';
import { readNeighbour } from '../../../server/src/engine/declarations/readNeighbour.ts';

describe('the kind of a neighbour', () => {
  it.each([
    ['compose.yaml', 'compose'],
    ['docker/docker-compose.prod.yml', 'compose'],
    ['docker-bake.hcl', 'bake-hcl'],
    ['docker-bake.override.json', 'bake-json'],
    ['.github/workflows/build.yml', 'workflow'],
    ['../.github/workflows/a.yaml', 'workflow'],
    ['C:\\repo\\.github\\workflows\\a.yaml', 'workflow'],
    ['.travis.yml', 'travis'],
    ['.gitlab-ci.yml', 'gitlab'],
    ['.gitlab/ci/build.yml', 'gitlab'],
    ['Makefile', 'makefile'],
    ['rules.mk', 'makefile'],
    ['ci/build.sh', 'script'],
    ['.github/dependabot.yml', undefined],
    ['workflow.yaml', undefined],
    ['Dockerfile', undefined],
    ['README.md', undefined],
  ])('of %s is %s', (path, kind) => {
    expect(neighbourKind(path)).toBe(kind);
  });

  it('is known of everything that is looked for', () => {
    for (const pattern of [...neighbourSearch.upward, ...neighbourSearch.root]) {
      expect(neighbourKind(pattern.replaceAll('*', 'x')), pattern).toBeDefined();
    }
  });
});

describe('places', () => {
  it.each([
    ['Dockerfile', './Dockerfile', undefined, true],
    ['a/Dockerfile', 'b/Dockerfile', undefined, false],
    ['a/../Dockerfile', 'Dockerfile', undefined, true],
    ['Dockerfile', '../docker/Dockerfile', undefined, true],
    ['Dockerfile', '../a/docker/Dockerfile', undefined, false],
    ['Dockerfile', '../docker/Dockerfile', '/repo/docker', true],
    ['Dockerfile', '../other/Dockerfile', '/repo/docker', false],
    ['/repo/Dockerfile', '/repo/Dockerfile', undefined, true],
    ['C:\\repo\\Dockerfile', 'Dockerfile', 'C:\\repo', true],
  ])('%s and %s from %s', (a, b, folder, same) => {
    expect(isSamePlace(placeOf(a, folder), placeOf(b, folder))).toBe(same);
  });

  it('are none on other machines', () => {
    for (const path of ['', '-', 'https://x.org/a.git', 'git@x.org:a/b.git', 'target:base'])
      expect(inFolder('/a', path)).toBeUndefined();
    expect(inFolder('/a', '../b/c')).toBe('/b/c');
  });

  it('have folders', () => {
    expect(folderOf('/a/b/c')).toBe('/a/b');
    expect(folderOf('/a')).toBe('/');
    expect(foldersUp('/a/b')).toEqual(['/a/b', '/a', '/']);
  });
});

describe('gaps', () => {
  it('keep what is written', () => {
    const text = `a:${gapFor('$(date +%Y)')}-${gapFor('${X}')}`;
    expect(hasGap(text)).toBe(true);
    expect(withGapsShown(text)).toBe('a:$(date +%Y)-${X}');
    expect(firstGap(text)).toBe('$(date +%Y)');
    expect(withoutGapLetters(text)).not.toMatch(/[\uF000-\uF17F]/);
    expect(withoutGapLetters(text)).toHaveLength(text.length);
  });
});

describe('dates', () => {
  const [first, second, third] = sampleMoments;
  if (first === undefined || second === undefined || third === undefined) throw new Error('no moments');
  it.each([
    [first, '%Y.%m.%d', '2025.01.01'],
    [first, '%Y.%-m.%-d', '2025.1.1'],
    [first, '%F', '2025-01-01'],
    [first, '%y%j', '25001'],
    [second, '%_m/%e', ' 4/ 9'],
    [second, '%^b %a', 'APR Wed'],
    [second, '%s', '1744187400'],
    [third, '%I:%M:%S%%', '02:07:45%'],
    [third, '%j %u%w %T', '243 70 14:07:45'],
    [first, '%Q', undefined],
    [first, 'x%', undefined],
  ])('%j as %s', (moment, format, text) => {
    expect(formatDate(format, moment)).toBe(text);
  });
});

const kinds = [
  'compose.yaml',
  'docker-bake.hcl',
  'docker-bake.json',
  '.github/workflows/a.yml',
  '.travis.yml',
  '.gitlab-ci.yml',
  'Makefile',
  'build.sh',
];

describe('any text', () => {
  const piece = fc.constantFrom(
    ...[
      'services:\n',
      '  a:\n',
      '    build: .\n',
      '    image: ',
      'jobs:\n',
      '    steps:\n',
      '      - run: ',
      '      - uses: docker/build-push-action@v6\n',
    ],
    ...[
      '        with: {tags: "',
      '"}\n',
      'script:\n',
      '  - ',
      'env:\n',
      'X: ',
      'docker build -t ',
      'docker tag a b',
      'docker push ',
      ' .\n',
      '\n',
      '\t',
    ],
    ...[
      'q.io/x/a-b:',
      '1.0.0',
      '$X',
      '${X}',
      '${X:-a}',
      '$(X)',
      '$(date +%Y)',
      '`date`',
      '$(git rev-parse --short HEAD)',
      '${{ env.X }}',
      '${{ github.sha }}',
    ],
    ...[
      'target "a" {',
      '}',
      'tags = [',
      ']',
      '"',
      "'",
      '\\',
      '\\\n',
      'variable "X" { default = ',
      'X = ',
      'ifdef X\n',
      'endif\n',
      '<<EOF\n',
      'EOF\n',
      '#',
      '/*',
      '{',
      '(',
    ],
    ...[
      'strategy:\n',
      'matrix: {X: [a, b]}\n',
      'include:\n',
      '&a ',
      '*a',
      '<<: *a\n',
      '\uF000',
      '\uF001',
      '\uF100',
      '\uFEFF',
      '\r\n',
      '\0',
    ],
  );

  it.each(kinds)('of %s is read without an error, and what is found stands in it', (path) => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const found = readNeighbour({ path, text });
        for (const { span, samples } of found?.builds.flatMap(({ references }) => references) ?? []) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(samples?.length ?? 1).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(kinds)('of %s is not read where it is very long', (path) => {
    expect(readNeighbour({ path, text: 'docker build -t a-b:1.0.0 .\n'.repeat(10_000) })).toBeUndefined();
  });
});
