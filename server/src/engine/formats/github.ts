import type { Severity } from '../protocol/contributedImages.ts';
import type { Report, ReportedProblem } from '../report.ts';
import { isFile, plainPath } from './path.ts';
import { isListed, placeOf } from './reported.ts';
import { summaryWords } from './summary.ts';

/** Hints are about what the level does not ask for, and GitHub shows ten annotations of a kind a step. */
const commands: Readonly<Record<Severity, string | undefined>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: undefined,
};

/** The report as workflow commands of GitHub Actions, which show it at the changed lines. */
export function githubReport(report: Report): string {
  const findings = report.subjects.flatMap(({ path, problems }) =>
    problems.filter(isListed).flatMap((problem) => findingCommand(path, problem)),
  );
  const errors = report.errors.map(({ path, message }) =>
    command('error', { ...at(path), title: 'Not read' }, told(path, message)),
  );
  return `${[...findings, ...errors, summaryWords(report)].join('\n')}\n`;
}

function findingCommand(path: string, { severity, range, rule, message }: ReportedProblem): readonly string[] {
  const name = severity === null ? undefined : commands[severity];
  if (name === undefined) return [];
  const { line, column, endLine, endColumn } = placeOf(range);
  // GitHub refuses columns where the lines differ
  const columns = line === endLine ? { col: column, endColumn } : {};
  const place = isFile(path) ? { ...at(path), line, endLine, ...columns } : {};
  return [command(name, { ...place, title: `ST4SD ${rule}` }, told(path, message))];
}

function at(path: string): Readonly<Record<string, string>> {
  return isFile(path) ? { file: plainPath(path) } : {};
}

function told(path: string, message: string): string {
  return isFile(path) ? message : `${path}: ${message}`;
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapedMessage(message)}`;
}

function escapedMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
