import type { Check } from '../check.ts';
import type { Build } from '../dockerfile/build.ts';
import type { Instruction } from '../dockerfile/model.ts';
import type { Fact } from '../facts/fact.ts';
import type { CommandLine, ImageFacts } from '../facts/imageFacts.ts';
import { instructionOf } from '../facts/origin.ts';
import { isRoot, type User, uidOf } from '../facts/user.ts';
import { type Lines, lineNumber } from '../text/lines.ts';
import { type Block, code } from './card.ts';
import { originText } from './origin.ts';

interface Asking {
  readonly check: Check;
  readonly lines: Lines;
}

/** The value in force at the end of the target stage for what the instruction sets, and where it comes from. */
export function inForceCard(instruction: Instruction, { check, lines }: Asking): readonly Block[] {
  const { facts, target } = check;
  if (facts?.build === undefined || target === undefined) return [];
  const stage = `stage ${code(target)}`;
  if (instruction.kind === 'user') {
    return [
      { kind: 'title', text: 'User of the image' },
      { kind: 'text', text: `In force for ${stage}: ${userText(facts.user, lines)}.` },
      ...aside(instruction, [facts.user], { build: facts.build, lines }),
    ];
  }
  if (instruction.kind !== 'entrypoint' && instruction.kind !== 'cmd') return [];
  return [
    { kind: 'title', text: 'What the image starts' },
    { kind: 'text', text: `In force for ${stage}:` },
    { kind: 'list', items: [...startItems(facts, lines), ...togetherItem(facts)] },
    ...aside(instruction, [facts.entrypoint, facts.command], { build: facts.build, lines }),
  ];
}

function userText(user: Fact<User>, lines: Lines): string {
  if (user.state === 'unknown') return unknownText(user);
  const from = originText(user, lines);
  if (user.state === 'absent') return from === '' ? 'root, no USER is set' : `root, no USER is set, nor by ${from}`;
  const { text } = user.value;
  const uid = uidOf(user.value);
  const number = uid === undefined || text.startsWith(String(uid)) ? '' : ` (uid ${uid})`;
  const shown = text === '' ? 'empty' : code(text);
  return `${shown}${number}${isRoot(user.value) ? ', which is root' : ''}, from ${from}`;
}

function unknownText({ because, settle }: Fact<unknown> & { state: 'unknown' }): string {
  return `cannot be told, ${because}${settle === undefined ? '' : `. ${settle.replace(/\.$/, '')}`}`;
}

function startItems({ entrypoint, command }: ImageFacts, lines: Lines): readonly string[] {
  const clearing = instructionOf(command);
  const cleared = command.state === 'absent' && clearing?.kind === 'entrypoint';
  return [
    `Entry point: ${commandText(entrypoint, lines)}`,
    cleared
      ? `Command: none, the ENTRYPOINT in line ${lineNumber(lines, clearing.span.start)} clears what the base brings`
      : `Command: ${commandText(command, lines)}`,
  ];
}

function commandText(fact: Fact<CommandLine>, lines: Lines): string {
  if (fact.state === 'unknown') return unknownText(fact);
  const from = originText(fact, lines);
  if (fact.state === 'absent') return from === '' ? 'none' : `none, from ${from}`;
  return `${code(JSON.stringify(fact.value.words))}, from ${from}`;
}

/** The words that are started, where entry point and command are both known. */
function togetherItem({ entrypoint, command }: ImageFacts): readonly string[] {
  if (entrypoint.state !== 'known' || command.state !== 'known') return [];
  // A shell takes one word of commands: the others are arguments that nothing reads.
  if (entrypoint.value.form === 'shell') return ['The entry point is a shell form: the command is not used'];
  return [`Started together: ${code(JSON.stringify([...entrypoint.value.words, ...command.value.words]))}`];
}

interface Placing {
  readonly build: Build;
  readonly lines: Lines;
}

/** Why the line itself does not count, where it does not. */
function aside(instruction: Instruction, facts: readonly Fact<unknown>[], { build }: Placing): readonly Block[] {
  if (facts.some((fact) => instructionOf(fact) === instruction || isAt(fact, instruction))) return [];
  const stage = build.stages.find(
    ({ span }) => span.start <= instruction.span.start && instruction.span.end <= span.end,
  );
  if (stage === undefined) return [];
  if (build.ships.includes(stage)) return [{ kind: 'text', text: 'This line is overridden further down.' }];
  const name = stage.name ?? String(stage.index);
  return [{ kind: 'text', text: `This line holds for stage ${code(name)} only, which does not ship.` }];
}

/** A value that cannot be told stands where it was written all the same. */
function isAt(fact: Fact<unknown>, { span }: Instruction): boolean {
  return fact.state === 'unknown' && span.start <= fact.at.start && fact.at.end <= span.end;
}
