import { parseReference, referenceProblem } from '../reference/imageReference.ts';
import type { Stage } from './build.ts';
import { expandWord } from './expand.ts';
import type { GlobalScope } from './globalScope.ts';
import type { SyntaxProblem } from './model.ts';
import type { StageNames } from './reach.ts';

export interface FromScope {
  readonly globals: GlobalScope;
  readonly names: StageNames;
  readonly escape: string;
}

/** What stops a build at a FROM, whether the stage is built or not. */
export function fromProblems(stage: Stage, scope: FromScope): readonly SyntaxProblem[] {
  return [baseProblem(stage, scope), platformProblem(stage, scope)].filter((problem) => problem !== undefined);
}

function baseProblem({ from, base }: Stage, { globals, names, escape }: FromScope): SyntaxProblem | undefined {
  if (from.base === undefined) return undefined;
  const { raw, span } = from.base;
  if (base.kind === 'unknown') {
    const expansion = expandWord(raw, escape, globals.lookup);
    if (expansion.state === 'malformed') return { message: `FROM cannot be read: ${expansion.problem}.`, span };
    const undeclared = expansion.state === 'text' ? undeclaredIn(expansion, globals) : undefined;
    if (undeclared === undefined) return undefined;
    return { message: `FROM uses ${undeclared}, which no ARG before the first FROM declares.`, span };
  }
  if (base.kind !== 'image' || base.reference !== undefined) return undefined;
  if (base.text === '') return { message: 'The base image is empty once its variables are put in.', span };
  const lower = base.text.toLowerCase();
  const message = names.has(lower)
    ? `FROM ${base.text} does not mean the stage ${lower}: names are lower case there; write FROM ${lower}.`
    : (referenceProblem(base.text) ?? `${base.text} is no image reference.`);
  return { message, span };
}

/** A variable that nothing can give a value, where no reference is left without it. */
function undeclaredIn(
  { text, unset }: { text: string; unset: readonly string[] },
  { declared }: GlobalScope,
): string | undefined {
  const names = unset.filter((name) => /^[\p{L}_]/u.test(name));
  if (names.some((name) => declared.has(name)) || parseReference(text) !== undefined) return undefined;
  return names[0];
}

/** An operating system, an architecture, or `os[(version)]/arch[/variant]`. */
const platformForm = /^[\w.-]+(?:\([\w.-]*\))?(?:\/[\w.-]+){0,2}$/;

function platformProblem({ from }: Stage, { globals, escape }: FromScope): SyntaxProblem | undefined {
  const flag = from.flags.find(({ name }) => name === 'platform');
  if (flag?.value === undefined || flag.value === '') return undefined;
  const expansion = expandWord(flag.value, escape, globals.lookup);
  const span = flag.valueSpan;
  if (expansion.state === 'malformed') return { message: `FROM cannot be read: ${expansion.problem}.`, span };
  if (expansion.state === 'unknown' || platformForm.test(expansion.text)) return undefined;
  // An argument that is declared without a value may be given one.
  if (expansion.unset.some((name) => globals.declared.has(name))) return undefined;
  const message =
    expansion.text === ''
      ? `The platform ${flag.value} is empty once its variables are put in.`
      : `${expansion.text} is no platform; write os/arch, as in linux/amd64.`;
  return { message, span };
}
