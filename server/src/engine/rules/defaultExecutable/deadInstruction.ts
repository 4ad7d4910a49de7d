import type { Stage, Step } from '../../dockerfile/build.ts';
import { withoutInstruction } from '../../dockerfile/edit.ts';
import { advice, rule } from '../rule.ts';

export const deadInstruction = rule({
  id: 'dead-instruction',
  criterion: 'default-executable',
  deciding: false,
  title: 'A stage sets CMD, ENTRYPOINT and HEALTHCHECK once.',
  why: 'Only the last of each counts. An earlier one misleads whoever reads the file.',
  ignore: 'Never: the earlier one does nothing.',
  examples: {
    violated: [
      'FROM debian:12\nCMD ["a"]\nRUN make\nCMD ["b"]\n',
      'FROM debian:12\nENTRYPOINT ["a"]\nENTRYPOINT ["b"]\n',
    ],
    satisfied: [
      'FROM debian:12 AS base\nCMD ["a"]\nFROM base\nCMD ["b"]\n',
      'FROM debian:12\nCMD ["a"]\nENTRYPOINT ["b"]\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const { instruction, later } of build.ships.flatMap(deadSteps)) {
      const { keyword } = instruction;
      const edit = withoutInstruction(build.dockerfile, instruction);
      yield advice(
        instruction.span,
        `This ${keyword} does nothing: a later ${keyword} of the stage, ${keyword} ${later}, replaces it. Remove it.`,
        {
          fixes: [{ title: `Remove this ${keyword}`, safe: true, edits: [edit] }],
        },
      );
    }
  },
});

const single = new Set(['cmd', 'entrypoint', 'healthcheck']);

/** Instructions written in the stage that a later one of their kind replaces; those an ONBUILD brings are not there to remove. */
function deadSteps({ steps }: Stage): readonly { readonly instruction: Step['instruction']; readonly later: string }[] {
  const last = new Map<string, Step>();
  for (const step of steps) if (single.has(step.instruction.kind)) last.set(step.instruction.kind, step);
  return steps.flatMap(({ instruction, trigger }) => {
    const later = last.get(instruction.kind)?.instruction;
    return later === undefined || later === instruction || trigger !== undefined
      ? []
      : [{ instruction, later: later.args.text }];
  });
}
