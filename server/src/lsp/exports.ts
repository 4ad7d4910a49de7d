import { htmlReport } from '../engine/formats/htmlPage.ts';
import { markdownOfAll } from '../engine/formats/markdown.ts';
import { isJudged } from '../engine/formats/reported.ts';
import { sarifReport } from '../engine/formats/sarif.ts';
import { wholeReport } from '../engine/formats/wholeReport.ts';
import type { Report, SubjectReport } from '../engine/report.ts';
import type { ExportAnswer, ExportParams } from './messages.ts';

const writers: Readonly<Record<ExportParams['format'], (report: Report) => string>> = {
  markdown: markdownOfAll,
  html: htmlReport,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  sarif: sarifReport,
};

/** The report on one subject. */
export function reportOn(subject: SubjectReport, date: string): Report {
  return wholeReport([subject], [], { date, level: undefined });
}

/** The report as a file, the same that the command line writes. */
export function exported(report: Report, format: ExportParams['format']): NonNullable<ExportAnswer> {
  const [first] = report.subjects;
  const image = first !== undefined && isJudged(first) ? first.image : null;
  return { text: writers[format](report), subject: image ?? first?.path ?? '' };
}
