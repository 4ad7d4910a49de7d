import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../server/src/cli/options.ts';
import { help, optionTable } from '../../../server/src/cli/optionTable.ts';
import { usualLimits } from '../../../server/src/engine/layers/limits.ts';

describe('a wrong call', () => {
  it.each([
    [['--level', 'silver'], 'There is no level silver; use one of contrib, gold'],
    [
      ['--format', 'xml'],
      /^There is no format xml; use one of text, json, sarif, junit, github, markdown, checkstyle, /,
    ],
    [['--registry', 'maybe'], '--registry takes off or on, not maybe'],
    [['--date', '2026-02-30'], '2026-02-30 is no date of the form YYYY-MM-DD'],
    [['--build-arg', 'X'], '--build-arg takes NAME=VALUE, not X'],
    [['--rule', 'non-root-user'], '--rule takes ID=off or ID=on, not non-root-user'],
    [['--rule', 'non-root-user=no'], '--rule takes ID=off or ID=on, not non-root-user=no'],
    [['--rule', 'non-root-usr=off'], 'There is no rule non-root-usr; the nearest is non-root-user'],
    [['--rule', 'exec-form=off', '--rule', 'qqqqqqqq=off'], 'There is no rule qqqqqqqq; --list-rules names them'],
    [['--explain', 'exec-from'], 'There is no rule exec-from; the nearest is exec-form'],
    [['--fix', '--fix-dry-run'], '--fix changes the files and --fix-dry-run does not; give one of them'],
    [['--output', ''], '--output takes the name of a file'],
    [['--formt', 'json'], 'There is no option --formt; the nearest is --format'],
    [['--zzzzzzzzzz'], "Unknown option '--zzzzzzzzzz'"],
    [['--level'], /^Option '--level <value>' argument missing/],
    [['--strict=yes'], /^Option '--strict' does not take an argument/],
  ])('%j is told in a sentence', (args, sentence) => {
    const options = readOptions(args);
    expect('wrong' in options ? options.wrong : 'right').toEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    );
  });
  it.each([[['--registry', 'on']]])('%j is refused while nothing would come of it', (args) => {
    expect(readOptions(args)).toEqual({ wrong: expect.stringContaining('this version') });
  });
});

describe('a right call', () => {
  it('has a value for everything', () => {
    expect(readOptions([])).toEqual({
      paths: [],
      level: undefined,
      date: undefined,
      image: undefined,
      target: undefined,
      buildArgs: new Map(),
      format: 'text',
      output: undefined,
      fix: 'no',
      strict: false,
      config: undefined,
      rules: new Map(),
      ignores: true,
      registry: 'off',
      limits: usualLimits,
      explain: undefined,
      show: 'report',
    });
  });
  it('takes limits as numbers and as sizes', () => {
    expect(readOptions(['--limit', 'files=7', '--limit', 'unpacked=10GiB'])).toMatchObject({
      limits: { ...usualLimits, files: 7, unpacked: 10 * 1024 ** 3 },
    });
  });
  it('keeps what it is given', () => {
    const args = ['--build-arg', 'A=b=c', 'x', '--build-arg=D=', '--registry', 'off', '--output=o', '--', '--strict'];
    expect(readOptions(args)).toMatchObject({
      paths: ['x', '--strict'],
      buildArgs: new Map([
        ['A', 'b=c'],
        ['D', ''],
      ]),
      registry: 'off',
      output: 'o',
      strict: false,
    });
  });
});

describe('the help', () => {
  it('names every option, in lines that fit a terminal', () => {
    for (const name of Object.keys(optionTable)) expect(help()).toContain(`--${name} `);
    expect(
      Math.max(
        ...help()
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(120);
  });
});
