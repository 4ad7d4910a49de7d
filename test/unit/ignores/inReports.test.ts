import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { type CheckOptions, checkDockerfile } from '../../../server/src/engine/check.ts';
import { readConfiguration } from '../../../server/src/engine/configuration/readConfiguration.ts';
import { type SettingsInForce, settingsFor } from '../../../server/src/engine/configuration/settingsFor.ts';
import { reportConfiguration, reportSubject } from '../../../server/src/engine/report.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../report.schema.json'), 'utf8'));
const ajv = new Ajv2020({ strict: false });
ajv.addSchema(schema, 'report');

function settingsOf(yaml: string, path = 'Dockerfile'): SettingsInForce {
  const read = readConfiguration(yaml, '.st4sd.yaml');
  if ('problem' in read) throw new Error(read.problem);
  return settingsFor(read.configuration, path);
}

function report(text: string, options: CheckOptions = {}) {
  const subject = reportSubject(checkDockerfile(text, options), 'Dockerfile');
  expect(ajv.validate('report#/$defs/subject', subject), ajv.errorsText()).toBe(true);
  return subject;
}

const criterion = (subject: ReturnType<typeof report>, name: string) => subject.criteria.find(({ id }) => id === name);

describe('the report', () => {
  it('shows what is ignored, and why', () => {
    const text = '# st4sd ignore=base-tag; reason=built once\nFROM debian\n# st4sd ignore=exec-form\nCMD run\nUSER 1\n';
    const { problems } = report(text);
    expect(
      problems.filter(({ ignored }) => ignored).map(({ rule, waived, severity }) => ({ rule, waived, severity })),
    ).toEqual([
      { rule: 'base-tag', waived: 'built once', severity: null },
      { rule: 'exec-form', waived: undefined, severity: null },
    ]);
  });

  it('gives a warning for a comment that is not understood, information for one of no use', () => {
    const { problems } = report('# st4sd level=silver\n# st4sd ignore=base-tag; reason=x\nFROM debian:12\nUSER 1\n');
    expect(problems.filter(({ criterion: of }) => of === null).map(({ rule, severity }) => [rule, severity])).toEqual([
      ['configuration', 'warning'],
      ['unused-ignore', 'information'],
    ]);
  });

  it('names the configuration file, and what comes from it at its place', () => {
    const yaml = 'level: gold\nimages:\n  Dockerfile: quay.io/st4sd/x/namd-hlcs:1.0.0\ntarget: a\n';
    const subject = report('FROM debian:12 AS a\nUSER 1\nFROM debian:12\n', { settings: settingsOf(yaml) });
    expect(subject).toMatchObject({
      configuration: '.st4sd.yaml',
      level: 'gold',
      target: 'a',
      image: 'quay.io/st4sd/x/namd-hlcs:1.0.0',
      imageFrom: {
        kind: 'configuration',
        path: '.st4sd.yaml',
        range: { start: { line: 2, character: 14 }, end: { line: 2, character: 45 } },
      },
    });
  });

  it('of a configuration file lists its problems alone', () => {
    const text = 'level: gold\nmaintainer: [x]\n';
    const read = readConfiguration(text, '.st4sd.yaml');
    const subject = reportConfiguration('problems' in read ? read.problems : [], { path: '.st4sd.yaml', text });
    expect(ajv.validate('report#/$defs/configuration', subject), ajv.errorsText()).toBe(true);
    expect(subject.problems).toMatchObject([
      {
        rule: 'configuration',
        severity: 'warning',
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 10 } },
      },
    ]);
  });
});

describe('a rule that is switched off', () => {
  const text = 'FROM debian:12\nUSER root\n';

  it('finds nothing and leaves its criterion undecided', () => {
    for (const options of [
      { settings: settingsOf('rules: {non-root-user: off}') },
      { rules: new Map([['non-root-user', 'off' as const]]) },
    ]) {
      const subject = report(text, options);
      expect(subject.problems.some(({ rule }) => rule === 'non-root-user')).toBe(false);
      expect(criterion(subject, 'non-root')).toMatchObject({
        verdict: 'undecided',
        evidence: expect.arrayContaining(['rule non-root-user is switched off']),
      });
    }
  });

  it('leaves a criterion that is not met as it is', () => {
    const options = { rules: new Map([['user-exists', 'off' as const]]) };
    expect(criterion(report(text, options), 'non-root')?.verdict).toBe('not-met');
  });

  it('says nothing where it only advises', () => {
    const options = { rules: new Map([['numeric-user', 'off' as const]]) };
    const subject = report('FROM debian:12\nUSER 1000\nCMD ["run"]\n', options);
    expect(criterion(subject, 'non-root')?.verdict).toBe('met');
  });

  it('by the call wins over the configuration', () => {
    const options = {
      settings: settingsOf('rules: {non-root-user: off}'),
      rules: new Map([['non-root-user', 'on' as const]]),
    };
    expect(criterion(report(text, options), 'non-root')?.verdict).toBe('not-met');
  });
});

describe('the level in force', () => {
  const gold = '# st4sd level=gold\nFROM debian:12\n';
  const official = '# st4sd image=quay.io/st4sd/official-base/x-st4sd:1.0.0\nFROM debian:12\n';
  const settings = settingsOf('level: contrib');

  it.each([
    ['option', gold, { level: 'contrib' }, 'contrib'],
    ['pragma', gold, { settings }, 'gold'],
    ['configuration', official, { settings }, 'contrib'],
    ['registry', official, { defaultLevel: 'contrib' }, 'gold'],
    ['setting', 'FROM debian:12\n', { defaultLevel: 'gold' }, 'gold'],
    ['default', 'FROM debian:12\n', {}, 'contrib'],
  ] as const)('is that of the %s', (from, text, options, level) => {
    expect(checkDockerfile(text, options)).toMatchObject({ level, levelFrom: from });
  });
});
