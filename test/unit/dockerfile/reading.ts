import type { BaseImage, BaseLookup } from '../../../server/src/engine/bases/baseImage.ts';
import type { Build, Stage } from '../../../server/src/engine/dockerfile/build.ts';
import type { Instruction } from '../../../server/src/engine/dockerfile/model.ts';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { type Resolution, resolveDockerfile } from '../../../server/src/engine/dockerfile/resolve.ts';
import type { Fact } from '../../../server/src/engine/facts/fact.ts';
import { factsFromBuild } from '../../../server/src/engine/facts/fromDockerfile.ts';
import type { ImageFacts } from '../../../server/src/engine/facts/imageFacts.ts';

/** Nothing is known of any base. */
export const noBases: BaseLookup = () => undefined;

/** An image of which everything is known, and that sets nothing. */
export const emptyImage: Omit<BaseImage, 'reference'> = {
  source: 'test',
  checked: '2025-01-31',
  derived: false,
  user: null,
  entrypoint: null,
  command: null,
  workdir: null,
  shell: null,
  environment: new Map(),
  environmentComplete: true,
};

/** Every base is an empty image, except the given ones. */
export function bases(images: Readonly<Record<string, Partial<BaseImage>>> = {}): BaseLookup {
  return (reference) => ({ ...emptyImage, reference, ...images[reference] });
}

export interface Given {
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly bases?: BaseLookup;
}

export function resolution(text: string, given: Given = {}): Resolution {
  return resolveDockerfile(parseDockerfile(text), {
    target: given.target,
    buildArgs: new Map(Object.entries(given.args ?? {})),
    bases: given.bases ?? bases(),
  });
}

export function build(text: string, given?: Given): Build {
  const result = resolution(text, given).build;
  if (result === undefined) throw new Error(`there is nothing to build in ${JSON.stringify(text)}`);
  return result;
}

export function facts(text: string, given?: Given): ImageFacts {
  return factsFromBuild(build(text, given));
}

/** Everything that stops the build, by reading and by resolving. */
export function problems(text: string, given?: Given): readonly string[] {
  return [...parseDockerfile(text).problems, ...resolution(text, given).problems].map(({ message }) => message);
}

/** A fact in short: its value, `absent`, or `unknown: because`. */
export function shown<T>(fact: Fact<T>): T | string {
  if (fact.state === 'known') return fact.value;
  return fact.state === 'absent' ? 'absent' : `unknown: ${fact.because}`;
}

export function user(text: string, given?: Given): string {
  const fact = facts(text, given).user;
  return fact.state === 'known' ? `known: ${fact.value.text}` : (shown(fact) as string);
}

/** What the variable stands for at the end of the target. */
export function variable(text: string, name: string, given?: Given): string {
  const { environment } = facts(`${text}\nENV _SEEN=<\${${name}}>`, given);
  return environment.state === 'known' ? (environment.value.get('_SEEN') ?? 'absent') : (shown(environment) as string);
}

/** The keyword and the logical line behind it. */
export function list(text: string): readonly string[] {
  return parseDockerfile(text).instructions.map(({ keyword, line }) => {
    return `${keyword}${line.text.slice(keyword.length)}`;
  });
}

type OfKind<K> = Instruction extends infer I
  ? I extends { kind: infer L }
    ? K extends L
      ? I
      : never
    : never
  : never;

/** The first instruction of this kind. */
export function first<K extends Instruction['kind']>(text: string, kind: K): OfKind<K> {
  const found = parseDockerfile(text).instructions.find((instruction) => instruction.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} in ${JSON.stringify(text)}`);
  // Found by its kind.
  return found as OfKind<K>;
}

/** What a stage stands on: a stage's name or number, an image's text, `scratch`, or `unknown: because`. */
export function baseOf({ base }: Stage): string {
  if (base.kind === 'stage') return `stage ${base.stage.name ?? base.stage.index}`;
  if (base.kind === 'image') return `image ${base.text}`;
  return base.kind === 'unknown' ? `unknown: ${base.because}` : 'scratch';
}

export function stageBases(text: string, given?: Given): readonly string[] {
  return build(text, given).stages.map(baseOf);
}

/** Names or numbers of the stages that are built. */
export function built(text: string, given?: Given): readonly (string | number)[] {
  const { stages, reachable } = build(text, given);
  return stages.filter((stage) => reachable.has(stage)).map(({ name, index }) => name ?? index);
}

export function lines(...texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
