import { describe, expect, it } from 'vitest';
import { junitReport } from '../../../server/src/engine/formats/junit.ts';
import type { Verdict } from '../../../server/src/engine/protocol/contributedImages.ts';
import type { Report } from '../../../server/src/engine/report.ts';
import { around, everyKind, finding, reportOf, subject } from './fixture.ts';
import { type Element, readXml } from './readXml.ts';

/** Attributes and children of each element, in order, as the schema of Ant's reports asks; Jenkins's allows more. */
const shape: Readonly<Record<string, { readonly attributes: string; readonly children: RegExp }>> = {
  testsuites: { attributes: '', children: /^(testsuite )*$/ },
  testsuite: {
    attributes: 'name package id tests failures errors skipped time timestamp hostname',
    children: /^properties (testcase )*system-out system-err $/,
  },
  properties: { attributes: '', children: /^(property )*$/ },
  property: { attributes: 'name value', children: /^$/ },
  testcase: { attributes: 'name classname time', children: /^((skipped|failure|error) )?$/ },
  skipped: { attributes: 'message', children: /^$/ },
  failure: { attributes: 'message type', children: /^$/ },
  error: { attributes: 'message type', children: /^$/ },
  'system-out': { attributes: '', children: /^$/ },
  'system-err': { attributes: '', children: /^$/ },
};

function checkShape(element: Element): void {
  const expected = shape[element.name];
  expect(Object.keys(element.attributes).join(' '), element.name).toBe(expected?.attributes);
  expect(element.children.map(({ name }) => `${name} `).join(''), element.name).toMatch(expected?.children ?? /$^/);
  for (const child of element.children) checkShape(child);
}

function suitesOf(report: Report, strict = false): readonly Element[] {
  const root = readXml(junitReport(report, { strict }));
  checkShape(root);
  expect(root.name).toBe('testsuites');
  for (const [id, suite] of root.children.entries()) {
    const cases = suite.children.filter(({ name }) => name === 'testcase');
    const count = (result: string) => String(cases.filter(({ children: [child] }) => child?.name === result).length);
    expect(suite.attributes).toMatchObject({
      id: String(id),
      tests: String(cases.length),
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
    });
  }
  return root.children;
}

/** Name and message of what became of each case. */
function resultsOf(suite: Element | undefined): readonly (readonly [string, string])[] {
  const cases = suite?.children.filter(({ name }) => name === 'testcase') ?? [];
  return cases.map(({ children: [result] }) => [result?.name ?? 'passed', result?.attributes['message'] ?? '']);
}

describe('the JUnit report', () => {
  it('has the shape that its readers ask for, whatever was found', () => {
    suitesOf(everyKind);
    suitesOf(around([]));
    suitesOf(reportOf({ Dockerfile: '', 'a/Dockerfile': 'FROM python:3.12\nRUN x\n' }), true);
  });
  it.each<[Verdict, 'required' | 'recommended' | 'optional', boolean, string]>([
    ['met', 'required', false, 'passed'],
    ['not-met', 'required', false, 'failure'],
    ['undecided', 'required', false, 'skipped'],
    ['undecided', 'required', true, 'failure'],
    ['not-applicable', 'required', true, 'skipped'],
    ['met', 'optional', false, 'passed'],
    ['not-met', 'recommended', true, 'skipped'],
    ['undecided', 'optional', true, 'skipped'],
  ])('shows %s, %s, strict %s as %s', (verdict, requirement, strict, expected) => {
    const one = { ...subject('D', []), criteria: [{ id: 'non-root', requirement, verdict, evidence: [] } as const] };
    const [[result] = ['none']] = resultsOf(suitesOf(around([one]), strict)[0]);
    expect(result).toBe(expected);
  });
  it('says in a failure what was found, also where it is ignored', () => {
    const [, suite] = suitesOf(everyKind);
    const failure = suite?.children[1]?.children[0];
    expect(failure).toMatchObject({
      name: 'failure',
      attributes: { message: 'not met: Runs as root <&"\'> 100%: yes, really.', type: 'non-root' },
    });
    expect(failure?.text.split('\n')).toEqual([
      'docker/a b,c:100%.Dockerfile:2:6: Runs as root <&"\'> 100%: yes, really. (non-root-user)',
      'docker/a b,c:100%.Dockerfile:2:6: Cannot tell the user. (user-exists)',
      'docker/a b,c:100%.Dockerfile:2:6: Shell form. (exec-form)',
      'docker/a b,c:100%.Dockerfile:2:6: Waived. (non-root-user, waived: agreed <on>)',
      'docker/a b,c:100%.Dockerfile:2:6: Hidden. (non-root-user, ignored without a reason)',
    ]);
  });
  it('fails a file that cannot be built, and no configuration file', () => {
    const unbuildable = finding({ rule: 'syntax', criterion: null, message: 'No FROM.' });
    const configuration = { path: '.st4sd.yaml', kind: 'configuration', problems: [unbuildable] } as const;
    const suites = suitesOf(around([subject('D', [unbuildable]), configuration]));
    expect(resultsOf(suites[0]).at(-1)).toEqual(['failure', 'No FROM.']);
    expect(resultsOf(suites[1])).toEqual([['passed', '']]);
  });
  it('counts what was not read as an error', () => {
    expect(resultsOf(suitesOf(everyKind).at(-1))).toEqual([['error', 'There is no such file or folder.']]);
  });
  it('is this of one finding', () => {
    expect(junitReport(around([subject('Dockerfile', [finding()])]))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites>
      <testsuite name="Dockerfile" package="st4sd" id="0" tests="3" failures="1" errors="0" skipped="0" time="0" timestamp="2026-11-24T00:00:00" hostname="localhost">
      <properties>
      <property name="level" value="contrib"/>
      <property name="image" value="quay.io/st4sd/x/namd-hlcs:1.0.0"/>
      <property name="target" value="app"/>
      <property name="contrib" value="not met"/>
      <property name="gold" value="cannot be told"/>
      </properties>
      <testcase name="Runs as a user other than root (non-root)" classname="Dockerfile" time="0"><failure message="not met: Runs as root." type="non-root">Dockerfile:2:6: Runs as root. (non-root-user)</failure></testcase>
      <testcase name="Stable base (stable-base)" classname="Dockerfile" time="0"></testcase>
      <testcase name="The file itself" classname="Dockerfile" time="0"></testcase>
      <system-out></system-out>
      <system-err></system-err>
      </testsuite>
      </testsuites>
      "
    `);
  });
});
