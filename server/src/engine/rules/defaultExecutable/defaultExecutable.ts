import { commandText, isLauncher, isPlainShell, startsShell } from '../../facts/commandLine.ts';
import type { Fact } from '../../facts/fact.ts';
import type { CommandLine, ImageFacts } from '../../facts/imageFacts.ts';
import { baseOf, caveatOf, instructionOf } from '../../facts/origin.ts';
import { advice, evidence, type Outcome, rule, undecided, violation } from '../rule.ts';
import { testCommandFix } from './testCommand.ts';

export const defaultExecutable = rule({
  id: 'default-executable',
  criterion: 'default-executable',
  deciding: true,
  title: 'The image starts something when it is run without arguments.',
  why: 'People try an image before they use it, and smoke tests run it without arguments. The protocol asks for a default executable, which may be a mere test such as printing the version. Workflows name their own executable and are not affected.',
  ignore: 'Never for a contributed image: a test command costs one line.',
  examples: {
    violated: [
      'FROM scratch\nCOPY app /app\n',
      'FROM debian:12\nCMD []\n',
      'FROM python:3.12\nENTRYPOINT []\n',
      'FROM debian:12\nRUN make\n',
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN make\n',
      '{"architecture": "amd64", "os": "linux", "config": {"User": "1000"}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    undecided: ['FROM registry.example/base:2\n'],
    satisfied: [
      'FROM debian:12\nCMD ["namd3", "--version"]\n',
      'FROM python:3.12\n',
      'FROM scratch\nENTRYPOINT ["/app"]\n',
    ],
  },
  *check(facts) {
    const { entrypoint, command } = facts;
    if (entrypoint.state === 'known' && !isLauncher(entrypoint.value)) yield* judgeEntrypoint(facts, entrypoint);
    else if (command.state === 'known') yield* judgeCommand(facts, command);
    else if (entrypoint.state === 'unknown' || command.state === 'unknown') yield cannotTell(entrypoint, command);
    else yield nothingStarts(facts);
  },
});

type KnownLine = Extract<Fact<CommandLine>, { state: 'known' }>;

function spoken(keyword: string, fact: KnownLine): Outcome {
  const base = baseOf(fact);
  const text = `${keyword} ${commandText(fact.value)}`;
  if (base === undefined) return evidence(text, fact.at);
  return evidence(`${text} of ${base.reference}${caveatOf(fact)} (${base.source}, ${base.checked})`);
}

function* judgeEntrypoint(facts: ImageFacts, entrypoint: KnownLine): Iterable<Outcome> {
  yield spoken('ENTRYPOINT', entrypoint);
  const base = baseOf(entrypoint);
  if (base === undefined || facts.command.state !== 'absent' || !startsShell(entrypoint.value)) return;
  yield onlyShell(facts, entrypoint, base.reference);
}

function onlyShell(facts: ImageFacts, { at }: KnownLine, base: string): Outcome {
  const message = `Only the shell of ${base} starts by default. End the stage with a test of your own, such as CMD ["tool", "--version"].`;
  return advice(at, message, { fixes: testCommandFix(facts) });
}

function* judgeCommand(facts: ImageFacts, command: KnownLine): Iterable<Outcome> {
  yield spoken('CMD', command);
  const base = baseOf(command);
  if (base === undefined || !isPlainShell(command.value)) return;
  yield onlyShell(facts, command, base.reference);
}

function cannotTell(entrypoint: Fact<CommandLine>, command: Fact<CommandLine>): Outcome {
  const fact = entrypoint.state === 'unknown' ? entrypoint : command;
  const { because, settle } = fact.state === 'unknown' ? fact : { because: '', settle: undefined };
  return undecided(fact.at, `Cannot tell what starts by default: ${because}. ${settle ?? 'Set CMD or ENTRYPOINT.'}`);
}

function nothingStarts(facts: ImageFacts): Outcome {
  const { entrypoint, command } = facts;
  const emptied = instructionOf(command) ?? instructionOf(entrypoint);
  const fixes = testCommandFix(facts);
  if (emptied !== undefined) {
    const message = `Nothing starts by default: ${emptied.keyword} ${emptied.args.text} leaves none in force. End the stage with CMD, for instance CMD ["tool", "--version"].`;
    return violation(emptied.span, message, { fixes });
  }
  const base = baseOf(command)?.reference ?? (facts.build === undefined ? undefined : 'scratch');
  const why =
    base === undefined
      ? 'the config has neither Entrypoint nor Cmd'
      : `neither ENTRYPOINT nor CMD is set and ${base} brings none`;
  return violation(
    command.at,
    `Nothing starts by default: ${why}. End the stage with CMD, for instance CMD ["tool", "--version"].`,
    { fixes },
  );
}
