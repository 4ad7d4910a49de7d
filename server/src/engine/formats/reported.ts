import type { Report, ReportedProblem, SubjectReport } from '../report.ts';

/** A Dockerfile, an image, or a configuration file, which has problems, but no criteria and no levels. */
export type ReportedSubject = Report['subjects'][number];

/** Whether the subject was judged by the protocol. */
export function isJudged(subject: ReportedSubject): subject is SubjectReport {
  return 'criteria' in subject;
}

/** One-based, as people and most formats count; the end is the column after the last character. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function placeOf({ start, end }: ReportedProblem['range']): Place {
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** Whether lists of findings show it: not where it is ignored, nor where it is only told in whole reports. */
export function isListed({ severity, ignored }: ReportedProblem): boolean {
  return severity !== null && ignored !== true;
}
