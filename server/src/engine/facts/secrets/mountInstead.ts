import type { Build, Stage } from '../../dockerfile/build.ts';
import { withoutInstruction } from '../../dockerfile/edit.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { remembered } from '../../text/remembered.ts';
import type { TextEdit } from '../../text/span.ts';
import type { SecretName } from './secretNames.ts';

/** The flag that gives a RUN a secret as the variable of that name, and leaves nothing behind. */
export function secretMount(name: string): string {
  return `--mount=type=secret,id=${name.toLowerCase()},env=${name}`;
}

/** The argument taken away, and the secret mounted into the RUNs that name it; undefined where others name it too, or none. */
export function mountInstead({ name, how, step }: SecretName, build: Build): readonly TextEdit[] | undefined {
  const { dockerfile } = build;
  const { instruction, stage, trigger } = step;
  if (how !== 'given' || trigger !== undefined || instruction.kind !== 'arg' || instruction.values.length > 1)
    return undefined;
  if (hasOldSyntax(dockerfile) || parentsOf(build).has(stage)) return undefined;
  const naming = (namedIn(dockerfile).get(name) ?? []).filter((one) => one !== instruction);
  if (naming.length === 0 || !naming.every((one) => one.kind === 'run' && runsOf(stage).has(one))) return undefined;
  const newText = ` ${secretMount(name)}`;
  const mounts = naming.map(({ keywordSpan: { end } }) => ({ span: { start: end, end }, newText }));
  return [withoutInstruction(dockerfile, instruction), ...mounts];
}

/** The instructions that have a word somewhere, by the word. */
const namedIn = remembered(({ instructions, text }: Dockerfile): ReadonlyMap<string, readonly Instruction[]> => {
  const found = new Map<string, Instruction[]>();
  for (const instruction of instructions) {
    const { start, end } = instruction.span;
    for (const word of new Set(text.slice(start, end).match(/\w+/g))) {
      const list = found.get(word);
      if (list === undefined) found.set(word, [instruction]);
      else list.push(instruction);
    }
  }
  return found;
});

const parentsOf = remembered(
  ({ stages }: Build): ReadonlySet<Stage> =>
    new Set(stages.flatMap(({ base }) => (base.kind === 'stage' ? [base.stage] : []))),
);

const runsOf = remembered(
  ({ steps }: Stage): ReadonlySet<Instruction> =>
    new Set(steps.flatMap(({ instruction, trigger }) => (trigger === undefined ? [instruction] : []))),
);

/** `env=` is known to the builder's syntax from 1.10 on. */
function hasOldSyntax({ directives }: Dockerfile): boolean {
  const value = directives.find(({ name }) => name === 'syntax')?.value ?? '';
  const [, minor] = /:1\.(\d+)/.exec(value) ?? [];
  return minor !== undefined && Number(minor) < 10;
}
