import {
  type CriterionId,
  criteria,
  type Level,
  type Requirement,
  requirementOf,
  type Verdict,
} from '../protocol/contributedImages.ts';
import type { SubjectReport } from '../report.ts';

/** How verdicts are shown wherever they are: a mark, and words that say the same. */
export const marks: Readonly<Record<Verdict, string>> = {
  met: '✔',
  'not-met': '✘',
  undecided: '?',
  'not-applicable': '–',
};

export const verdictWords: Readonly<Record<Verdict, string>> = {
  met: 'met',
  'not-met': 'not met',
  undecided: 'cannot be told',
  'not-applicable': 'does not apply',
};

export const requirementWords: Readonly<Record<Requirement, string>> = {
  required: 'required',
  recommended: 'recommended',
  optional: 'not asked for',
};

/** What every report says of what nobody looked at. */
export const notLookedAt = 'Known vulnerabilities were not looked at.';

/** `2 to go, 1 cannot be told`, empty where nothing is left. */
export function leftWords({ criteria: verdicts }: SubjectReport, level: Level): string {
  const count = (verdict: Verdict) =>
    verdicts.filter((one) => one.verdict === verdict && requirementOf(one.id, level) === 'required').length;
  const notMet = count('not-met');
  const undecided = count('undecided');
  return [notMet > 0 ? `${notMet} to go` : '', undecided > 0 ? `${undecided} cannot be told` : '']
    .filter((text) => text !== '')
    .join(', ');
}

/** Short names for one line of many. */
const shortTitles: Readonly<Record<CriterionId, string>> = {
  'image-name': 'image name',
  'unique-tag': 'unique tag',
  'non-root': 'non-root',
  'any-user-access': 'any-user access',
  'default-executable': 'default executable',
  'stable-base': 'stable base',
  'size-optimised': 'size',
  'optimised-application': 'optimised application',
  'other-security': 'other security',
  'multi-arch': 'several architectures',
  maintenance: 'maintenance',
};

export function shortTitle(id: CriterionId): string {
  return shortTitles[id];
}

export function titleOf(id: CriterionId): string {
  return criteria[id].title;
}
