import type { Build, Stage, Step } from '../../dockerfile/build.ts';
import type { Script } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import { scriptOf } from '../scripts.ts';

/** A RUN of a stage that reaches the image. */
export interface ReachedRun {
  readonly step: Step;
  readonly stage: Stage;
  readonly script: Script;
  /** Its files ship; those of a mere builder are copied from. */
  readonly ships: boolean;
}

/** The stages that reach the image, in the order of the file. */
export const reachedStages = remembered(({ reachable }: Build): readonly Stage[] =>
  [...reachable].sort((a, b) => a.index - b.index),
);

/** Every RUN that can leave something in the image, in the order of the file. */
export const reachedRuns = remembered((build: Build): readonly ReachedRun[] => {
  const shipped = new Set(build.ships);
  return reachedStages(build).flatMap((stage) =>
    stage.steps.flatMap((step) => {
      const script = scriptOf(step, build.dockerfile.text);
      return script === undefined ? [] : [{ step, stage, script, ships: shipped.has(stage) }];
    }),
  );
});
