import { htmlReport } from '../engine/formats/htmlPage.ts';
import { markdownOfAll } from '../engine/formats/markdown.ts';
import { sarifReport } from '../engine/formats/sarif.ts';
import { wholeReport } from '../engine/formats/wholeReport.ts';
import type { Report, SubjectReport } from '../engine/report.ts';
import type { ExportParams } from './messages.ts';

const writers: Readonly<Record<ExportParams['format'], (report: Report) => string>> = {
  markdown: markdownOfAll,
  html: htmlReport,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  sarif: sarifReport,
};

/** The report on one subject as a file, the same that the command line writes. */
export function exported(subject: SubjectReport, { format, date }: { format: ExportParams['format']; date: string }) {
  return writers[format](wholeReport([subject], [], { date, level: undefined }));
}
