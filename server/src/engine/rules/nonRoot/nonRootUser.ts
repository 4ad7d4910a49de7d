import type { Fact } from '../../facts/fact.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { baseOf, caveatOf, instructionOf } from '../../facts/origin.ts';
import { accountOf, isRoot, type User } from '../../facts/user.ts';
import { evidence, type Outcome, rule, undecided, violation } from '../rule.ts';
import { nonRootFixes } from './nonRootFixes.ts';

export const nonRootUser = rule({
  id: 'non-root-user',
  criterion: 'non-root',
  deciding: true,
  title: 'The image runs as a user other than root.',
  why: 'Clusters that run contributed images refuse, or should not trust, a process that starts as root. Local runs start the image as the person who runs it; what works only for root fails there too.',
  ignore: 'Never for a contributed image: every level asks for it.',
  examples: {
    violated: [
      'FROM scratch\nCOPY app /app\nCMD ["/app"]\n',
      'FROM debian:12.5\nUSER 0:0\n',
      'FROM debian:12.5 AS build\nUSER root\nFROM build\n',
      'ARG RUN_AS=root\nFROM debian:12.5\nARG RUN_AS\nUSER $RUN_AS\n',
      'FROM debian:12.5\nRUN useradd -o -u 0 toor\nUSER toor\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    undecided: ['FROM registry.example/base:2\n'],
    satisfied: [
      'FROM debian:12.5\nUSER 10001:0\n',
      'FROM debian:12.5 AS build\nUSER root\nFROM debian:12.5\nUSER nobody\n',
      'FROM gcr.io/distroless/static:nonroot\n',
    ],
  },
  *check(facts) {
    const { user } = facts;
    if (user.state === 'unknown') {
      yield undecided(
        user.at,
        `Cannot tell the user: ${user.because}. ${user.settle ?? 'Set USER in the last stage.'}`,
      );
    } else if (user.state === 'absent' || isRoot(user.value)) {
      yield violation(user.at, rootMessage(facts), { fixes: nonRootFixes(facts) });
    } else yield spoken(user);
  },
});

function spoken(user: Extract<Fact<User>, { state: 'known' }>): Outcome {
  const base = baseOf(user);
  if (base !== undefined)
    return evidence(`user ${user.value.text} of ${base.reference} (${base.source}, ${base.checked})`);
  return instructionOf(user) === undefined
    ? evidence(`User ${user.value.text}`, user.at)
    : evidence(`USER ${user.value.text}`, user.at);
}

function rootMessage(facts: ImageFacts): string {
  const write =
    facts.build === undefined ? 'Build the image with a USER such as 10001:0.' : 'End the stage with USER 10001:0.';
  return `Runs as root: ${reason(facts)}. ${write}`;
}

function reason({ user, build }: ImageFacts): string {
  const instruction = instructionOf(user);
  if (user.state === 'known' && instruction !== undefined) {
    const written = instruction.args.text;
    if (user.value.text === '') return `USER ${written} has no value, which means root`;
    const account = accountOf(user.value);
    if (user.value.uid === 0 && !/^(root|0+)$/.test(account))
      return `the account ${account} is made with the user id 0`;
    return written === user.value.text ? `USER ${written} is in force` : `USER ${written} is ${user.value.text}`;
  }
  const base = baseOf(user);
  if (base !== undefined) return `no USER is set and ${base.reference} ${sets(user)}${caveatOf(user)}`;
  if (build !== undefined) return 'no USER is set, and scratch has none';
  if (user.state !== 'known') return 'the config sets no User';
  const account = accountOf(user.value);
  const own = user.value.uid === 0 && !/^(root|0+)$/.test(account);
  return `the config's User is ${user.value.text}${own ? ', whose user id in /etc/passwd is 0' : ''}`;
}

function sets(user: Fact<User>): string {
  return user.state === 'known' && user.value.text !== '' ? `runs as ${user.value.text}` : 'sets none';
}
