import { declaredByImage } from '../../../server/src/engine/declarations/declaredFor.ts';
import { factsFromImageJson } from '../../../server/src/engine/facts/fromImage.ts';
import type { Finding, Outcome, Rule, RuleContext } from '../../../server/src/engine/rules/rule.ts';
import { declaredFacts, type Given } from '../declarations/reading.ts';

export interface Asking extends Given {
  /** The three that are known, where nothing is given. */
  readonly maintainers?: readonly string[];
  readonly accelerators?: readonly string[];
}

const context: RuleContext = {
  date: '2026-11-24',
  maintainers: ['hlcs', 'mdlab', 'st4sd'],
  accelerators: [],
  trustedRegistries: undefined,
  labels: [],
  optimised: [],
  sizeBudget: undefined,
};

/** Everything a rule says of a Dockerfile, or of an image's JSON, that is declared so. */
export function outcomes(rule: Rule, text: string, asking: Asking = {}): readonly Outcome[] {
  const { accelerators = [], maintainers = context.maintainers } = asking;
  return [...rule.check(factsOf(text, asking), { ...context, maintainers, accelerators })];
}

function factsOf(text: string, asking: Asking) {
  if (!/^\s*[{[]/.test(text)) return declaredFacts(text, asking);
  const facts = factsFromImageJson(text);
  if ('problem' in facts) throw new Error(facts.problem);
  return { ...facts, declared: declaredByImage(facts, asking.option) };
}

export function findings(rule: Rule, text: string, asking?: Asking): readonly Finding[] {
  return outcomes(rule, text, asking).filter(
    (outcome): outcome is Finding => outcome.finding === 'violated' || outcome.finding === 'undecided',
  );
}

/** What a rule says of an image that is declared so. */
export function messages(rule: Rule, reference: string, asking: Asking = {}): readonly string[] {
  return findings(rule, 'FROM debian:13\n', { option: reference, ...asking }).map(({ message }) => message);
}

/** The other outcomes: evidence, and what could not be judged. */
export function remarks(rule: Rule, text: string, asking?: Asking): readonly string[] {
  return outcomes(rule, text, asking).flatMap((outcome) => {
    if (outcome.finding === 'evidence') return [outcome.text];
    return outcome.finding === 'unjudged' ? [`unjudged: ${outcome.text}`] : [];
  });
}
