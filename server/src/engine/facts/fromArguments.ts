import type { Build, Stage } from '../dockerfile/build.ts';
import { expandWord } from '../dockerfile/expand.ts';
import type { Expansion, Variable } from '../dockerfile/variable.ts';
import { remembered } from '../text/remembered.ts';

/** An ARG as written. */
export interface DeclaredArgument {
  readonly name: string;
  /** As written, quotes kept; undefined where there is none. */
  readonly value: string | undefined;
}

/** The arguments of a file by name. */
export interface FromArguments {
  /** Before the first FROM, where every FROM can see them; the last of a name. */
  readonly global: ReadonlyMap<string, DeclaredArgument>;
  /** In stages, where no FROM can see them; the first of a name. */
  readonly staged: ReadonlyMap<string, DeclaredArgument>;
}

export const fromArguments = remembered(readArguments);

function readArguments({ dockerfile }: Build): FromArguments {
  const global = new Map<string, DeclaredArgument>();
  const staged = new Map<string, DeclaredArgument>();
  let inStage = false;
  for (const instruction of dockerfile.instructions) {
    inStage ||= instruction.kind === 'from';
    if (instruction.kind !== 'arg') continue;
    for (const { name, value } of instruction.values) {
      if (!inStage) global.set(name, { name, value });
      else if (!staged.has(name)) staged.set(name, { name, value });
    }
  }
  return { global, staged };
}

/** What the builder sets by itself and FROM can see. */
export const platformArguments: ReadonlySet<string> = new Set([
  ...['BUILD', 'TARGET'].flatMap((side) =>
    ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].map((part) => side + part),
  ),
  'TARGETSTAGE',
]);

/** The variables of a FROM that nothing declares, in order; one that has a default in place (`${V:-debian:12}`) is none. */
export function undeclaredArguments(stage: Stage, build: Build): readonly string[] {
  const { global } = fromArguments(build);
  const expansion = expandBase(stage, build, (name) => global.has(name) || platformArguments.has(name));
  return expansion?.state === 'text' ? [...new Set(expansion.unset.filter(isName))] : [];
}

/** Whether the base of a stage cannot be told for want of a value of an argument that is declared. */
export function needsValue(stage: Stage, build: Build): boolean {
  if (stage.base.kind !== 'unknown') return false;
  const { global } = fromArguments(build);
  const expansion = expandBase(stage, build, (name) => {
    return global.get(name)?.value !== undefined || platformArguments.has(name);
  });
  return expansion !== undefined && expansion.state !== 'malformed' && undeclaredArguments(stage, build).length === 0;
}

/** What `$1` or `$$` stand for is no variable. */
const isName = (name: string) => /^[\p{L}_]/u.test(name);

/** The base with some text for every variable that has a value. */
function expandBase({ from }: Stage, { dockerfile }: Build, has: (name: string) => boolean): Expansion | undefined {
  if (from.base === undefined) return undefined;
  const lookup = (name: string): Variable => (has(name) ? { state: 'set', value: 'x' } : { state: 'unset' });
  return expandWord(from.base.raw, dockerfile.escape, lookup);
}
