import type { ImageView } from './facts/image/fromImageParts.ts';
import type { ImageFacts } from './facts/imageFacts.ts';
import type { Outcome } from './rules/rule.ts';
import type { RuleOutcome } from './runRules.ts';

/** What the rules say of each platform: once where it is the same for all, else with the platforms it is said of. */
export function eachView(
  views: readonly ImageView[],
  outcomesOf: (facts: ImageFacts) => readonly RuleOutcome[],
): readonly RuleOutcome[] {
  const said = new Map<string, { readonly one: RuleOutcome; readonly views: Set<ImageView> }>();
  for (const view of views) {
    for (const one of outcomesOf(view.facts)) {
      const key = `${one.rule.id} ${one.outcome.finding} ${wordsOf(one.outcome)}`;
      const known = said.get(key) ?? { one, views: new Set() };
      known.views.add(view);
      said.set(key, known);
    }
  }
  return [...said.values()].map(({ one, views: some }) =>
    some.size === views.length ? one : { ...one, outcome: saidOf(one.outcome, platformsOf(some)) },
  );
}

function platformsOf(views: ReadonlySet<ImageView>): string {
  return [...views].map(({ platform }) => platform).join(', ');
}

function wordsOf(outcome: Outcome): string {
  return 'message' in outcome ? `${outcome.deciding} ${outcome.message}` : outcome.text;
}

function saidOf(outcome: Outcome, platforms: string): Outcome {
  return 'message' in outcome
    ? { ...outcome, message: `${platforms}: ${outcome.message}` }
    : { ...outcome, text: `${platforms}: ${outcome.text}` };
}
