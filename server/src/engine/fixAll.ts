import type { Check, Problem } from './check.ts';
import { requirementOf } from './protocol/contributedImages.ts';
import type { Fix } from './rules/rule.ts';
import { applyEdits, overlaps, type TextEdit } from './text/span.ts';

/** A text with all safe fixes made. */
export interface Fixed {
  readonly text: string;
  /** The edits of the given text that lead there. */
  readonly edits: readonly TextEdit[];
  /** How many findings were mended. */
  readonly count: number;
}

/** A fix may uncover the next; more rounds than this would mean that two fixes undo each other. */
const mostRounds = 8;

/**
 * Makes the safe fixes of findings that the level in force requires or recommends, and of those of no criterion.
 * A second run on the result changes nothing.
 */
export function fixAll(check: (text: string) => Check, text: string): Fixed {
  let current = text;
  let count = 0;
  let edits: readonly TextEdit[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const fixes = safeFixes(check(current));
    if (fixes.length === 0) break;
    const made = fixes.flatMap((fix) => fix.edits);
    current = applyEdits(current, made);
    count += fixes.length;
    edits = round === 0 ? made : [];
  }
  return { text: current, edits: edits.length > 0 || current === text ? edits : [wholeChange(text, current)], count };
}

/** One safe fix a finding, in the order of the file, without those that would touch the same place. */
function safeFixes(check: Check): readonly Fix[] {
  const chosen: Fix[] = [];
  for (const problem of check.problems) {
    if (!isWanted(problem, check)) continue;
    const fix = problem.fixes.find(({ safe }) => safe);
    if (fix === undefined || chosen.some((other) => collide(fix, other))) continue;
    chosen.push(fix);
  }
  return chosen;
}

function isWanted({ criterion, ignore }: Problem, { level }: Check): boolean {
  if (ignore !== undefined) return false;
  return criterion === null || requirementOf(criterion, level) !== 'optional';
}

function collide(a: Fix, b: Fix): boolean {
  return a.edits.some((edit) => b.edits.some((other) => overlaps(edit.span, other.span)));
}

/** The stretch between the common beginning and end of two texts. */
function wholeChange(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { span: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) };
}
