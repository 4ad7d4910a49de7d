import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Check, Problem } from '../engine/check.ts';
import { pageAddress } from '../engine/pages.ts';
import type { Severity } from '../engine/protocol/contributedImages.ts';
import { problemSeverity } from '../engine/report.ts';
import type { Settings } from '../engine/settings.ts';
import { type Lines, linesOf, rangeAt } from '../engine/text/lines.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What an editor shows of a check. */
export function diagnosticsOf(check: Check | undefined, { hints }: Settings): Diagnostic[] {
  if (check === undefined) return [];
  const lines = linesOf(check.text);
  return check.problems.flatMap((problem) => diagnosticOf(problem, { check, lines, hints }));
}

interface Showing {
  readonly check: Check;
  readonly lines: Lines;
  readonly hints: boolean;
}

function diagnosticOf(problem: Problem, { check, lines, hints }: Showing): Diagnostic[] {
  const severity = problemSeverity(problem, check.level);
  if (severity === undefined || (severity === 'hint' && !hints)) return [];
  return [
    {
      range: rangeAt(lines, problem.at),
      severity: severities[severity],
      source: 'st4sd',
      code: problem.rule,
      codeDescription: { href: pageAddress(problem.rule) },
      message: problem.message,
    },
  ];
}
