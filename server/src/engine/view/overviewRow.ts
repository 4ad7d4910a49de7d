import { requirementOf } from '../protocol/contributedImages.ts';
import type { SubjectReport } from '../report.ts';
import type { Position } from '../text/lines.ts';
import { leftWords, titleOf } from './words.ts';

/** How one Dockerfile among many stands at its level, and what is in the way first. */
export interface OverviewRow {
  readonly level: SubjectReport['level'];
  readonly levels: SubjectReport['levels'];
  /** `2 to go, 1 cannot be told`, empty where nothing is left. */
  readonly left: string;
  readonly first: { readonly message: string; readonly at: Position | undefined } | undefined;
}

export function overviewRow(subject: SubjectReport): OverviewRow {
  const { level, levels } = subject;
  return { level, levels, left: leftWords(subject, level), first: firstObstacle(subject) };
}

/** What is not met comes before what cannot be told; a criterion that no rule speaks of is named without a place. */
function firstObstacle({ level, criteria, problems }: SubjectReport): OverviewRow['first'] {
  const open = criteria.filter(
    ({ id, verdict }) => requirementOf(id, level) === 'required' && (verdict === 'not-met' || verdict === 'undecided'),
  );
  const found = (finding: 'violated' | 'undecided') =>
    problems.find(
      (problem) =>
        problem.finding === finding &&
        problem.deciding &&
        (problem.rule === 'syntax' || open.some(({ id }) => id === problem.criterion)),
    );
  const problem = found('violated') ?? found('undecided');
  if (problem !== undefined) return { message: problem.message, at: problem.range.start };
  const [unspoken] = open;
  if (unspoken === undefined) return undefined;
  return { message: `${titleOf(unspoken.id)}: ${unspoken.evidence.join('; ')}`, at: undefined };
}
