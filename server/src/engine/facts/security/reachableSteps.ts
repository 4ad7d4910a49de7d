import type { Build, Step } from '../../dockerfile/build.ts';
import type { Script } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import { scriptOf } from '../scripts.ts';
import type { ShippedRun } from '../shippedRuns.ts';

/** An instruction that what ships depends on. */
export interface ReachableStep {
  readonly step: Step;
  /** Its outcome ships itself, and is not only copied from. */
  readonly ships: boolean;
  /** What a RUN does; undefined for other instructions. */
  readonly script: Script | undefined;
}

/** Every instruction of the reachable stages, in the order of the file. */
export const reachableSteps = remembered((build: Build): readonly ReachableStep[] => {
  const { stages, reachable, dockerfile } = build;
  const shipped = new Set(build.ships);
  return stages
    .filter((stage) => reachable.has(stage))
    .flatMap((stage) =>
      stage.steps.map((step) => ({ step, ships: shipped.has(stage), script: scriptOf(step, dockerfile.text) })),
    );
});

/** Every RUN of the reachable stages, in the order of the file. */
export const reachableRuns = remembered((build: Build): readonly ShippedRun[] =>
  reachableSteps(build).flatMap(({ step, script }) => (script === undefined ? [] : [{ step, script }])),
);
