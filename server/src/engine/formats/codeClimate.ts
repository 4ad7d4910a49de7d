import type { CriterionId, Severity } from '../protocol/contributedImages.ts';
import type { Report, ReportedProblem } from '../report.ts';
import { fingerprints, hash } from './fingerprint.ts';
import { plainPath } from './path.ts';
import { isListed, placeOf, type ReportedSubject } from './reported.ts';

/** The report as a list of Code Climate issues, which is GitLab's code quality report. */
export function codeClimateReport({ subjects, errors }: Report): string {
  const unread = errors.map(({ path, message }) => ({
    type: 'issue',
    check_name: 'not-read',
    description: message,
    categories: ['Bug Risk'],
    severity: 'blocker',
    fingerprint: hash(`${plainPath(path)}\nnot-read\n${message}`),
    location: { path: plainPath(path), lines: { begin: 1, end: 1 } },
  }));
  return `${JSON.stringify([...subjects.flatMap(issues), ...unread], null, 2)}\n`;
}

function issues(subject: ReportedSubject) {
  const prints = fingerprints(subject);
  return subject.problems.flatMap((problem, i) =>
    isListed(problem) ? [issue(problem, plainPath(subject.path), prints[i] ?? '')] : [],
  );
}

const severities: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

function issue({ rule, message, severity, criterion, range }: ReportedProblem, path: string, fingerprint: string) {
  const { line, endLine } = placeOf(range);
  return {
    type: 'issue',
    check_name: rule,
    description: message,
    categories: [criterion === null ? 'Bug Risk' : categories[criterion]],
    severity: severities[severity ?? 'hint'],
    fingerprint,
    location: { path, lines: { begin: line, end: endLine } },
  };
}

/** The nearest of the few words that the format has. */
const categories: Readonly<Record<CriterionId, string>> = {
  'image-name': 'Clarity',
  'unique-tag': 'Clarity',
  'non-root': 'Security',
  'any-user-access': 'Compatibility',
  'default-executable': 'Compatibility',
  'stable-base': 'Bug Risk',
  'size-optimised': 'Performance',
  'optimised-application': 'Performance',
  'other-security': 'Security',
  'multi-arch': 'Compatibility',
  maintenance: 'Clarity',
};
