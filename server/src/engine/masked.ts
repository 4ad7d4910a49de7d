import type { Check, CheckOptions } from './check.ts';
import type { Step } from './dockerfile/build.ts';
import { knownValue } from './facts/fact.ts';
import type { ImageFacts } from './facts/imageFacts.ts';
import { type Mask, type NamedValues, newMask } from './secrets/mask.ts';
import { get } from './text/persistentMap.ts';

interface Masking extends Pick<Check, 'text'> {
  /** Of the subject, and of each of its platforms, whose values differ. */
  readonly facts: readonly (ImageFacts | undefined)[];
  readonly buildArgs: readonly CheckOptions['buildArgs'][];
}

/** The mask of a subject: what its text and its facts give away, and what build arguments bring. */
export function maskOf({ text, facts, buildArgs }: Masking): Mask {
  return newMask(text, [
    ...facts.flatMap((one) => [...valuesOf(one)]),
    ...buildArgs.flatMap((values) => [...(values ?? [])]),
  ]);
}

/** Those of the image, and those that its stages have on the way. */
function valuesOf(facts: ImageFacts | undefined): NamedValues {
  if (facts === undefined) return [];
  const inImage = [facts.environment, facts.labels].flatMap((fact) => [...(knownValue(fact) ?? [])]);
  const steps = facts.build?.stages.flatMap((stage) => stage.steps) ?? [];
  return [...inImage, ...steps.flatMap(valuesAfter)];
}

function valuesAfter({ instruction, after }: Step): readonly (readonly [string, string])[] {
  if (instruction.kind !== 'env' && instruction.kind !== 'arg' && instruction.kind !== 'label') return [];
  const values = instruction.kind === 'label' ? after.labels : after.variables;
  return instruction.values.flatMap(({ name }) => {
    const fact = get(values, name);
    return fact?.state === 'known' ? [[name, fact.value] as const] : [];
  });
}

/** What is said of a subject, without the secrets in it. Edits keep them: they are made, not shown. */
export function masked({ criteria, problems }: Pick<Check, 'criteria' | 'problems'>, { text }: Mask) {
  return {
    criteria: criteria.map((one) => ({ ...one, evidence: one.evidence.map(text) })),
    problems: problems.map((problem) => ({
      ...problem,
      message: text(problem.message),
      fixes: problem.fixes.map((fix) => ({ ...fix, title: text(fix.title) })),
    })),
  };
}
