import type { Dockerfile } from '../dockerfile/model.ts';
import type { Pragma } from '../pragmas.ts';
import { evidence, type Finding, type Outcome, type RuleInfo } from '../rules/rule.ts';
import type { Span } from '../text/span.ts';
import { reasonlessFindings, unusedFindings } from './ignoreFindings.ts';
import { type Outline, outlineOf } from './outline.ts';
import { pragmaFindings } from './pragmaFindings.ts';
import { type Ignore, type IgnoredRule, readIgnores } from './readIgnores.ts';

/** What an ignore says of a finding: hidden, and with a reason waived, so that its criterion is judged without it. */
export interface IgnoreMark {
  readonly reason: string | undefined;
}

/** A finding as far as ignores look at it. */
export interface Found {
  readonly rule: { readonly id: string };
  readonly outcome: { readonly at: Span };
}

/** Whether the outcome is a finding, which can be ignored. */
export function isFinding(outcome: Outcome): outcome is Finding {
  return outcome.finding === 'violated' || outcome.finding === 'undecided';
}

/** What the criterion is judged by where the finding is waived. */
export function waived({ at }: Finding, reason: string): Outcome {
  return evidence(`waived (${reason})`, at);
}

/** A finding on the comments themselves. */
export interface OwnFinding {
  readonly rule: RuleInfo;
  readonly outcome: Finding;
}

export interface IgnoreOptions {
  readonly dockerfile: Dockerfile;
  readonly pragmas: readonly Pragma[];
  /** Nothing is ignored where false, and the comments are not judged for what they ignore. */
  readonly allowed: boolean;
  /** Every rule there is. */
  readonly ruleIds: ReadonlySet<string>;
  /** Rules that did not run, so that an ignore of theirs cannot be told to be of no use. */
  readonly notRun: ReadonlySet<string>;
}

/** Marks what the comments of the file ignore, and judges the comments. Takes time in proportion to both. */
export function applyIgnores<F extends Found>(
  findings: readonly F[],
  options: IgnoreOptions,
): { readonly marks: ReadonlyMap<Found, IgnoreMark>; readonly own: readonly OwnFinding[] } {
  const outline = outlineOf(options.dockerfile);
  const ignores = options.allowed ? readIgnores({ ...options, outline }) : [];
  const asked = newAsked(ignores, outline);
  const marks = new Map<Found, IgnoreMark>();
  const mark = (finding: Found) => {
    const found = asked.markOf(finding);
    if (found !== undefined) marks.set(finding, found);
  };
  findings.forEach(mark);
  const own = [
    ...pragmaFindings({ ...options, ignores }),
    ...unusedFindings(ignores, { ...options, isUsed: asked.isUsed }),
    ...reasonlessFindings(ignores, asked.isUsed),
  ].filter(({ rule }) => !options.notRun.has(rule.id));
  own.forEach(mark);
  return { marks, own };
}

/** The ignores by rule and place; remembers which were of use. */
function newAsked(ignores: readonly Ignore[], outline: Outline) {
  const reasons = new Map<string, string | undefined>();
  const used = new Set<string>();
  for (const { rules, where, reason } of ignores) {
    for (const { id } of rules) {
      const key = keyOf(id, where);
      reasons.set(key, reasons.get(key) ?? reason);
    }
  }
  return {
    markOf: ({ rule, outcome }: Found): IgnoreMark | undefined => {
      const keys = placesOf(outcome.at, outline).map((where) => keyOf(rule.id, where));
      const asking = keys.filter((key) => reasons.has(key));
      for (const key of asking) used.add(key);
      if (asking.length === 0) return undefined;
      return { reason: asking.map((key) => reasons.get(key)).find((reason) => reason !== undefined) };
    },
    isUsed: ({ id }: IgnoredRule, { where }: Ignore): boolean => used.has(keyOf(id, where)),
  };
}

/** Where an ignore of a finding at this place may count, from near to far; what follows the last instruction is its. */
function placesOf({ start }: Span, outline: Outline): readonly Ignore['where'][] {
  const instruction = outline.instructionAt(start);
  if (instruction === undefined) return [{ kind: 'file' }];
  return [
    { kind: 'instruction', instruction },
    { kind: 'stage', stage: outline.stageOf(instruction) },
    { kind: 'file' },
  ];
}

function keyOf(id: string, where: Ignore['where']): string {
  if (where.kind === 'instruction') return `${id} in instruction ${where.instruction}`;
  if (where.kind === 'stage') return `${id} in stage ${where.stage}`;
  // A rule id has no blank, so that nothing else has this key.
  return where.kind === 'file' ? `${id} in file` : `${id} nowhere`;
}
