import type { Run } from './reader.ts';
import type { ReadRedirection } from './reading.ts';
import type { ShellCommand } from './script.ts';
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
  reader.commands.push({
    program,
    words,
    args: words.slice(1),
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

function joined<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  if (first.length === 0) return second;
  return second.length === 0 ? first : [...first, ...second];
}
