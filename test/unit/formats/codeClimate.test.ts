import { describe, expect, it } from 'vitest';
import { codeClimateReport } from '../../../server/src/engine/formats/codeClimate.ts';
import { around, everyKind, finding, reportOf, subject } from './fixture.ts';

interface Issue {
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

const issuesOf = (...given: Parameters<typeof codeClimateReport>): readonly Issue[] =>
  JSON.parse(codeClimateReport(...given));

describe('the Code Climate report', () => {
  it('lists what is not ignored, each with a name of its own', () => {
    const issues = issuesOf(everyKind);
    expect(issues.map(({ check_name, severity }) => [check_name, severity])).toEqual([
      ['configuration', 'major'],
      ['non-root-user', 'critical'],
      ['base-tag', 'major'],
      ['user-exists', 'minor'],
      ['exec-form', 'info'],
      ['not-read', 'blocker'],
    ]);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });
  it('keeps the names while the file changes elsewhere', () => {
    const before = issuesOf(reportOf({ Dockerfile: 'FROM debian:12\nENTRYPOINT run\n' }));
    const after = issuesOf(reportOf({ './Dockerfile': '# new\n\nFROM debian:12\nENV A=b\nENTRYPOINT run\n' }));
    const names = (issues: readonly Issue[]) => issues.map(({ check_name, fingerprint }) => [check_name, fingerprint]);
    expect(before.length).toBeGreaterThan(1);
    expect(names(after)).toEqual(names(before));
    expect(after[0]?.location.lines.begin).not.toBe(before[0]?.location.lines.begin);
  });
  it('gives plain relative paths', () => {
    expect(issuesOf(around([subject('./a/../b', [finding()])]))[0]?.location.path).toBe('b');
  });
  it('is this of one finding', () => {
    expect(codeClimateReport(around([subject('Dockerfile', [finding()])]))).toMatchInlineSnapshot(`
      "[
        {
          "type": "issue",
          "check_name": "non-root-user",
          "description": "Runs as root.",
          "categories": [
            "Security"
          ],
          "severity": "critical",
          "fingerprint": "c16d668d6d04b0a1",
          "location": {
            "path": "Dockerfile",
            "lines": {
              "begin": 2,
              "end": 2
            }
          }
        }
      ]
      "
    `);
  });
});
