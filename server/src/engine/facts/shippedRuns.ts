import type { Build, Step } from '../dockerfile/build.ts';
import type { Script } from '../shell/script.ts';
import { scriptOf } from './scripts.ts';

/** A RUN of a shipped stage, with what it does. */
export interface ShippedRun {
  readonly step: Step;
  readonly script: Script;
}

/** Every RUN whose files ship, in the order they run. */
export function shippedRuns({ ships, dockerfile }: Build): readonly ShippedRun[] {
  return ships.flatMap(({ steps }) =>
    steps.flatMap((step) => {
      const script = scriptOf(step, dockerfile.text);
      return script === undefined ? [] : [{ step, script }];
    }),
  );
}
