import { replacement, withoutInstruction } from '../dockerfile/edit.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { ignoreWithoutReason } from '../rules/file/ignoreWithoutReason.ts';
import { unusedIgnore } from '../rules/file/unusedIgnore.ts';
import { advice, type Fix } from '../rules/rule.ts';
import type { Span } from '../text/span.ts';
import type { OwnFinding } from './applyIgnores.ts';
import type { Ignore, IgnoredRule, Where } from './readIgnores.ts';

type IsUsed = (rule: IgnoredRule, ignore: Ignore) => boolean;

interface Judging {
  readonly dockerfile: Dockerfile;
  readonly isUsed: IsUsed;
  readonly ruleIds: ReadonlySet<string>;
  readonly notRun: ReadonlySet<string>;
}

/** Rules that our own comments ignore where they find nothing; other tools' comments are not ours to judge. */
export function unusedFindings(ignores: readonly Ignore[], judging: Judging): readonly OwnFinding[] {
  return ownOf(ignores).flatMap((ignore) => {
    const place = places[ignore.where.kind];
    if (place === undefined) return [];
    return ignore.rules
      .filter((rule) => isUnused(rule, ignore, judging))
      .map(({ id, at }) => {
        const message = `${id} finds nothing ${place}; take it out of the comment.`;
        const fixes = [withoutRule(ignore, at, judging.dockerfile)];
        return { rule: unusedIgnore, outcome: advice(at, message, { fixes }) };
      });
  });
}

/** A misplaced comment is told of as such. */
const places: Readonly<Record<Where['kind'], string | undefined>> = {
  file: 'in this file',
  stage: 'in this stage',
  instruction: 'in this instruction',
  'nothing-follows': 'here, where no instruction follows',
  misplaced: undefined,
};

/** These are found only after all else. */
const judgedLast: ReadonlySet<string> = new Set(['configuration', 'ignore-without-reason', 'syntax', 'unused-ignore']);

function isUnused(rule: IgnoredRule, ignore: Ignore, { isUsed, ruleIds, notRun }: Judging): boolean {
  const { id } = rule;
  return ruleIds.has(id) && !notRun.has(id) && !judgedLast.has(id) && !isUsed(rule, ignore);
}

/** Takes the word out with the comma beside it, or the whole comment where it names nothing else. */
function withoutRule({ rules, at: list, comment }: Ignore, at: Span, dockerfile: Dockerfile): Fix {
  const next = rules.find((other) => other.at.start > at.start);
  const before = rules.findLast((other) => other.at.start < at.start);
  if (next === undefined && before === undefined && comment !== undefined)
    return { title: 'Remove the comment', safe: false, edits: [withoutInstruction(dockerfile, { span: comment })] };
  const span =
    next === undefined ? { start: before?.at.end ?? at.start, end: list.end } : { start: at.start, end: next.at.start };
  return { title: 'Take it out of the comment', safe: false, edits: [replacement(span, '')] };
}

/** Our own comments that hide a finding and say not why. */
export function reasonlessFindings(ignores: readonly Ignore[], isUsed: IsUsed): readonly OwnFinding[] {
  return ownOf(ignores)
    .filter((ignore) => ignore.reason === undefined && ignore.rules.some((rule) => isUsed(rule, ignore)))
    .map(({ at }) => ({ rule: ignoreWithoutReason, outcome: advice(at, withoutReason) }));
}

const withoutReason =
  'No reason is given, so the finding is only hidden and its criterion stays as it is. Add ; reason= and why it may stay.';

function ownOf(ignores: readonly Ignore[]): readonly Ignore[] {
  return ignores.filter(({ from }) => from === 'st4sd');
}
