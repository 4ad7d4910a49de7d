import {
  type CriterionId,
  criterionIds,
  type Level,
  requirementOf,
  type Verdict,
} from './protocol/contributedImages.ts';
import type { Rule } from './rules/rule.ts';
import type { RuleOutcome } from './runRules.ts';
import { type Lines, lineNumber, linesOf } from './text/lines.ts';

/** What became of a criterion, and on what that rests. */
export interface CriterionVerdict {
  readonly id: CriterionId;
  readonly verdict: Verdict;
  readonly evidence: readonly string[];
}

interface Judging {
  readonly text: string;
  /** Whether there were facts to judge at all. */
  readonly readable: boolean;
  readonly rules: readonly Rule[];
  /** Rules that did not run. */
  readonly off: ReadonlySet<string>;
}

/** The verdict on every criterion. What no rule looked at is undecided, never met. */
export function judge(
  outcomes: readonly RuleOutcome[],
  { text, readable, rules, off }: Judging,
): readonly CriterionVerdict[] {
  const lines = linesOf(text);
  return criterionIds.map((id) => {
    if (!readable) return { id, verdict: 'undecided', evidence: ['the file could not be read'] };
    if (!rules.some((rule) => rule.criterion === id && rule.deciding)) {
      return { id, verdict: 'undecided', evidence: ['not judged by this version'] };
    }
    const mine = outcomes.filter(({ rule }) => rule.criterion === id);
    const judged: CriterionVerdict = { id, verdict: verdictOf(mine), evidence: evidenceOf(mine, lines) };
    const missing = rules.filter((rule) => rule.criterion === id && rule.deciding && off.has(rule.id));
    return missing.length === 0 ? judged : undecidedBy(judged, missing.map(switchedOff));
  });
}

function switchedOff({ id }: Rule): string {
  return `rule ${id} is switched off`;
}

/** What was not looked at leaves a criterion undecided at best. */
function undecidedBy({ id, verdict, evidence }: CriterionVerdict, missing: readonly string[]): CriterionVerdict {
  return { id, verdict: verdict === 'not-met' ? verdict : 'undecided', evidence: [...evidence, ...missing] };
}

function verdictOf(outcomes: readonly RuleOutcome[]): Verdict {
  if (outcomes.some(({ outcome }) => outcome.finding === 'violated' && outcome.deciding)) return 'not-met';
  if (outcomes.some(({ outcome }) => outcome.finding === 'undecided' && outcome.deciding)) return 'undecided';
  if (outcomes.some(({ outcome }) => outcome.finding === 'unjudged')) return 'undecided';
  if (outcomes.some(({ outcome }) => outcome.finding === 'not-applicable')) return 'not-applicable';
  return 'met';
}

function evidenceOf(outcomes: readonly RuleOutcome[], lines: Lines): readonly string[] {
  return outcomes.flatMap(({ outcome }) => {
    if (outcome.finding === 'not-applicable' || outcome.finding === 'unjudged') return [outcome.text];
    if (outcome.finding !== 'evidence') return [];
    return [outcome.at === undefined ? outcome.text : `${outcome.text}, line ${lineNumber(lines, outcome.at.start)}`];
  });
}

/** What the level says of the criteria together; a file that cannot be built meets none. */
export function levelVerdict(
  level: Level,
  criteria: readonly CriterionVerdict[],
  buildable: boolean,
): 'met' | 'not-met' | 'undecided' {
  const required = criteria.filter(({ id }) => requirementOf(id, level) === 'required');
  if (!buildable || required.some(({ verdict }) => verdict === 'not-met')) return 'not-met';
  return required.some(({ verdict }) => verdict === 'undecided') ? 'undecided' : 'met';
}

/** How many required criteria of the level are not met: what is "to go". */
export function toGo(level: Level, criteria: readonly CriterionVerdict[]): number {
  return criteria.filter(({ id, verdict }) => requirementOf(id, level) === 'required' && verdict === 'not-met').length;
}
