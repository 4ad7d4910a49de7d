import { checkDockerfile } from '../../../server/src/engine/check.ts';
import type { ReportedSubject } from '../../../server/src/engine/formats/reported.ts';
import {
  type Report,
  type ReportedProblem,
  reportSubject,
  type SubjectReport,
} from '../../../server/src/engine/report.ts';

/** The report of the engine on these texts. */
export function reportOf(files: Readonly<Record<string, string>>): Report {
  return around(Object.entries(files).map(([path, text]) => reportSubject(checkDockerfile(text), path)));
}

/** A report on these subjects; the counts are as given. */
export function around(subjects: readonly ReportedSubject[], rest: Partial<Report> = {}): Report {
  return {
    version: 1,
    tool: { name: 'st4sd-check', version: '1.2.3' },
    date: '2026-11-24',
    level: null,
    subjects,
    errors: [],
    summary: { subjects: subjects.length, met: 0, notMet: subjects.length, undecided: 0, ignored: 0 },
    ...rest,
  };
}

/** A finding in the second line, characters 5 to 14. */
export function finding(given: Partial<ReportedProblem> = {}): ReportedProblem {
  return {
    rule: 'non-root-user',
    criterion: 'non-root',
    finding: 'violated',
    deciding: true,
    severity: 'error',
    message: 'Runs as root.',
    range: { start: { line: 1, character: 5 }, end: { line: 1, character: 14 } },
    fixes: [],
    ...given,
  };
}

/** A judged Dockerfile with these findings; two criteria, so that what is written of it stays short. */
export function subject(path: string, problems: readonly ReportedProblem[]): SubjectReport {
  const judged = reportSubject(checkDockerfile('FROM debian:12\n'), path);
  return {
    ...judged,
    image: 'quay.io/st4sd/x/namd-hlcs:1.0.0',
    target: 'app',
    levels: { contrib: 'not-met', gold: 'undecided' },
    criteria: [
      { id: 'non-root', requirement: 'required', verdict: 'not-met', evidence: [] },
      { id: 'stable-base', requirement: 'optional', verdict: 'met', evidence: ['debian:12, line 2'] },
    ],
    problems: [...problems],
  };
}

/** One of every kind of finding, with what formats have to escape. */
export const everyKind: Report = around(
  [
    {
      path: '.st4sd.yaml',
      kind: 'configuration',
      problems: [finding({ rule: 'configuration', criterion: null, severity: 'warning', message: 'No key "levle".' })],
    },
    subject('docker/a b,c:100%.Dockerfile', [
      finding({
        message: 'Runs as root <&"\'> 100%: yes, really.',
        fixes: [
          {
            title: 'Run as user 10001 in group 0',
            safe: true,
            edits: [
              {
                range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } },
                newText: 'USER 10001:0\n',
              },
            ],
          },
        ],
      }),
      finding({ rule: 'base-tag', criterion: 'stable-base', severity: 'warning', range: acrossLines() }),
      finding({ rule: 'user-exists', finding: 'undecided', severity: 'information', message: 'Cannot tell the user.' }),
      finding({ rule: 'exec-form', deciding: false, severity: 'hint', message: 'Shell form.' }),
      finding({ rule: 'base-tag', criterion: 'stable-base', finding: 'undecided', severity: null, message: 'No tag.' }),
      finding({ message: 'Waived.', severity: null, ignored: true, waived: 'agreed <on>' }),
      finding({ message: 'Hidden.', severity: null, ignored: true }),
    ]),
  ],
  { errors: [{ path: 'not/there', message: 'There is no such file or folder.' }] },
);

function acrossLines(): ReportedProblem['range'] {
  return { start: { line: 0, character: 0 }, end: { line: 2, character: 3 } };
}
