import type { ShellCommand } from '../../shell/script.ts';
import type { TextEdit } from '../../text/span.ts';

/** Commands as the user that one beside them needs: with `sudo` where it has that. */
export function asIts({ wrappers }: ShellCommand, commands: readonly string[]): readonly string[] {
  return wrappers.includes('sudo') ? commands.map((each) => `sudo ${each}`) : commands;
}

/** Lets commands follow one of a RUN that is sure to run, on its own; undefined where it is a part of something. */
export function afterCommand(command: ShellCommand, commands: readonly string[]): TextEdit | undefined {
  const { conditional, loop, subshell, background, substitution, inFunction, wrappers, pipe, span, redirections } =
    command;
  const plain = !conditional && !loop && !subshell && !background && !substitution && inFunction === undefined;
  if (!plain || wrappers.length > 0 || pipe.of > 1 || redirections.some(({ operator }) => operator.startsWith('<<')))
    return undefined;
  const { end } = span;
  return { span: { start: end, end }, newText: commands.map((each) => ` && ${each}`).join('') };
}
