import type { Step } from './build.ts';
import { expandIn } from './dispatch.ts';
import type { Copy, SyntaxProblem } from './model.ts';

/** What stops a COPY or ADD once its variables are put in. */
export function copyProblem({ instruction, before }: Step, escape: string): SyntaxProblem | undefined {
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return undefined;
  const expanded = (text: string) => {
    const expansion = expandIn(before, text, escape);
    return expansion.state === 'text' ? expansion.text : undefined;
  };
  return modeProblem(instruction, expanded) ?? remoteSource(instruction, expanded);
}

type Expanded = (text: string) => string | undefined;

/** A mode that begins with a digit is octal; any other is symbolic. */
function modeProblem({ flags }: Copy, expanded: Expanded): SyntaxProblem | undefined {
  const flag = flags.find(({ name }) => name === 'chmod');
  const mode = expanded(flag?.value ?? '');
  if (flag === undefined || mode === undefined || !/^\d/.test(mode)) return undefined;
  if (/^[0-7]+$/.test(mode) && Number.parseInt(mode, 8) <= 0o7777) return undefined;
  return {
    message: `${mode} is no mode; --chmod takes an octal number up to 7777, or a form like u=rwX.`,
    span: flag.span,
  };
}

function remoteSource({ kind, sources }: Copy, expanded: Expanded): SyntaxProblem | undefined {
  if (kind === 'add') return undefined;
  const source = sources.find(({ raw }) => /^(?:(?:https?|git|ssh):\/\/|git@[^/]+:)/.test(expanded(raw) ?? ''));
  return source && { message: `COPY takes no URL; ADD ${source.raw} does.`, span: source.span };
}
