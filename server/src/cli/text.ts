import { isListed, type ReportedSubject } from '../engine/formats/reported.ts';
import { summaryWords } from '../engine/formats/summary.ts';
import { levels } from '../engine/protocol/contributedImages.ts';
import type { ConfigurationReport, Report, ReportedProblem, SubjectReport } from '../engine/report.ts';
import { leftWords, marks, notLookedAt, shortTitle, verdictWords } from '../engine/view/words.ts';
import { type Paint, painter } from './paint.ts';
import { printable } from './printable.ts';
import { visibleWidth, wrap } from './wrap.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Columns to stay within. */
  readonly width: number;
}

/** What people read of one subject; the text is the subject's own, for excerpts. */
export function subjectText(subject: SubjectReport, text: string, options: TextOptions): string {
  const drawing = { ...options, paint: painter(options.color), lines: text.split(/\r\n|\n|\r/) };
  const shown = subject.problems.filter(isShown);
  return [
    heading(subject, drawing),
    '',
    ...shown.flatMap((problem) => [...problemLines(problem, drawing), '']),
    ...notShown(subject, drawing),
    levelLine(subject, drawing),
    ...criteriaLines(subject, drawing),
    '',
  ].join('\n');
}

/** What is wrong in a configuration file. */
export function configurationText({ path, problems }: ConfigurationReport, text: string, options: TextOptions): string {
  const drawing = { ...options, paint: painter(options.color), lines: text.split(/\r\n|\n|\r/) };
  return [
    drawing.paint.bold(printable(path)),
    '',
    ...problems.flatMap((problem) => [...problemLines(problem, drawing), '']),
  ].join('\n');
}

/** What was not read, and the one line on the whole run. */
export function closingText(report: Report, seconds: number, { color }: TextOptions): string {
  const { bold, error } = painter(color);
  const errors = report.errors.map(
    ({ path, message }) => `${bold(printable(path))}  ${error('not read')}  ${printable(message)}\n`,
  );
  return [...errors, `${summaryWords(report)} (${seconds.toFixed(1)} s). ${notLookedAt}\n`].join('\n');
}

interface Drawing extends TextOptions {
  readonly paint: Paint;
  readonly lines: readonly string[];
}

/** What a level does not ask for is told by the criteria's marks, not line by line. */
function isShown(problem: ReportedProblem): boolean {
  return isListed(problem) && problem.severity !== 'hint';
}

function notShown({ problems }: ReportedSubject, { paint }: Drawing): readonly string[] {
  const ignored = problems.filter((problem) => problem.ignored === true);
  const waived = ignored.filter((problem) => problem.waived !== undefined).length;
  const more = problems.length - ignored.length - problems.filter(isShown).length;
  const lines = [
    more > 0 ? `${more} more for what this level does not ask (--level gold, --format json)` : '',
    ignored.length > 0 ? `${ignored.length} ignored, ${waived} of them waived with a reason (--format json)` : '',
  ].filter((line) => line !== '');
  return lines.length === 0 ? [] : [...lines.map((line) => paint.quiet(`  ${line}`)), ''];
}

/** The file that declares the image, or what else does. */
function sourceWords({ kind, path: file }: NonNullable<SubjectReport['imageFrom']>, path: string): string {
  if (kind === 'option') return '--image';
  return file === null || file === path ? kind : file;
}

function heading({ path, image, imageFrom, target, kind }: SubjectReport, { paint }: Drawing): string {
  const from = imageFrom === null ? '' : ` (from ${sourceWords(imageFrom, path)})`;
  const what = image === null ? 'no image reference declared' : `${image}${from}`;
  const stage = target === null || kind !== 'dockerfile' ? '' : `   stage "${target}"`;
  return `${paint.bold(printable(path))}   ${printable(`${what}${stage}`)}`;
}

function problemLines(problem: ReportedProblem, drawing: Drawing): readonly string[] {
  const { paint, width } = drawing;
  const severity = problem.severity ?? 'hint';
  const label = { error: 'error', warning: 'warning', information: 'undecided', hint: 'hint' }[severity];
  const word = problem.finding === 'undecided' ? 'undecided' : label === 'undecided' ? 'advice' : label;
  const colour = severity === 'error' ? paint.error : severity === 'warning' ? paint.warning : paint.info;
  const indent = word.length + 4;
  const [first = '', ...rest] = wrap(
    printable(problem.message),
    width - indent - problem.rule.length - 2,
    width - indent,
  );
  const gap = ' '.repeat(Math.max(2, width - indent - visibleWidth(first) - problem.rule.length));
  return [
    `  ${colour(word)}  ${first}${gap}${paint.quiet(problem.rule)}`,
    ...rest.map((line) => ' '.repeat(indent) + line),
    ...excerpt(problem, drawing),
  ];
}

/** The line of the finding with the words underlined, and what would mend it. */
function excerpt({ range, fixes }: ReportedProblem, { paint, lines, width }: Drawing): readonly string[] {
  const { start, end } = range;
  const number = String(start.line + 1);
  const bar = (sign: string) => paint.quiet(`${' '.repeat(4 + number.length)} ${sign}`);
  const text = printable(lines[start.line] ?? '');
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
      : [
          `${bar('└')} ${printable(fix.title)}   ${paint.quiet(fix.safe ? '--fix can do this' : 'the editor can do this')}`,
        ]),
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
