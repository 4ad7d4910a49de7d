import type { PackageCommand } from '../shell/packageCommand.ts';
import { installs } from '../shell/packages.ts';
import type { Script, ShellCommand } from '../shell/script.ts';

/** A command that calls a package manager, with what it asks of it. */
export interface PackageCall {
  readonly command: ShellCommand;
  readonly asked: PackageCommand;
}

const read = new WeakMap<Script, readonly PackageCall[]>();

/** The calls of package managers in a script that work on the image's own files, in the order they run. */
export function packageCalls(script: Script): readonly PackageCall[] {
  const calls = read.get(script) ?? callsIn(script);
  read.set(script, calls);
  return calls;
}

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
