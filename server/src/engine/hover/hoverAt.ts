import type { Check, Problem } from '../check.ts';
import type { Instruction } from '../dockerfile/model.ts';
import type { Severity } from '../protocol/contributedImages.ts';
import { problemSeverity } from '../report.ts';
import { type Lines, linesOf } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { baseCard } from './baseCard.ts';
import type { Block } from './card.ts';
import { inForceCard } from './inForceCard.ts';
import { ruleCards } from './ruleCard.ts';

export interface Hover {
  readonly blocks: readonly Block[];
  readonly at: Span;
}

interface Looking {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Whether quiet hints are shown. */
  readonly hints: boolean;
}

/** What there is to say about a place: what it means for the image, and the rules behind what was found there. */
export function hoverAt(check: Check, offset: number, { date, hints }: Looking): Hover | undefined {
  const found = shownAt(check, offset, hints);
  const instruction = check.dockerfile?.instructions.find((one) => holds(one.span, offset));
  const meaning = instruction === undefined ? [] : meaningOf(instruction, { check, lines: linesOf(check.text), date });
  const blocks = [...meaning, ...ruleCards(found)];
  const at = meaning.length > 0 ? instruction?.span : found[0]?.at;
  return at === undefined || blocks.length === 0 ? undefined : { blocks, at };
}

interface Meaning {
  readonly check: Check;
  readonly lines: Lines;
  readonly date: string;
}

function meaningOf(instruction: Instruction, { check, lines, date }: Meaning): readonly Block[] {
  if (instruction.kind !== 'from') return inForceCard(instruction, { check, lines });
  const stage = check.facts?.build?.stages.find(({ from }) => from === instruction);
  return stage === undefined ? [] : baseCard(stage, { lines, date });
}

const order: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** What an editor underlines at the place, the most serious first. */
function shownAt({ problems, level }: Check, offset: number, hints: boolean): readonly Problem[] {
  const rank = (problem: Problem) => order.indexOf(problemSeverity(problem, level) ?? 'hint');
  return problems
    .filter((problem) => {
      const severity = problemSeverity(problem, level);
      return severity !== undefined && (hints || severity !== 'hint') && holds(problem.at, offset);
    })
    .sort((a, b) => rank(a) - rank(b));
}

/** A hover right behind the last character is still on it. */
function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
