import type { Check, CheckOptions, Problem } from './check.ts';
import type { SettingsInForce } from './configuration/settingsFor.ts';
import type { SyntaxProblem } from './dockerfile/model.ts';
import { eachView } from './eachView.ts';
import type { ImageView } from './facts/image/fromImageParts.ts';
import type { ImageFacts } from './facts/imageFacts.ts';
import { applyIgnores, type Found, type IgnoreMark, isFinding, waived } from './ignores/applyIgnores.ts';
import type { Pragmas } from './pragmas.ts';
import { allRules, documentedRules } from './rules/all.ts';
import {
  type Finding,
  nothingConfigured,
  type Outcome,
  type Rule,
  type RuleContext,
  type RuleInfo,
} from './rules/rule.ts';
import { judge } from './verdicts.ts';

/** What a rule said of a subject. */
export interface RuleOutcome {
  readonly rule: Rule;
  readonly outcome: Outcome;
}

export interface Judged extends Pick<Check, 'text' | 'dockerfile' | 'facts'> {
  readonly pragmas: Pragmas | undefined;
  readonly syntax: readonly SyntaxProblem[];
  /** An image for several platforms, one by one. */
  readonly views?: readonly ImageView[];
}

type Running = Pick<CheckOptions, 'date' | 'rules' | 'ignores'> & { readonly settings: SettingsInForce };

/** Runs every rule that is not switched off, minds what the file ignores, and judges the criteria. */
export function runRules(subject: Judged, running: Running): Pick<Check, 'criteria' | 'problems'> {
  const { text, facts, syntax, views = [] } = subject;
  const off = switchedOff(running);
  const context = contextOf(running);
  const judgeFacts = (one: ImageFacts) => outcomesOf(one, context, off);
  const outcomes = views.length > 1 ? eachView(views, judgeFacts) : facts === undefined ? [] : judgeFacts(facts);
  const found = outcomes.filter(isFound);
  const { marks, own } = ignoring(subject, found, { ...running, off });
  const read = outcomes.map((one) => (isFound(one) ? withoutWaived(one, marks.get(one)) : one));
  const decided = new Set(read.filter(decides).map(({ rule }) => rule.criterion));
  const isMoot = (one: FoundBy<RuleInfo>) => one.outcome.doubt === true && decided.has(one.rule.criterion);
  const judged = read.filter((one) => !isFound(one) || !isMoot(one));
  const problems = [...found, ...own].filter((one) => !isMoot(one)).map((one) => problemOf(one, marks.get(one)));
  return {
    criteria: judge(judged, { text, readable: facts !== undefined, rules: allRules, off }),
    problems: [...syntax.map(syntaxProblem), ...problems].sort(
      (a, b) => a.at.start - b.at.start || a.at.end - b.at.end,
    ),
  };
}

/** What the call says counts before the configuration. */
function switchedOff({ rules, settings: { off } }: Running): ReadonlySet<string> {
  if (rules === undefined) return off;
  const byCall = [...rules].filter(([, state]) => state === 'off').map(([id]) => id);
  return new Set([...[...off].filter((id) => rules.get(id) !== 'on'), ...byCall]);
}

function contextOf({ date, settings }: Running): RuleContext {
  const { maintainers, accelerators, trustedRegistries, labels, optimised, sizeBudget } = settings;
  return {
    date: date ?? nothingConfigured.date,
    maintainers,
    accelerators,
    trustedRegistries,
    labels,
    optimised: optimised ?? [],
    sizeBudget,
  };
}

function outcomesOf(facts: ImageFacts, context: RuleContext, off: ReadonlySet<string>): readonly RuleOutcome[] {
  const outcomes: RuleOutcome[] = [];
  for (const rule of allRules) {
    if (off.has(rule.id)) continue;
    for (const outcome of rule.check(facts, context)) outcomes.push({ rule, outcome });
  }
  return outcomes;
}

interface FoundBy<R extends RuleInfo> {
  readonly rule: R;
  readonly outcome: Finding;
}

function isFound(one: RuleOutcome): one is FoundBy<Rule> {
  return isFinding(one.outcome);
}

function decides({ outcome }: RuleOutcome): boolean {
  return outcome.finding === 'violated' && outcome.deciding;
}

const ruleIds: ReadonlySet<string> = new Set(documentedRules.map(({ id }) => id));

function ignoring(
  { dockerfile, pragmas }: Judged,
  found: readonly FoundBy<Rule>[],
  { settings, ignores, off }: Running & { readonly off: ReadonlySet<string> },
): ReturnType<typeof applyIgnores> {
  if (dockerfile === undefined || pragmas === undefined) return { marks: new Map<Found, IgnoreMark>(), own: [] };
  const allowed = settings.allowIgnores && ignores !== false;
  return applyIgnores(found, { dockerfile, pragmas: pragmas.all, allowed, ruleIds, notRun: off });
}

function withoutWaived({ rule, outcome }: FoundBy<Rule>, mark: IgnoreMark | undefined): RuleOutcome {
  return mark?.reason === undefined ? { rule, outcome } : { rule, outcome: waived(outcome, mark.reason) };
}

function problemOf({ rule: { id, criterion }, outcome }: FoundBy<RuleInfo>, ignore: IgnoreMark | undefined): Problem {
  return { rule: id, criterion, ...outcome, ...(ignore === undefined ? {} : { ignore }) };
}

function syntaxProblem({ message, span }: SyntaxProblem): Problem {
  return { rule: 'syntax', criterion: null, finding: 'violated', deciding: true, at: span, message, fixes: [] };
}
