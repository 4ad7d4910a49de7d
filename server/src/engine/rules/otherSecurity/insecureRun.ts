import type { Flag } from '../../dockerfile/model.ts';
import { reachableSteps } from '../../facts/reachable.ts';
import { withoutStretch } from '../../facts/security/withoutWords.ts';
import { advice, rule, violation } from '../rule.ts';

export const insecureRun = rule({
  id: 'insecure-run',
  criterion: 'other-security',
  deciding: true,
  title: 'No RUN asks for the privileges of the host.',
  why: 'RUN --security=insecure lifts the fence between the build and the machine it runs on, as a privileged container does. Builders refuse it unless they are told to allow it, so that others cannot build the image.',
  ignore: 'Where the build cannot do without, such as one that mounts file systems.',
  examples: {
    violated: [
      'FROM debian:13\nRUN --security=insecure make -C /src install\n',
      'FROM debian:13\nRUN --network=host make -C /src install\n',
    ],
    satisfied: [
      'FROM debian:13\nRUN --security=sandbox --network=none make -C /src install\n',
      'FROM debian:13 AS old\nRUN --security=insecure make\nFROM debian:13\nCMD ["a"]\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const { step, ships } of reachableSteps(build)) {
      const { instruction, trigger } = step;
      if (instruction.kind !== 'run') continue;
      for (const flag of instruction.flags) {
        const told = messageOf(flag);
        if (told === undefined) continue;
        const edit = trigger === undefined ? withoutStretch(flag.span, build.dockerfile) : undefined;
        const fixes = edit === undefined ? [] : [{ title: `Remove ${written(flag)}`, safe: false, edits: [edit] }];
        yield (ships && told.decides ? violation : advice)(flag.span, told.message, { fixes });
      }
    }
  },
});

const written = ({ name, value }: Flag) => `--${name}=${value}`;

function messageOf({ name, value }: Flag): { readonly message: string; readonly decides: boolean } | undefined {
  if (name === 'security' && value === 'insecure') {
    const message = 'RUN --security=insecure runs with all privileges on the machine that builds. Leave it out.';
    return { message, decides: true };
  }
  if (name !== 'network' || value !== 'host') return undefined;
  const message =
    'RUN --network=host reaches the services of the machine that builds, and builders refuse it unless they are told to. Leave it out.';
  return { message, decides: false };
}
