import type { Build, Stage, Step } from '../dockerfile/build.ts';
import type { Script } from '../shell/script.ts';
import { remembered } from '../text/remembered.ts';
import { scriptOf } from './scripts.ts';

/** A stage that the image needs. */
export interface ReachableStage {
  readonly stage: Stage;
  /** What it holds is in the image; of another stage only what is copied from it. */
  readonly ships: boolean;
}

/** An instruction of such a stage. */
export interface ReachableStep extends ReachableStage {
  readonly step: Step;
  /** What a RUN does; undefined for other instructions. */
  readonly script: Script | undefined;
}

export interface ReachableRun extends ReachableStep {
  readonly script: Script;
}

/** The stages that the image needs, in the order of the file. */
export const reachableStages = remembered(({ reachable, ships }: Build): readonly ReachableStage[] => {
  const shipped = new Set(ships);
  return [...reachable].sort((a, b) => a.index - b.index).map((stage) => ({ stage, ships: shipped.has(stage) }));
});

/** Every instruction of these stages, in the order of the file. */
export const reachableSteps = remembered((build: Build): readonly ReachableStep[] =>
  reachableStages(build).flatMap(({ stage, ships }) =>
    stage.steps.map((step) => ({ stage, step, ships, script: scriptOf(step, build.dockerfile.text) })),
  ),
);

/** Every RUN of these stages, in the order of the file. */
export const reachableRuns = remembered((build: Build): readonly ReachableRun[] =>
  reachableSteps(build).flatMap((one) => (one.script === undefined ? [] : [{ ...one, script: one.script }])),
);
