import { levels } from '../engine/protocol/contributedImages.ts';
import type { Report, ReportedProblem, SubjectReport } from '../engine/report.ts';
import { leftWords, marks, notLookedAt, shortTitle, verdictWords } from '../engine/view/words.ts';
import { type Paint, painter } from './paint.ts';
import { visibleWidth, wrap } from './wrap.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Columns to stay within. */
  readonly width: number;
  /** The text of each subject, by path, for excerpts. */
  readonly texts: ReadonlyMap<string, string>;
  readonly seconds: number;
}

/** The report for people. */
export function textReport(report: Report, options: TextOptions): string {
  const paint = painter(options.color);
  const parts = report.subjects.map((subject) => subjectText(subject, { ...options, paint }));
  const errors = report.errors.map(
    ({ path, message }) => `${paint.bold(path)}  ${paint.error('not read')}  ${message}\n`,
  );
  return `${[...parts, ...errors].join('\n')}\n${summaryLine(report, options.seconds)}\n`;
}

interface Drawing extends TextOptions {
  readonly paint: Paint;
}

/** What a level does not ask for is told by the criteria's marks, not line by line. */
const shown = new Set(['error', 'warning', 'information']);

function subjectText(subject: SubjectReport, drawing: Drawing): string {
  const lines = (drawing.texts.get(subject.path) ?? '').split(/\r\n|\n|\r/);
  const problems = subject.problems.filter(({ severity }) => severity !== null && shown.has(severity));
  const hints = subject.problems.length - problems.length;
  return [
    heading(subject, drawing),
    '',
    ...problems.flatMap((problem) => [...problemLines(problem, { ...drawing, lines }), '']),
    ...(hints > 0
      ? [drawing.paint.quiet(`  ${hints} more for what this level does not ask (--level gold, --format json)`), '']
      : []),
    levelLine(subject, drawing),
    ...criteriaLines(subject, drawing),
    '',
  ].join('\n');
}

function heading({ path, image, imageFrom, target, kind }: SubjectReport, { paint }: Drawing): string {
  const from = imageFrom === null ? '' : ` (from ${imageFrom.kind === 'option' ? '--image' : imageFrom.kind})`;
  const what = image === null ? 'no image reference declared' : `${image}${from}`;
  const stage = target === null || kind !== 'dockerfile' ? '' : `   stage "${target}"`;
  return `${paint.bold(path)}   ${what}${stage}`;
}

interface Excerpting extends Drawing {
  readonly lines: readonly string[];
}

function problemLines(problem: ReportedProblem, drawing: Excerpting): readonly string[] {
  const { paint, width } = drawing;
  const severity = problem.severity ?? 'hint';
  const label = { error: 'error', warning: 'warning', information: 'undecided', hint: 'hint' }[severity];
  const word = problem.finding === 'undecided' ? 'undecided' : label === 'undecided' ? 'advice' : label;
  const colour = severity === 'error' ? paint.error : severity === 'warning' ? paint.warning : paint.info;
  const indent = word.length + 4;
  const [first = '', ...rest] = wrap(problem.message, width - indent - problem.rule.length - 2, width - indent);
  const gap = ' '.repeat(Math.max(2, width - indent - visibleWidth(first) - problem.rule.length));
  return [
    `  ${colour(word)}  ${first}${gap}${paint.quiet(problem.rule)}`,
    ...rest.map((line) => ' '.repeat(indent) + line),
    ...excerpt(problem, drawing),
  ];
}

/** The line of the finding with the words underlined, and what would mend it. */
function excerpt({ range, fixes }: ReportedProblem, { paint, lines, width }: Excerpting): readonly string[] {
  const { start, end } = range;
  const number = String(start.line + 1);
  const bar = (sign: string) => paint.quiet(`${' '.repeat(4 + number.length)} ${sign}`);
  const text = (lines[start.line] ?? '').replaceAll('\t', ' ');
  const room = Math.max(20, width - number.length - 8);
  const from = start.character + 8 > room ? start.character - 8 : 0;
  const piece = clipped(text, from, room);
  const last = end.line === start.line ? end.character : text.length;
  const length = Math.max(1, Math.min(last, from + room) - start.character);
  const [fix] = fixes;
  return [
    `    ${paint.quiet(`${number} │`)} ${piece}`,
    `${bar('│')} ${' '.repeat(start.character - from)}${paint.error('~'.repeat(length))}`,
    ...(fix === undefined
      ? []
      : [`${bar('└')} ${fix.title}   ${paint.quiet(fix.safe ? '--fix can do this' : 'the editor can do this')}`]),
  ];
}

function clipped(text: string, from: number, room: number): string {
  return text.length - from <= room ? text.slice(from) : `${text.slice(from, from + room - 1)}…`;
}

function levelLine(subject: SubjectReport, { paint }: Drawing): string {
  const parts = levels.map((level) => {
    const verdict = subject.levels[level];
    const colour = verdict === 'met' ? paint.good : verdict === 'not-met' ? paint.error : paint.info;
    const text = `${level}   ${verdictWords[verdict]}   ${leftWords(subject, level)}`.trimEnd();
    return { text, painted: text.replace(verdictWords[verdict], colour(verdictWords[verdict])) };
  });
  const [first, second] = parts;
  if (first === undefined || second === undefined) return '';
  return `  ${first.painted}${' '.repeat(Math.max(3, 48 - first.text.length))}${second.painted}`;
}

/** The criteria with their marks, in columns. */
function criteriaLines({ criteria }: SubjectReport, { paint, width }: Drawing): readonly string[] {
  const cells = criteria.map(({ id, verdict }) => ({ text: `${marks[verdict]} ${shortTitle(id)}`, verdict }));
  const column = Math.max(...cells.map(({ text }) => text.length)) + 2;
  const perLine = Math.max(1, Math.floor((width - 2) / column));
  const lines: string[] = [];
  for (let i = 0; i < cells.length; i += perLine) {
    const row = cells.slice(i, i + perLine).map(({ text, verdict }) => {
      const colour = verdict === 'met' ? paint.good : verdict === 'not-met' ? paint.error : paint.quiet;
      return colour(text) + ' '.repeat(column - text.length);
    });
    lines.push(`  ${row.join('').trimEnd()}`);
  }
  return lines;
}

function summaryLine({ summary, errors, subjects }: Report, seconds: number): string {
  const level = new Set(subjects.flatMap((subject) => ('level' in subject ? [subject.level] : [])));
  const name = level.size === 1 ? [...level][0] : 'their level';
  const files = `${summary.subjects} ${summary.subjects === 1 ? 'file' : 'files'}`;
  const counts = [
    summary.met > 0 ? `${summary.met} ${summary.met === 1 ? 'meets' : 'meet'} ${name}` : '',
    summary.notMet > 0 ? `${summary.notMet} ${summary.notMet === 1 ? 'does' : 'do'} not meet ${name}` : '',
    summary.undecided > 0 ? `${summary.undecided} undecided` : '',
    errors.length > 0 ? `${errors.length} not read` : '',
  ].filter((text) => text !== '');
  return `${files}: ${counts.join(', ') || 'nothing to check'} (${seconds.toFixed(1)} s). ${notLookedAt}`;
}
