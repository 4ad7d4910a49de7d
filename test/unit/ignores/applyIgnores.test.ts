import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Check, type CheckOptions, checkDockerfile } from '../../../server/src/engine/check.ts';
import { readConfiguration } from '../../../server/src/engine/configuration/readConfiguration.ts';
import { settingsFor } from '../../../server/src/engine/configuration/settingsFor.ts';
import { fixAll } from '../../../server/src/engine/fixAll.ts';
import { problemSeverity } from '../../../server/src/engine/report.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';

/** What became of the findings of a rule: `found`, `hidden`, or why they are waived. */
function fate(text: string, rule: string, options: CheckOptions = {}): readonly string[] {
  return checkDockerfile(text, options)
    .problems.filter((problem) => problem.rule === rule)
    .map(({ ignore }) => (ignore === undefined ? 'found' : (ignore.reason ?? 'hidden')));
}

/** Findings on the comments themselves, each as the words it stands at and its message. */
function onComments(text: string, options: CheckOptions = {}): readonly string[] {
  const own = ['unused-ignore', 'ignore-without-reason', 'configuration'];
  return checkDockerfile(text, options)
    .problems.filter(({ rule }) => own.includes(rule))
    .map(({ rule, at, message }) => `${rule} | ${text.slice(at.start, at.end)} | ${message}`);
}

function verdictOf({ criteria }: Check, criterion: string) {
  return criteria.find(({ id }) => id === criterion);
}

const root = 'FROM debian:12\nUSER root\n';

describe('a comment above an instruction', () => {
  it.each([
    ['# st4sd ignore=non-root-user; reason=why\n', ['why']],
    ['# st4sd ignore=non-root-user\n', ['hidden']],
    ['# st4sd ignore=base-tag,non-root-user; reason=why\n', ['why']],
    ['# st4sd ignore=base-tag, non-root-user ;reason= why # and so \n', ['why # and so']],
    ['  # st4sd ignore=non-root-user; reason=why\n', ['why']],
    ['# st4sd ignore=non-root-user; reason=why\n\n# other\n#\n', ['why']],
    ['# st4sd ignore=non-root-user; reason=\n', ['hidden']],
    ['# st4sd ignore=base-tag; reason=why\n', ['found']],
    ['# st4sd ignore\n', ['found']],
    ['# hadolint ignore=DL3002\n', ['hidden']],
    ['# hadolint ignore=DL3007,DL3002 # it must\n', ['it must']],
    ['# hadolint ignore = DL3002, DL3006\n', ['hidden']],
    ['# hadolint ignore=DL3006\n', ['found']],
    ['# hadolint shell=bash\n', ['found']],
  ])('%j', (comment, expected) => {
    expect(fate(`FROM debian:12\n${comment}USER root\n`, 'non-root-user')).toEqual(expected);
  });

  it('does not count for other instructions', () => {
    const text = '# st4sd ignore=non-root-user; reason=why\nFROM debian:12\nUSER root\n';
    expect(fate(text, 'non-root-user')).toEqual(['found']);
  });

  it('counts for what is found anywhere in the instruction, here-documents included', () => {
    const text =
      'FROM debian:12\nUSER 1000\n# st4sd ignore=root-needed-after-user; reason=why\nRUN echo a && \\\n  apt-get install -y x\n';
    expect(fate(text, 'root-needed-after-user')).toEqual(['why']);
    const inside = text
      .replace(/# st4sd.*\n/, '')
      .replace('  apt', '# st4sd ignore=root-needed-after-user; reason=why\n  apt');
    expect(fate(inside, 'root-needed-after-user')).toEqual(['why']);
  });

  it('counts in a file with the line ends of Windows', () => {
    const text = 'FROM debian:12\r\n# st4sd ignore=non-root-user; reason=why\r\nUSER root\r\n';
    expect(fate(text, 'non-root-user')).toEqual(['why']);
    expect(onComments(text)).toEqual([]);
  });
});

describe('a comment for BuildKit', () => {
  it.each([
    ['# check=skip=JSONArgsRecommended\n', ['hidden']],
    ['# check=skip=JSONArgsRecommended # a shell is wanted\n', ['a shell is wanted']],
    ['# check=skip=StageNameCasing,JSONArgsRecommended\n', ['hidden']],
    ['# check=skip=all\n', ['hidden']],
    ['# check=skip=jsonargsrecommended\n', ['found']],
    ['  # check=skip=JSONArgsRecommended\n', ['found']],
    ['# check=skip=JSONArgsRecommended\n#\n', ['found']],
    ['# check=skip=StageNameCasing\n# check=skip=JSONArgsRecommended\n', ['found']],
    ['# check=error=true\n', ['found']],
  ])('%j', (comment, expected) => {
    expect(fate(`FROM debian:12\n${comment}CMD run it\n`, 'exec-form')).toEqual(expected);
  });

  it.each([
    ['# check=skip=JSONArgsRecommended\n', ['hidden']],
    ['# syntax=docker/dockerfile:1\n# check=skip=JSONArgsRecommended;error=true\n', ['hidden']],
    ['# check=skip=all\n', ['hidden']],
    ['# check=skip=UndefinedVar\n', ['found']],
  ])('at the top counts for the file: %j', (comment, expected) => {
    expect(fate(`${comment}FROM debian:12\nCMD run it\n`, 'exec-form')).toEqual(expected);
  });
});

describe('a comment for more than one instruction', () => {
  const two = 'FROM debian AS a\nFROM debian AS b\nCOPY --from=a /x /x\n';

  it.each([
    ['# st4sd stage ignore=base-tag; reason=why\n', ['why', 'found']],
    ['# st4sd global ignore=base-tag; reason=why\n', ['why', 'why']],
    ['# hadolint global ignore=DL3006 # why\n', ['why', 'why']],
    ['# hadolint stage ignore=DL3006\n', ['hidden', 'found']],
    ['# st4sd stage ignore=base-tag; reason=why\nARG X\n', ['why', 'found']],
  ])('%j', (comment, expected) => {
    expect(fate(comment + two, 'base-tag')).toEqual(expected);
  });

  it('may stand anywhere if it is global', () => {
    expect(fate(`${two}# st4sd global ignore=base-tag; reason=why\n`, 'base-tag')).toEqual(['why', 'why']);
  });

  it('is misplaced inside a stage if it is for the stage', () => {
    const text = 'FROM debian\n# st4sd stage ignore=base-tag; reason=why\nUSER 1000\n';
    expect(fate(text, 'base-tag')).toEqual(['found']);
    expect(onComments(text)).toEqual(['configuration | base-tag | An ignore for a stage stands above its FROM.']);
  });

  it('gives its reason where a nearer one has none', () => {
    const text = `# st4sd global ignore=non-root-user; reason=why\n${root.replace('USER', '# st4sd ignore=non-root-user\nUSER')}`;
    expect(fate(text, 'non-root-user')).toEqual(['why']);
  });
});

describe('an ignored finding', () => {
  const withReason = root.replace('USER', '# st4sd ignore=non-root-user; reason=a tool of the cluster\nUSER');
  const without = withReason.replace(/; reason=.*/, '');

  it('with a reason is left out of the verdict, which says so', () => {
    expect(verdictOf(checkDockerfile(root), 'non-root')?.verdict).toBe('not-met');
    const { verdict, evidence } = verdictOf(checkDockerfile(withReason), 'non-root') ?? {};
    expect(verdict).toBe('met');
    expect(evidence).toContain('waived (a tool of the cluster), line 3');
  });

  it('without a reason leaves the criterion as it was', () => {
    expect(verdictOf(checkDockerfile(without), 'non-root')?.verdict).toBe('not-met');
  });

  it.each([withReason, without])('is in no editor, and nothing mends it: %j', (text) => {
    const check = checkDockerfile(text);
    const problem = check.problems.find(({ rule }) => rule === 'non-root-user');
    expect(problem?.fixes.length).toBeGreaterThan(0);
    expect(problem && problemSeverity(problem, 'contrib')).toBeUndefined();
    expect(fixAll(checkDockerfile, text).text).toBe(text);
  });

  it('is found again where ignoring is not allowed', () => {
    const yaml = readConfiguration('allowIgnores: false', '.st4sd.yaml');
    const settings = settingsFor('configuration' in yaml ? yaml.configuration : undefined, 'Dockerfile');
    for (const options of [{ ignores: false }, { settings }]) {
      expect(fate(withReason, 'non-root-user', options)).toEqual(['found']);
      expect(verdictOf(checkDockerfile(withReason, options), 'non-root')?.verdict).toBe('not-met');
      expect(onComments(without, options)).toEqual([]);
    }
  });

  it('cannot be what stops the build', () => {
    const text = '# st4sd ignore=syntax; reason=why\nFORM debian:12\n';
    expect(fate(text, 'syntax').every((one) => one === 'found')).toBe(true);
    expect(onComments(text)).toEqual(['configuration | syntax | What stops the build cannot be ignored.']);
  });
});

describe('on the comments themselves', () => {
  it.each([
    ['# st4sd ignore=base-tag; reason=why\nFROM debian\nUSER 1\n', []],
    [
      '# st4sd ignore=base-tag\nFROM debian\nUSER 1\n',
      [
        'ignore-without-reason | base-tag | No reason is given, so the finding is only hidden and its criterion stays as it is. Add ; reason= and why it may stay.',
      ],
    ],
    [
      '# st4sd ignore=base-tag; reason=why\nFROM debian:12\nUSER 1\n',
      ['unused-ignore | base-tag | base-tag finds nothing in this instruction; take it out of the comment.'],
    ],
    [
      '# st4sd ignore=base-tag\nFROM debian:12\nUSER 1\n',
      ['unused-ignore | base-tag | base-tag finds nothing in this instruction; take it out of the comment.'],
    ],
    [
      '# st4sd global ignore=base-tag; reason=why\nFROM debian:12\nUSER 1\n',
      ['unused-ignore | base-tag | base-tag finds nothing in this file; take it out of the comment.'],
    ],
    [
      'FROM debian:12\nUSER 1\n# st4sd ignore=base-tag; reason=why\n',
      [
        'unused-ignore | base-tag | base-tag finds nothing here, where no instruction follows; take it out of the comment.',
      ],
    ],
    ['# hadolint ignore=DL3006\nFROM debian:12\nUSER 1\n', []],
    ['# check=skip=all\nFROM debian:12\nUSER 1\n', []],
    [
      '# st4sd ignore=base-tga; reason=why\nFROM debian\nUSER 1\n',
      ['configuration | base-tga | There is no rule base-tga; the nearest is base-tag.'],
    ],
    [
      '# st4sd ignore=DL3006; reason=why\nFROM debian\nUSER 1\n',
      ['configuration | DL3006 | Here DL3006 is called base-tag.'],
    ],
    ['# st4sd ignore=; reason=why\nFROM debian\nUSER 1\n', ['configuration | ignore | ignore= has no value.']],
    [
      '# st4sd ignore=base-tag; resaon=why\nFROM debian\nUSER 1\n',
      [
        'ignore-without-reason | base-tag | No reason is given, so the finding is only hidden and its criterion stays as it is. Add ; reason= and why it may stay.',
        'configuration | resaon=why | After the semicolon stands reason= and why; this is not read.',
      ],
    ],
    [
      '# st4sd ignore base-tag\nFROM debian\nUSER 1\n',
      [
        'configuration | st4sd ignore base-tag | This ignores nothing as it is written. Write st4sd ignore=base-tag; reason= and why.',
      ],
    ],
    ['# st4sd image for everybody\nFROM debian:12\nUSER 1\n', []],
    [
      '# st4sd levle=gold\nFROM debian:12\nUSER 1\n',
      ['configuration | levle | There is no levle= in a st4sd comment; the nearest is level.'],
    ],
    [
      '# st4sd colour=red\nFROM debian:12\nUSER 1\n',
      ['configuration | colour | There is no colour= in a st4sd comment; there are ignore, image, level and target.'],
    ],
    [
      '# st4sd level=silver\nFROM debian:12\nUSER 1\n',
      ['configuration | silver | There is no level silver; the levels are contrib and gold.'],
    ],
    [
      '# st4sd level=contrib\n# st4sd level=gold\nFROM debian:12\nUSER 1\n',
      ['configuration | contrib | level= is given again in line 2, and the last one counts.'],
    ],
    [
      '# st4sd target=ap\nFROM debian:12 AS App\nUSER 1\n',
      ['configuration | ap | No stage is called ap; the nearest is app.'],
    ],
    ['# st4sd target=APP\nFROM debian:12 AS App\nUSER 1\n', []],
    ['# st4sd target=0\nFROM debian:12 AS App\nUSER 1\n', []],
    ['# st4sd target=1\nFROM debian:12 AS App\nUSER 1\n', ['configuration | 1 | No stage is called 1.']],
  ])('%j', (text, expected) => {
    expect(onComments(text)).toEqual(expected);
  });

  it('says nothing of a rule that did not run', () => {
    const text = '# st4sd ignore=base-tag; reason=why\nFROM debian:12\nUSER 1\n';
    expect(onComments(text, { rules: new Map([['base-tag', 'off']]) })).toEqual([]);
    expect(onComments(text, { rules: new Map([['unused-ignore', 'off']]) })).toEqual([]);
  });

  it.each([
    ['# st4sd ignore=base-tag; reason=why\nFROM debian:12\nUSER 1\n', 'FROM debian:12\nUSER 1\n'],
    [
      '# st4sd ignore=base-tag,non-root-user; reason=why\nFROM debian\nUSER 1\n',
      '# st4sd ignore=base-tag; reason=why\nFROM debian\nUSER 1\n',
    ],
    [
      '# st4sd ignore=non-root-user, base-tag; reason=why\nFROM debian\nUSER 1\n',
      '# st4sd ignore=base-tag; reason=why\nFROM debian\nUSER 1\n',
    ],
    [
      '# st4sd ignore=base-tga; reason=why\nFROM debian\nUSER 1\n',
      '# st4sd ignore=base-tag; reason=why\nFROM debian\nUSER 1\n',
    ],
    ['# st4sd levle=gold\nFROM debian:12\nUSER 1\n', '# st4sd level=gold\nFROM debian:12\nUSER 1\n'],
  ])('is mended, never without being asked: %j', (text, mended) => {
    const rules = new Set(['unused-ignore', 'configuration']);
    const [fix] = checkDockerfile(text)
      .problems.filter(({ rule }) => rules.has(rule))
      .flatMap(({ fixes }) => fixes);
    expect(fix?.safe).toBe(false);
    expect(applyEdits(text, fix?.edits ?? [])).toBe(mended);
  });
});

describe('any comments', () => {
  const words = [
    '# st4sd ',
    'global ',
    'stage ',
    'ignore=',
    'base-tag',
    ',',
    'non-root-user',
    '; reason=',
    'why',
    '\n',
    '# hadolint ',
    'DL3006',
    '# check=skip=',
    'JSONArgsRecommended',
    'FROM debian',
    ' AS a',
    'USER root',
    '\\\n',
    'RUN x <<E\n',
    'E\n',
    'level=',
    'gold',
    'target=',
    ' ',
    '\r\n',
    '#',
  ];
  const text = fc
    .array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...words) }, fc.string()), { maxLength: 60 })
    .map((parts) => parts.join(''));

  it('are judged without throwing, at places in the text', () => {
    fc.assert(
      fc.property(text, (written) => {
        for (const { at, message, fixes } of checkDockerfile(written).problems) {
          expect(at.start).toBeGreaterThanOrEqual(0);
          expect(at.end).toBeLessThanOrEqual(written.length);
          expect(message).toMatch(/^[^\n]+\.$/);
          for (const { edits } of fixes) applyEdits(written, edits);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('take time in proportion to their number', () => {
    const many = (count: number) =>
      `${'# st4sd global ignore=base-tag\n# st4sd ignore=base-tag,x\nFROM debian\n'.repeat(count)}`;
    const time = (count: number) => {
      const written = many(count);
      const started = performance.now();
      checkDockerfile(written);
      return performance.now() - started;
    };
    time(200);
    expect(time(4000)).toBeLessThan(20 * Math.max(time(500), 20));
  });
});
