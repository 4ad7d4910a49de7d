import { levels } from '../protocol/contributedImages.ts';
import type { Report, SubjectReport } from '../report.ts';
import { markdownReport } from '../view/markdown.ts';
import { leftWords, marks, verdictWords } from '../view/words.ts';
import { isJudged, placeOf, type ReportedSubject } from './reported.ts';
import { summaryWords } from './summary.ts';

/** The whole report as Markdown: of one subject its own page, of several a table first. */
export function markdownOfAll(report: Report): string {
  const { subjects, errors } = report;
  const [only] = subjects;
  if (only !== undefined && isJudged(only) && subjects.length === 1 && errors.length === 0) return markdownReport(only);
  return [
    '# ST4SD compliance',
    `${summaryWords(report)}.`,
    ...overview(subjects.filter(isJudged)),
    ...(errors.length === 0
      ? []
      : ['## Not read', errors.map(({ path, message }) => `- ${plain(path)}: ${plain(message)}`).join('\n')]),
    ...subjects.map(part),
  ]
    .join('\n\n')
    .replace(/\n*$/, '\n');
}

function overview(subjects: readonly SubjectReport[]): readonly string[] {
  if (subjects.length === 0) return [];
  const rows = subjects.map((subject) => {
    const cells = levels.map((level) => {
      const verdict = subject.levels[level];
      const left = leftWords(subject, level);
      return `${marks[verdict]} ${verdictWords[verdict]}${left === '' ? '' : ` (${left})`}`;
    });
    return `| ${plain(subject.path)} | ${subject.level} | ${cells.join(' | ')} |`;
  });
  return [[`| | judged by | ${levels.join(' | ')} |`, '|---|---|---|---|', ...rows].join('\n')];
}

/** The subject's own page, one heading lower. */
function part(subject: ReportedSubject): string {
  if (isJudged(subject)) return `#${markdownReport(subject)}`;
  const lines = subject.problems.map(({ range, message }) => `- line ${placeOf(range).line}: ${plain(message)}`);
  return [`## ${plain(subject.path)}`, '', ...lines].join('\n');
}

function plain(text: string): string {
  return text.replace(/[\\|<>*_[\]`]/g, (char) => `\\${char}`).replace(/\s+/g, ' ');
}
