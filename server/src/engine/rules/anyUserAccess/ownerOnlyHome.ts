import { afterCommand, asIts } from '../../facts/access/afterCommand.ts';
import { closedHomes } from '../../facts/access/closedHomes.ts';
import { advice, rule } from '../rule.ts';

export const ownerOnlyHome = rule({
  id: 'owner-only-home',
  criterion: 'any-user-access',
  deciding: false,
  title: 'Other users may enter a home that the image works in.',
  why: 'Current distributions make the home of a new account for its owner alone: useradd of Debian since 13, of Ubuntu since 21.04. What is installed or started there is out of reach for the user that a workflow runs the image as.',
  ignore: 'Where the distribution is known to make homes that all can enter.',
  examples: {
    violated: [
      'FROM debian:13\nRUN useradd -m app\nUSER app\nWORKDIR /home/app\n',
      'FROM fedora:42\nRUN useradd app\nCOPY namd3 /home/app/bin/namd3\n',
    ],
    satisfied: [
      'FROM debian:13\nRUN useradd -m app && chmod 755 /home/app\nUSER app\nWORKDIR /home/app\n',
      'FROM debian:13\nRUN useradd -m app && chgrp -R 0 /home/app && chmod -R g=u /home/app\nUSER app\nWORKDIR /home/app\n',
      'FROM debian:13\nRUN useradd -m app\nUSER app\nWORKDIR /work\n',
      'FROM debian:12\nRUN useradd -m app\nUSER app\nWORKDIR /home/app\n',
      'FROM alpine:3.20\nRUN adduser -D app\nUSER app\nWORKDIR /home/app\n',
    ],
  },
  *check(facts) {
    for (const { path, cause, needed } of closedHomes(facts)) {
      const { command, step, at } = cause;
      const commands = asIts(command, [`chgrp -R 0 ${path}`, `chmod -R g=u ${path}`]);
      const edit = step.trigger === undefined ? afterCommand(command, commands) : undefined;
      const fixes = edit === undefined ? [] : [{ title: `Open ${path} to group 0`, safe: false, edits: [edit] }];
      const message = `${command.program ?? 'This'} makes ${path} for its owner alone; ${needed}. Add ${commands.join(' && ')}.`;
      yield advice(at, message, { fixes });
    }
  },
});
