import type { Stage } from './build.ts';
import { type StageNames, sourcesOf } from './reach.ts';

/** The stages that read files of themselves, by whatever detour, and those that read of such; built or not. */
export function stagesInCircles(stages: readonly Stage[], names: StageNames): ReadonlySet<Stage> {
  const needs = new Map(stages.map((stage) => [stage, needsOf(stage, stages, names)] as const));
  // Without a look ahead there is no way round.
  if (![...needs].some(([stage, needed]) => [...needed].some(({ index }) => index >= stage.index))) return new Set();
  const users = new Map<Stage, Stage[]>(stages.map((stage) => [stage, []]));
  for (const [stage, needed] of needs) for (const source of needed) users.get(source)?.push(stage);
  const settled = stages.filter((stage) => needs.get(stage)?.size === 0);
  for (const stage of settled) {
    for (const user of users.get(stage) ?? []) {
      const left = needs.get(user);
      left?.delete(stage);
      if (left?.size === 0) settled.push(user);
    }
    needs.delete(stage);
  }
  return new Set(needs.keys());
}

function needsOf(stage: Stage, stages: readonly Stage[], names: StageNames): Set<Stage> {
  const sources = stage.steps.flatMap((step) => sourcesOf(step, stages, names).map(({ source }) => source));
  return new Set(sources.flatMap((source) => ('stage' in source ? [source.stage] : [])));
}
