import type { Build } from '../../dockerfile/build.ts';
import { linesBefore } from '../../dockerfile/edit.ts';
import {
  type UndeclaredPlatformArgument,
  undeclaredPlatformArguments,
} from '../../facts/platforms/undeclaredPlatformArguments.ts';
import { type Fix, rule, violation } from '../rule.ts';

export const undeclaredPlatformArgument = rule({
  id: 'undeclared-platform-argument',
  criterion: 'multi-arch',
  deciding: true,
  title: 'A stage that uses TARGETARCH and the like declares them.',
  why: 'The builder knows the platform, but tells a stage only after ARG TARGETARCH. Without that line the variable is empty there, whatever the platform: files go to the wrong place, or the default of another platform is taken.',
  ignore: 'Never: the variable has no value.',
  examples: {
    violated: [
      'FROM debian:13\nRUN curl -fLO https://files.example/tool-$TARGETARCH.tar.gz\n',
      'ARG TARGETARCH\nFROM debian:13\nCOPY bin/${TARGETARCH}/tool /usr/local/bin/\n',
      'FROM debian:13\nARG TARGETARCH\nFROM debian:13\nENV TOOL_ARCH=${TARGETARCH}\n',
      'FROM debian:13\nRUN curl -fLO https://files.example/tool-${TARGETARCH:-amd64}.tar.gz\n',
    ],
    satisfied: [
      'FROM debian:13\nARG TARGETARCH\nRUN curl -fLO https://files.example/tool-$TARGETARCH.tar.gz\n',
      'FROM debian:13 AS base\nARG TARGETARCH\nFROM base\nCOPY bin/${TARGETARCH}/tool /usr/local/bin/\n',
      'FROM --platform=$BUILDPLATFORM debian:13\n',
      'FROM debian:13\nRUN TARGETARCH=$(dpkg --print-architecture) && curl -fLO https://files.example/tool-$TARGETARCH.tar.gz\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const use of undeclaredPlatformArguments(build)) {
      const { name, at } = use;
      const message = `${name} is empty here: the stage does not declare it. Write ARG ${name} before it is used.`;
      yield violation(at, message, { fixes: fixesOf(use, build) });
    }
  },
});

/** What an ONBUILD of another stage brought has no line of its own here. */
function fixesOf({ name, step }: UndeclaredPlatformArgument, { dockerfile }: Build): readonly Fix[] {
  if (step.trigger !== undefined) return [];
  const edits = [linesBefore(dockerfile, step.instruction, [`ARG ${name}`])];
  return [{ title: `Declare ARG ${name}`, safe: true, edits }];
}
