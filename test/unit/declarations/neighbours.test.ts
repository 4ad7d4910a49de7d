import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate } from '../../../server/src/engine/declarations/dateFormat.ts';
import { declaredFor } from '../../../server/src/engine/declarations/declaredFor.ts';
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
    ['Dockerfile', './Dockerfile', true],
    ['a/Dockerfile', 'b/Dockerfile', false],
    ['a/../Dockerfile', 'Dockerfile', true],
    // What the folder is called in which the relative paths start is not known.
    ['Dockerfile', '../docker/Dockerfile', true],
    ['Dockerfile', '../a/docker/Dockerfile', false],
    ['/repo/docker/Dockerfile', '/repo/other/Dockerfile', false],
    ['/repo/Dockerfile', '/repo/Dockerfile', true],
    ['C:\\repo\\Dockerfile', 'C:/repo/Dockerfile', true],
  ])('%s and %s', (a, b, same) => {
    expect(isSamePlace(placeOf(a), placeOf(b))).toBe(same);
  });

  it('are told apart where the host knows them', () => {
    const text =
      'jobs: {a: {steps: [{uses: docker/build-push-action@v6, with: {context: b, tags: "q.io/x/a-b:1.0.0"}}]}}\n';
    const neighbours = [
      readNeighbour({ path: '../.github/workflows/a.yml', place: '/repo/.github/workflows/a.yml', text }),
    ].flatMap((one) => one ?? []);
    const found = (place: string) =>
      declaredFor({ path: 'Dockerfile', place }, { neighbours }, undefined).references.length;
    expect(found('/repo/b/Dockerfile')).toBe(1);
    expect(found('/repo/a/Dockerfile')).toBe(0);
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

describe('what grows without end', () => {
  const lines = (count: number, line: (number: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('');

  it.each<[string, string, string]>([
    [
      'doubled variables of make',
      'Makefile',
      `X0 = aaaaaaaa\n${lines(40, (i) => `X${i + 1} = $(X${i})$(X${i})\n`)}a:\n${'\tdocker build -t $(X40) .\n'.repeat(3000)}`,
    ],
    [
      'doubled variables of Bake',
      'docker-bake.hcl',
      `${lines(3000, (i) => `variable "V${i}" { default = "\${V${i + 1}}\${V${i + 1}}" }\n`)}target "a" { tags = ["a:\${V0}"] }\n`,
    ],
    [
      'doubled variables of a workflow',
      '.github/workflows/a.yml',
      `jobs:\n  a:\n    steps:\n${'      - run: echo "X=${X}${X}a" >> $GITHUB_ENV\n'.repeat(80)}      - run: docker build -t $X .\n`,
    ],
    [
      'open expressions',
      '.github/workflows/a.yml',
      `jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v1\n        with: {tags: "${'${{ a '.repeat(30_000)}"}\n`,
    ],
    ['an open variable', 'compose.yaml', `services: {a: {build: ., image: "\${${'a'.repeat(200_000)}"}}\n`],
    [
      'a chain of templates',
      '.gitlab-ci.yml',
      `a0: {script: docker build -t a .}\n${lines(8000, (i) => `a${i + 1}: {extends: a${i}}\n`)}`,
    ],
    [
      'a large matrix',
      '.gitlab-ci.yml',
      `a:\n  script: docker build -t a:$X .\n  parallel:\n    matrix:\n${lines(3000, () => '      - {A: [a, b, c, d, e, f, g, h], B: [a, b, c, d, e, f, g, h]}\n')}`,
    ],
    ['a long list of tags', 'build.sh', `docker build ${lines(20_000, (i) => `-t a${i} `)} .\n`],
    ['a chain of tags', 'build.sh', `docker build -t a0 .\n${lines(8000, (i) => `docker tag a${i} a${i + 1}\n`)}`],
  ])('ends: %s', (_, path, text) => {
    const found = readNeighbour({ path, text });
    expect(found?.builds.length ?? 0).toBeLessThanOrEqual(500);
    for (const { references } of found?.builds ?? []) expect(references.length).toBeLessThanOrEqual(100);
  });
});
