import type { Level } from '../protocol/contributedImages.ts';
import type { Report, ReportedProblem } from '../report.ts';
import { version } from '../version.ts';
import { isJudged } from './reported.ts';

interface Asked {
  /** The day that was judged at. */
  readonly date: string;
  /** The level that was asked for, where one was. */
  readonly level: Level | undefined;
}

/** The report on everything that was looked at, counted. */
export function wholeReport(subjects: Report['subjects'], errors: Report['errors'], { date, level }: Asked): Report {
  const judged = subjects.filter(isJudged);
  const count = (verdict: string) => judged.filter((subject) => subject.levels[subject.level] === verdict).length;
  const problems: readonly ReportedProblem[] = subjects.flatMap((subject) => subject.problems);
  return {
    version: 1,
    tool: { name: 'st4sd-check', version },
    date,
    level: level ?? null,
    subjects,
    errors,
    summary: {
      subjects: judged.length,
      met: count('met'),
      notMet: count('not-met'),
      undecided: count('undecided'),
      ignored: problems.filter(({ ignored }) => ignored === true).length,
    },
  };
}
