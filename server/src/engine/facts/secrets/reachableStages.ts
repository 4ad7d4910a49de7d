import type { Build, Stage } from '../../dockerfile/build.ts';
import { remembered } from '../../text/remembered.ts';

/** A stage that the image needs. */
export interface ReachableStage {
  readonly stage: Stage;
  /** What it holds is in the image; of another only what is copied from it. */
  readonly ships: boolean;
}

/** The stages that the image needs, in the order of the file. */
export const reachableStages = remembered(({ reachable, ships }: Build): readonly ReachableStage[] => {
  const shipped = new Set(ships);
  return [...reachable].sort((a, b) => a.index - b.index).map((stage) => ({ stage, ships: shipped.has(stage) }));
});
