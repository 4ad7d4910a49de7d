import type { Step } from '../../dockerfile/build.ts';
import { linesAfter } from '../../dockerfile/edit.ts';
import { commandText, isPlainShell } from '../../facts/commandLine.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { baseOf, instructionOf } from '../../facts/origin.ts';
import { shippedSteps } from '../../facts/shippedRuns.ts';
import { advice, type Fix, rule } from '../rule.ts';

export const clearedCommand = rule({
  id: 'cleared-command',
  criterion: 'default-executable',
  deciding: false,
  title: 'An ENTRYPOINT does not silently clear a CMD that the base brings.',
  why: 'ENTRYPOINT clears a CMD inherited from the base image or base stage, unless the stage sets a CMD itself. The image then starts without the arguments it used to have.',
  ignore: 'Where the entry point is meant to start without arguments.',
  examples: {
    violated: [
      'FROM python:3.12\nENTRYPOINT ["/opt/run.sh"]\n',
      'FROM debian:12 AS base\nCMD ["namd3", "--version"]\nFROM base\nENTRYPOINT ["/run.sh"]\n',
    ],
    satisfied: [
      'FROM python:3.12\nENTRYPOINT ["/opt/run.sh"]\nCMD ["python3"]\n',
      'FROM python:3.12\nCMD ["python3"]\nENTRYPOINT ["/opt/run.sh"]\n',
      'FROM debian:12\nENTRYPOINT ["/opt/run.sh"]\n',
    ],
  },
  *check(facts) {
    const step = clearingStep(facts);
    if (step === undefined || step.before.command.state !== 'known' || facts.build === undefined) return;
    const { command } = step.before;
    const brought = `CMD ${commandText(command.value)}`;
    const from = baseOf(command)?.reference ?? 'the base stage';
    const line = command.value.form === 'shell' ? brought : `CMD ${commandText(command.value)}`;
    const edit = linesAfter(facts.build.dockerfile, step.instruction, [line]);
    const fixes: Fix[] =
      edit === undefined ? [] : [{ title: `Repeat ${line} after ENTRYPOINT`, safe: false, edits: [edit] }];
    const start =
      step.after.entrypoint.state === 'known'
        ? `the image then starts ${commandText(step.after.entrypoint.value)} without arguments`
        : 'nothing is left to start';
    yield advice(
      step.instruction.span,
      `ENTRYPOINT here clears the ${brought} that ${from} brings; ${start}. Repeat the CMD if it is wanted.`,
      { fixes },
    );
  },
});

/** The ENTRYPOINT of the shipped stages that took away a command which is more than a shell and was not set again. */
function clearingStep({ build, command }: ImageFacts): Step | undefined {
  if (build === undefined || command.state !== 'absent' || instructionOf(command)?.kind === 'cmd') return undefined;
  const steps = shippedSteps(build);
  return steps.findLast(({ instruction, before, after }) => {
    if (instruction.kind !== 'entrypoint' || before.command.state !== 'known' || after.command.state === 'known')
      return false;
    return !isPlainShell(before.command.value);
  });
}
