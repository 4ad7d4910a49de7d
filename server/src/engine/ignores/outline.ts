import type { Dockerfile } from '../dockerfile/model.ts';

/** Where the instructions and stages of a file are, to be asked often. */
export interface Outline {
  /** Position of the instruction that holds the place, else of the next one; undefined after the last. */
  readonly instructionAt: (offset: number) => number | undefined;
  /** Number of the stage that the instruction belongs to; what stands before the first FROM goes with the first stage. */
  readonly stageOf: (instruction: number) => number;
  /** Whether the instruction opens a stage: its FROM, or an argument before the first FROM. */
  readonly opensStage: (instruction: number) => boolean;
}

export function outlineOf({ instructions }: Dockerfile): Outline {
  const stages: number[] = [];
  let stage = -1;
  for (const { kind } of instructions) {
    if (kind === 'from') stage++;
    stages.push(stage);
  }
  return {
    instructionAt: (offset) => {
      let low = 0;
      let high = instructions.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((instructions[middle]?.span.end ?? 0) >= offset) high = middle;
        else low = middle + 1;
      }
      return low < instructions.length ? low : undefined;
    },
    stageOf: (instruction) => Math.max(stages[instruction] ?? 0, 0),
    opensStage: (instruction) => stages[instruction] === -1 || instructions[instruction]?.kind === 'from',
  };
}
