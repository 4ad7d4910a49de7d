import type { PackageCommand } from '../shell/packageCommand.ts';
import { installs } from '../shell/packages.ts';
import type { Script, ShellCommand } from '../shell/script.ts';
import { remembered } from '../text/remembered.ts';

/** A command that calls a package manager, with what it asks of it. */
export interface PackageCall {
  readonly command: ShellCommand;
  readonly asked: PackageCommand;
}

/** The calls of package managers in a script that work on the image's own files, in the order they run. */
export const packageCalls = remembered(callsIn);

/** What `chroot` or another root folder is for lies elsewhere. */
function callsIn({ commands }: Script): readonly PackageCall[] {
  return commands.flatMap((command) => {
    const asked = command.wrappers.includes('chroot') ? undefined : installs(command);
    return asked === undefined ? [] : [{ command, asked }];
  });
}

/** What a variable of no known value holds may be an option: `pip install $PIP_OPTS x`. */
export function holdsOptions({ command }: PackageCall): boolean {
  return command.args.some(
    ({ text, unknown }) => text === undefined && unknown.some((name) => /OPT|ARG|FLAG|PARAM/i.test(name)),
  );
}
