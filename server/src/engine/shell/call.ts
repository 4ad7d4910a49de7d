import type { ExpandedWord } from './expand.ts';
import type { Run } from './reader.ts';
import type { ReadRedirection } from './reading.ts';
import type { ShellCommand, ShellWord } from './script.ts';
import type { Peeled } from './wrappers.ts';

/** A simple command with its words expanded, before it is known what it does. */
export interface Call extends Peeled {
  readonly redirections: readonly ReadRedirection[];
  readonly span: ShellCommand['span'];
  readonly program: string | undefined;
}

/** Lists the command. */
export function emit(
  { program, words, redirections, wrappers, asUser, assignments, span }: Call,
  { reader, place, shell, statement }: Run,
): void {
  const { conditional, loop, subshell, inFunction, background, substitution, input } = place;
  const listed = words.map(withoutSyntax);
  reader.commands.push({
    program,
    words: listed,
    args: listed.slice(1),
    assignments: assignments.length === 0 ? place.assignments : new Map([...place.assignments, ...assignments]),
    redirections: joined(redirections, place.redirections),
    wrappers: joined(place.wrappers, wrappers),
    asUser: asUser ?? place.asUser,
    span,
    statement: statement ?? span,
    conditional,
    loop: loop || wrappers.includes('xargs'),
    subshell,
    inFunction,
    background,
    pipe: place.pipe ?? { id: reader.pipelines++, index: 0, of: 1 },
    input,
    substitution,
    directory: shell.directory,
    options: shell.options,
  });
}

/** The word alone: what is kept of a script must not hold on to its syntax tree. */
function withoutSyntax({ raw, text, pieces, span, quoted, glob, tilde, unknown, found }: ExpandedWord): ShellWord {
  const word = { raw, text, pieces, span, quoted, glob, tilde, unknown };
  return found === undefined ? word : { ...word, found };
}

function joined<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  if (first.length === 0) return second;
  return second.length === 0 ? first : [...first, ...second];
}
