import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../server/src/engine/configuration/configuration.ts';
import { configurationKeys } from '../../../server/src/engine/configuration/keys.ts';
import { readConfiguration } from '../../../server/src/engine/configuration/readConfiguration.ts';

function read(text: string) {
  const result = readConfiguration(text, '.st4sd.yaml');
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

function configurationOf(text: string): Configuration {
  return read(text).configuration;
}

/** Each problem as the words it stands at and its message. */
function problemsOf(text: string): readonly string[] {
  return read(text).problems.map(({ at, message }) => `${text.slice(at.start, at.end)} | ${message}`);
}

const whole = `level: gold
images:
  namd/Dockerfile: quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0
  "gpu/*.Dockerfile":
    reference: quay.io/x/y:1.0.0
    level: contrib
    target: app
    buildArgs: {V: 3.10}
    optimised: [cuda]
    sizeBudget: 2GB
maintainers: [hlcs, st4sd]
accelerators:
  - quantum
target: 1
buildArgs:
  PYTHON: 3.10
  DEBUG: false
bases:
  registry.example/hpc/*: {user: 1000, entrypoint: [run, -x], cmd: help}
trustedRegistries: [quay.io]
sizeBudget: 1.5GiB
optimised: [mkl]
labels: [org.opencontainers.image.authors]
rules: {base-tag: off, exec-form: on}
allowIgnores: false
registry: off
`;

describe('a configuration', () => {
  it('gives everything that it says', () => {
    const { configuration, problems } = read(whole);
    expect(problems).toEqual([]);
    const { text: _, images, ...rest } = configuration;
    expect(rest).toEqual({
      path: '.st4sd.yaml',
      defaults: {
        level: 'gold',
        levelAt: { start: 7, end: 11 },
        target: '1',
        buildArgs: new Map([
          ['PYTHON', '3.10'],
          ['DEBUG', 'false'],
        ]),
        optimised: ['mkl'],
        sizeBudget: 1.5 * 1024 ** 3,
      },
      maintainers: ['hlcs', 'st4sd'],
      accelerators: ['quantum'],
      bases: [
        {
          name: 'registry.example/hpc/*',
          user: '1000',
          entrypoint: ['run', '-x'],
          cmd: 'help',
          source: '.st4sd.yaml',
        },
      ],
      trustedRegistries: ['quay.io'],
      labels: ['org.opencontainers.image.authors'],
      rules: new Map([
        ['base-tag', 'off'],
        ['exec-form', 'on'],
      ]),
      allowIgnores: false,
      registry: 'off',
    });
    expect(
      images.map(({ referenceAt, levelAt: _, ...image }) => ({
        ...image,
        at: whole.slice(referenceAt?.start, referenceAt?.end),
      })),
    ).toEqual([
      {
        glob: 'namd/Dockerfile',
        reference: 'quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0',
        at: 'quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0',
      },
      {
        glob: 'gpu/*.Dockerfile',
        reference: 'quay.io/x/y:1.0.0',
        at: 'quay.io/x/y:1.0.0',
        level: 'contrib',
        target: 'app',
        buildArgs: new Map([['V', '3.10']]),
        optimised: ['cuda'],
        sizeBudget: 2_000_000_000,
      },
    ]);
  });

  it('says every key of the table above, so that none is read by nobody', () => {
    const given = whole.split('\n').flatMap((line) => /^(\w+):/.exec(line)?.[1] ?? []);
    expect(given.toSorted()).toEqual(configurationKeys.keys.map(({ name }) => name).toSorted());
  });

  it.each(['', '# nothing yet\n', '---\n', '{}', '\uFEFF'])('says nothing in %j', (text) => {
    const { configuration, problems } = read(text);
    expect(problems).toEqual([]);
    expect(configuration).toMatchObject({ defaults: {}, images: [], bases: [], rules: new Map() });
  });

  it('takes over what an anchor holds', () => {
    const text = 'buildArgs: &all {A: 1, B: 2}\nimages:\n  x/Dockerfile:\n    buildArgs: {<<: *all, B: 3}\n';
    expect(problemsOf(text)).toEqual([]);
    expect(configurationOf(text).images[0]?.buildArgs).toEqual(
      new Map([
        ['A', '1'],
        ['B', '3'],
      ]),
    );
  });

  it.each(['level: [gold', 'a: b: c', 'maintainers: "hlcs', '@'])('that is no YAML is refused: %j', (text) => {
    const result = readConfiguration(text, '.st4sd.yaml');
    expect(result).toMatchObject({ problem: expect.stringMatching(/^The text is not YAML: .*\.$/) });
  });
});

describe('a problem', () => {
  it.each([
    ['levle: gold', ['levle | There is no key levle here; the nearest is level.']],
    ['zzzzzz: 1', ['zzzzzz | There is no key zzzzzz here.']],
    ['level: silver', ['silver | level takes contrib or gold, not silver.']],
    ['level: god', ['god | level takes contrib or gold, not god.']],
    ['level: [gold]', ['[gold] | level takes contrib or gold, not a list.']],
    ['level:', ['level | level has no value.']],
    ['level: gold\nlevel: contrib', ['level | level is given again below, and the last one counts.']],
    ['maintainers: hlcs', ['hlcs | maintainers takes a list, not hlcs.']],
    ['maintainers: [[a]]', ['[a] | An entry of maintainers takes a maintainer id, not a list.']],
    ['maintainers: ""', ['"" | maintainers takes a list, not an empty text.']],
    ['buildArgs: [A=1]', ['[A=1] | buildArgs takes names with values, not a list.']],
    ['buildArgs: {A: {b: c}}', ['{b: c} | A takes a text, not keys with values.']],
    [
      'sizeBudget: 500 bananas',
      ['500 bananas | sizeBudget takes bytes, or a size such as 500MB or 1.5GiB, not 500 bananas.'],
    ],
    ['sizeBudget: -1', ['-1 | sizeBudget takes bytes, or a size such as 500MB or 1.5GiB, not -1.']],
    ['sizeBudget: 0', ['0 | sizeBudget takes bytes, or a size such as 500MB or 1.5GiB, not 0.']],
    ['allowIgnores: never', ['never | allowIgnores takes true or false, not never.']],
    [
      'rules: {non-rot-user: off}',
      ['non-rot-user | There is no rule non-rot-user here; the nearest is non-root-user.'],
    ],
    ['rules: {non-root-user: of}', ['of | non-root-user takes on or off, not of.']],
    ['rules: {syntax: off}', ['syntax | What stops the build cannot be switched off.']],
    ['images: {"a[b": x}', ['"a[b" | In the glob a[b a [ is not closed.']],
    ['images: {/a: x}', ['/a | A glob is relative to the folder of the configuration file.']],
    ['images: {Dockerfile: {reference: x, levl: gold}}', ['levl | There is no key levl here; the nearest is level.']],
    ['images: {Dockerfile: [x]}', ['[x] | Dockerfile takes a reference, or keys with values, not a list.']],
    [
      'bases: {x: {entrypoint: {a: b}}}',
      ['{a: b} | entrypoint takes a list of words, or a text for the shell, not keys with values.'],
    ],
    ['bases: {x: root}', ['root | x takes keys with values, not root.']],
    ['gold', ['gold | The file takes keys with values, not gold.']],
    ['- a', ['- a | The file takes keys with values, not a list.']],
    ['level: gold\n---\nlevel: contrib', ['l | Only the first document of the file is read.']],
  ])('is told at its place: %j', (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('leaves the rest as it is', () => {
    const text =
      'level: silver\nlevle: x\nmaintainers: [hlcs, {}]\nimages: {"a[": x, b: y}\nrules: {zzz: off, base-tag: off}\n';
    const { defaults, maintainers, images, rules } = configurationOf(text);
    expect(defaults).toEqual({});
    expect(maintainers).toEqual(['hlcs']);
    expect(images.map(({ glob }) => glob)).toEqual(['b']);
    expect(rules.get('base-tag')).toBe('off');
  });

  it('of a word that is nearly right can be mended', () => {
    const [problem] = read('levle: gold').problems;
    expect(problem?.fixes).toEqual([
      { title: 'Write level', safe: false, edits: [{ span: { start: 0, end: 5 }, newText: 'level' }] },
    ]);
  });

  it('is told for a list that nobody would write by hand', () => {
    const text = `labels: [${'a,'.repeat(1500)}]`;
    expect(problemsOf(text)).toEqual(['labels | labels has more than 1000 entries; the rest is not read.']);
    expect(configurationOf(text).labels).toHaveLength(1000);
  });
});

describe('any text', () => {
  const lines = whole.split(/(?<=[\n,:[\]{}])/);
  const mutated = fc
    .array(
      fc.oneof(
        fc.constantFrom(...lines),
        fc.constantFrom(
          '<<: *a',
          '&a',
          '*a',
          '- ',
          '? ',
          '{',
          ']',
          '\t',
          '__proto__: 1\n',
          '!!binary x',
          '%YAML 1.1\n---\n',
          '"',
          '\u0000',
          '\r\n',
        ),
        fc.string(),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''));

  it('is read without throwing, and every problem has its place in it', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const result = readConfiguration(text, 'x');
        const spans = 'problem' in result ? [result.at] : result.problems.map(({ at }) => at);
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        if ('problem' in result) return;
        for (const { at, message } of result.problems) {
          expect(text.slice(at.start, at.end).trim(), message).not.toBe('');
          expect(message).toMatch(/^[^\n]+\.$/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
