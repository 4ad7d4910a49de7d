import type { Build, Step } from '../dockerfile/build.ts';
import type { Script } from '../shell/script.ts';
import { remembered } from '../text/remembered.ts';
import { scriptOf } from './scripts.ts';

/** A RUN of a shipped stage, with what it does. */
export interface ShippedRun {
  readonly step: Step;
  readonly script: Script;
}

/** Every instruction whose outcome ships, in the order they are carried out. */
export const shippedSteps = remembered(({ ships }: Build): readonly Step[] => ships.flatMap(({ steps }) => steps));

/** Every RUN whose files ship, in the order they run. */
export const shippedRuns = remembered((build: Build): readonly ShippedRun[] =>
  shippedSteps(build).flatMap((step) => {
    const script = scriptOf(step, build.dockerfile.text);
    return script === undefined ? [] : [{ step, script }];
  }),
);
