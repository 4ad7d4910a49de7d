import type { Build, Step } from '../../dockerfile/build.ts';
import type { Assignment, Instruction } from '../../dockerfile/model.ts';
import { isSecretValue } from '../../secrets/namedValues.ts';
import { isSecretName } from '../../secrets/secretName.ts';
import { tokensIn } from '../../secrets/tokens.ts';
import { get } from '../../text/persistentMap.ts';
import type { Span } from '../../text/span.ts';
import type { Fact } from '../fact.ts';
import { reachableStages } from '../reachable.ts';

/** A secret that a Dockerfile takes as a build argument, or keeps as a variable or label. */
export interface SecretName {
  readonly name: string;
  /** `given`: the build brings the value. `default`, `variable`, `label`: the file has it. `passed`: an ENV keeps what the build brings. */
  readonly how: 'given' | 'default' | 'variable' | 'passed' | 'label';
  /** The build argument that an ENV keeps. */
  readonly argument: string | undefined;
  readonly at: Span;
  readonly step: Step;
  readonly ships: boolean;
}

/** The secrets that names tell, each once where it is written; one of which the value is seen to be harmless is none. */
export function secretNames(build: Build): readonly SecretName[] {
  return reachableStages(build).flatMap(({ stage, ships }) => {
    const found = new Map<string, SecretName>();
    const args = new Map<string, Assignment>();
    for (const step of stage.steps) for (const one of inStep(step, args)) place(found, { ...one, ships });
    return [...found.values()];
  });
}

/** An ENV that keeps a build argument stands for both. */
function place(found: Map<string, SecretName>, one: SecretName): void {
  if (one.argument !== undefined) found.delete(`arg ${one.argument}`);
  found.set(one.how === 'given' || one.how === 'default' ? `arg ${one.name}` : `${one.at.start}`, one);
}

type Found = Omit<SecretName, 'ships'>;

function inStep(step: Step, args: Map<string, Assignment>): readonly Found[] {
  const { instruction } = step;
  if (instruction.kind === 'arg') return instruction.values.flatMap((assignment) => inArgument(assignment, step, args));
  if (instruction.kind !== 'env' && instruction.kind !== 'label') return [];
  return instruction.values.flatMap((assignment): readonly Found[] => {
    const { name, nameSpan: at, value = '' } = assignment;
    if (!isSecretName(name)) return [];
    const fact = valueAfter(step, instruction, name);
    if (fact?.state === 'known' && isKept(name, fact.value, instruction)) {
      const how = instruction.kind === 'label' ? ('label' as const) : ('variable' as const);
      return [{ name, how, argument: argumentOf(value, args), at, step }];
    }
    const argument = argumentOf(value, args);
    return argument === undefined || instruction.kind === 'label' ? [] : [{ name, how: 'passed', argument, at, step }];
  });
}

function valueAfter({ after }: Step, { kind }: Instruction, name: string): Fact<string> | undefined {
  return get(kind === 'label' ? after.labels : after.environment, name);
}

/** A token by its form has a rule of its own; what a label says in several words is no secret. */
function isKept(name: string, value: string, { kind }: Instruction): boolean {
  return isSecretValue(name, value) && tokensIn(value).length === 0 && !(kind === 'label' && /\s/.test(value));
}

/** The build argument with a value of its own to hide that the text takes up. */
function argumentOf(value: string, args: ReadonlyMap<string, Assignment>): string | undefined {
  const names = [...value.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
  return names.find((name) => args.has(name));
}

function inArgument(assignment: Assignment, step: Step, args: Map<string, Assignment>): readonly Found[] {
  const { name, value, nameSpan: at } = assignment;
  const fact = get(step.after.variables, name);
  const given = fact?.state !== 'known' || fact.value === '';
  const secret = isSecretName(name);
  if (!secret) {
    if (given) args.set(name, assignment);
    return [];
  }
  if (!given && (!isSecretValue(name, fact.value) || tokensIn(fact.value).length > 0)) return [];
  args.set(name, assignment);
  const how = given || value === undefined ? ('given' as const) : ('default' as const);
  return [{ name, how, argument: undefined, at, step }];
}
