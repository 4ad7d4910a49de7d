import type { Build, Step } from '../../dockerfile/build.ts';
import { linesAfter, withoutInstruction } from '../../dockerfile/edit.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import { instructionOf } from '../../facts/origin.ts';
import { scriptOf } from '../../facts/scripts.ts';
import { accountOf, isRoot, type User, uidOf } from '../../facts/user.ts';
import { changesOwner } from '../../shell/modes.ts';
import { installs } from '../../shell/packages.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { advice, type Fix, rule } from '../rule.ts';

export const rootNeededAfterUser = rule({
  id: 'root-needed-after-user',
  criterion: 'non-root',
  deciding: false,
  title: 'What needs root stands before USER.',
  why: 'RUN works as the user in force. Package managers and chown fail for anyone but root, so the build stops, or somebody goes back to root and forgets to leave it.',
  ignore: 'Where the user in force is allowed to do it by other means.',
  examples: {
    violated: [
      'FROM debian:12\nUSER 1000\nRUN apt-get update && apt-get install -y make\n',
      'FROM debian:12\nUSER 1000\nRUN chown -R app /data\n',
    ],
    satisfied: [
      'FROM debian:12\nRUN useradd -m me\nUSER me\nRUN tar xzf a.tgz && chown -R me:me a\n',
      'FROM debian:12\nRUN apt-get update && apt-get install -y make\nUSER 1000\n',
      'FROM debian:12\nUSER 1000\nUSER root\nRUN apt-get update\nUSER 1000\n',
      'FROM debian:12\nUSER 1000\nRUN sudo apt-get update\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const stage of build.ships) {
      const found = stage.steps.flatMap((step) => needsRoot(step, build));
      const [first] = found;
      if (first === undefined) continue;
      const { command, step } = first;
      const user = step.before.user.state === 'known' ? step.before.user.value.text : '';
      const message = `${command.program ?? 'This'} needs root, but USER ${user} is in force here. Move USER down behind it.`;
      yield advice(command.span, message, { fixes: moveUser(found.at(-1)?.step ?? step, build) });
    }
  },
});

interface Needing {
  readonly command: ShellCommand;
  readonly step: Step;
}

function needsRoot(step: Step, { dockerfile }: Build): readonly Needing[] {
  const { user } = step.before;
  if (user.state !== 'known' || isRoot(user.value) || instructionOf(user) === undefined) return [];
  const commands = scriptOf(step, dockerfile.text)?.commands ?? [];
  return commands.filter((command) => isForRoot(command, user.value)).map((command) => ({ command, step }));
}

const systemManagers = new Set(['apt', 'apk', 'dnf', 'yum', 'microdnf', 'tdnf', 'zypper', 'pacman']);

/** What another wrapper (sudo) or a root folder of one's own makes possible is none of these; nor is giving one's own to oneself. */
function isForRoot(command: ShellCommand, user: User): boolean {
  if (command.asUser !== undefined || command.wrappers.some((wrapper) => wrapper === 'sudo' || wrapper === 'doas'))
    return false;
  const install = installs(command);
  if (install !== undefined)
    return systemManagers.has(install.manager) && install.root === undefined && install.action !== 'clean';
  const owner = changesOwner(command)?.owner;
  return owner !== undefined && owner !== accountOf(user) && owner !== String(uidOf(user));
}

/** The USER line put behind the last instruction that needs root, where both stand in one stage. */
function moveUser(last: Step, { dockerfile }: Build): readonly Fix[] {
  const user: Instruction | undefined = instructionOf(last.before.user);
  const inStage = last.stage.steps.some(({ instruction, trigger }) => instruction === user && trigger === undefined);
  if (user === undefined || !inStage || last.trigger !== undefined) return [];
  const line = dockerfile.text.slice(user.span.start, user.span.end);
  const edit = linesAfter(dockerfile, last.instruction, [line]);
  if (edit === undefined) return [];
  return [
    {
      title: `Move ${line} behind the last command that needs root`,
      safe: false,
      edits: [withoutInstruction(dockerfile, user), edit],
    },
  ];
}
