import type { Check } from '../check.ts';
import { type Level, levels, requirementOf } from '../protocol/contributedImages.ts';
import type { Span } from '../text/span.ts';
import { levelVerdict, toGo } from '../verdicts.ts';

export interface Lens {
  /** `ST4SD contrib: 1 to go · gold: 3 to go`. */
  readonly title: string;
  /** The FROM of the target stage. */
  readonly at: Span;
}

/** How a Dockerfile stands at both levels; undefined where it has no target to show it on. */
export function levelLens(check: Check): Lens | undefined {
  const from = check.facts?.build?.target.from;
  if (from === undefined) return undefined;
  return { title: `ST4SD ${levels.map((level) => standing(check, level)).join(' · ')}`, at: from.span };
}

function standing({ criteria, problems }: Check, level: Level): string {
  const left = toGo(level, criteria);
  if (left > 0) return `${level}: ${left} to go`;
  const open = criteria.filter(
    ({ id, verdict }) => verdict === 'undecided' && requirementOf(id, level) === 'required',
  ).length;
  if (open > 0) return `${level}: ${open} cannot be told`;
  const verdict = levelVerdict(level, criteria, !problems.some(({ rule }) => rule === 'syntax'));
  return `${level}: ${verdict === 'met' ? 'met' : 'not met'}`;
}
