import type { Problem } from '../check.ts';
import { documentedRules } from '../rules/all.ts';
import type { RuleInfo } from '../rules/rule.ts';
import type { Block } from './card.ts';

const rules: ReadonlyMap<string, RuleInfo> = new Map(documentedRules.map((rule) => [rule.id, rule]));

/** The rule with this id, if it has a page. */
export function ruleNamed(id: string): RuleInfo | undefined {
  return rules.get(id);
}

/** The rules behind the findings at one place: the first in full, the others by their titles. */
export function ruleCards(problems: readonly Problem[]): readonly Block[] {
  const found = [...new Set(problems.map(({ rule }) => rule))].flatMap((id) => rules.get(id) ?? []);
  const [first, ...others] = found;
  if (first === undefined) return [];
  if (others.length === 0) return ruleCard(first);
  const pages = others.map(({ id, title }) => ({ label: title, rule: id }));
  return [...ruleCard(first), { kind: 'text', text: 'Found here too:' }, { kind: 'pages', pages }];
}

function ruleCard({ id, title, why, examples }: RuleInfo): readonly Block[] {
  const [bad] = examples.violated;
  const [good] = examples.satisfied;
  return [
    { kind: 'title', text: title },
    { kind: 'text', text: why },
    ...(bad === undefined ? [] : [{ kind: 'example' as const, label: 'Found:', text: bad }]),
    ...(good === undefined ? [] : [{ kind: 'example' as const, label: 'As it should be:', text: good }]),
    { kind: 'pages', pages: [{ label: 'More on it, and when to ignore it', rule: id }] },
  ];
}
