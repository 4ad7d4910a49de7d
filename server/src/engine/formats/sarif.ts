import type { Severity } from '../protocol/contributedImages.ts';
import type { Report, ReportedProblem } from '../report.ts';
import { fingerprints } from './fingerprint.ts';
import { uriOf } from './path.ts';
import { isJudged, placeOf, type ReportedSubject } from './reported.ts';
import { sarifLevels, sarifRules } from './sarifRules.ts';

/** The report as SARIF 2.1.0, for code scanning and every viewer of it. */
export function sarifReport(report: Report): string {
  const rules = sarifRules(report);
  const numbers = new Map(rules.map(({ id }, index) => [id, index]));
  // the format asks that all results tell of suppressions, or none
  const suppressing = report.subjects.some(({ problems }) => problems.some(({ ignored }) => ignored === true));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver(report, rules) },
        columnKind: 'utf16CodeUnits',
        newlineSequences: ['\r\n', '\n', '\r'],
        invocations: [invocation(report)],
        artifacts: report.subjects.map(artifact),
        results: report.subjects.flatMap((subject, index) => results(subject, { index, numbers, suppressing })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function driver({ tool }: Report, rules: ReturnType<typeof sarifRules>) {
  return {
    name: tool.name,
    version: tool.version,
    semanticVersion: tool.version,
    informationUri: 'https://github.com/st4sd/st4sd-dockerfile',
    rules,
  };
}

/** What could not be read; the results of the rest count all the same. */
function invocation({ errors, date, level }: Report) {
  return {
    executionSuccessful: errors.length === 0,
    toolExecutionNotifications: errors.map(({ path, message }) => ({
      level: 'error',
      message: { text: message },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
    })),
    properties: { date, level },
  };
}

function artifact(subject: ReportedSubject) {
  const { path, kind } = subject;
  return {
    location: { uri: uriOf(path) },
    roles: ['analysisTarget'],
    ...(kind === 'dockerfile' ? { sourceLanguage: 'dockerfile' } : {}),
    properties: isJudged(subject)
      ? { kind, level: subject.level, levels: subject.levels, image: subject.image, target: subject.target }
      : { kind },
  };
}

interface Numbering {
  readonly index: number;
  readonly numbers: ReadonlyMap<string, number>;
  readonly suppressing: boolean;
}

function results(subject: ReportedSubject, { index, numbers, suppressing }: Numbering) {
  const artifactLocation = { uri: uriOf(subject.path), index };
  const prints = fingerprints(subject);
  return subject.problems.map((problem, i) => ({
    ruleId: problem.rule,
    ruleIndex: numbers.get(problem.rule) ?? -1,
    ...standing(problem),
    message: { text: problem.message },
    locations: [{ physicalLocation: { artifactLocation, region: region(problem.range) } }],
    partialFingerprints: { 'st4sdFinding/v1': prints[i] },
    ...fixesOf(problem, artifactLocation),
    ...(suppressing ? { suppressions: suppressions(problem) } : {}),
    properties: { criterion: problem.criterion, deciding: problem.deciding },
  }));
}

/** What could not be told is open, and the format allows no level but none for that. */
function standing({ finding, severity }: ReportedProblem) {
  if (finding === 'undecided') return { kind: 'open', level: 'none' };
  return { kind: 'fail', level: levelOf(severity) };
}

function levelOf(severity: Severity | null): string {
  return severity === null ? 'note' : sarifLevels[severity];
}

function region(range: ReportedProblem['range']) {
  const { line, column, endLine, endColumn } = placeOf(range);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function fixesOf({ fixes }: ReportedProblem, artifactLocation: { readonly uri: string; readonly index: number }) {
  const real = fixes.filter(({ edits }) => edits.length > 0);
  if (real.length === 0) return {};
  return {
    fixes: real.map(({ title, safe, edits }) => ({
      description: { text: title },
      artifactChanges: [
        {
          artifactLocation,
          replacements: edits.map(({ range, newText }) => ({
            deletedRegion: region(range),
            ...(newText === '' ? {} : { insertedContent: { text: newText } }),
          })),
        },
      ],
      properties: { safe },
    })),
  };
}

function suppressions({ ignored, waived }: ReportedProblem) {
  if (ignored !== true) return [];
  return [{ kind: 'inSource', status: 'accepted', ...(waived === undefined ? {} : { justification: waived }) }];
}
