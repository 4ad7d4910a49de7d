import { pageAddress } from '../pages.ts';
import type { Level, Severity } from '../protocol/contributedImages.ts';
import { problemSeverity, type Report } from '../report.ts';
import { documentedRules } from '../rules/all.ts';
import type { RuleInfo } from '../rules/rule.ts';

export const sarifLevels = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
} as const satisfies Record<Severity, string>;

/** Every rule as SARIF describes one; a rule without a page of its own that found something has its id alone. */
export function sarifRules({ subjects, level }: Report) {
  const documented = new Set(documentedRules.map(({ id }) => id));
  const found = new Set(subjects.flatMap(({ problems }) => problems.map(({ rule }) => rule)));
  const others = [...found].filter((id) => !documented.has(id)).sort();
  return [
    ...documentedRules.map((rule) => ({ id: rule.id, ...description(rule, level ?? 'contrib') })),
    ...others.map((id) => ({ id })),
  ];
}

function description(rule: RuleInfo, level: Level) {
  const { id, title, why, ignore, criterion } = rule;
  const address = pageAddress(id);
  return {
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: {
      text: `${why}\n\nWhen to ignore it: ${ignore}`,
      markdown: `${why}\n\n**When to ignore it:** ${ignore}\n\n[Examples and repairs](${address})`,
    },
    helpUri: address,
    defaultConfiguration: { level: usualLevel(rule, level) },
    properties: { tags: criterion === null ? ['file'] : [criterion] },
  };
}

function usualLevel({ id, criterion, deciding }: RuleInfo, level: Level): string {
  const usual = {
    rule: id,
    criterion,
    deciding,
    finding: 'violated',
    at: { start: 0, end: 0 },
    message: '',
    fixes: [],
  } as const;
  const severity = problemSeverity(usual, level);
  return severity === undefined ? 'none' : sarifLevels[severity];
}
