import { resolvePath } from '../../dockerfile/path.ts';
import { pathKey } from '../../shell/path.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { unknownFolder } from './layerFile.ts';

export interface Located {
  readonly command: ShellCommand;
  /** With the folder it works in, counted from the one that the RUN starts in where that is not known. */
  readonly located: ShellCommand;
}

/** Follows `cd` from a start that is not known: `cd src && make && cd ..` ends where it began. */
export function withFolders(commands: readonly ShellCommand[]): readonly Located[] {
  let here: string | undefined = unknownFolder;
  let inside: string | undefined = unknownFolder;
  let statement: ShellCommand['statement'] | undefined;
  return commands.map((command) => {
    // A subshell starts where the script is, and what it does to its folder ends with it.
    if (command.statement !== statement) inside = here;
    statement = command.statement;
    const folder = command.directory ?? (command.subshell ? inside : here);
    const next = folderAfter(command, folder);
    if (command.subshell) inside = next;
    else here = next;
    return { command, located: { ...command, directory: folder } };
  });
}

function folderAfter({ program, args }: ShellCommand, folder: string | undefined): string | undefined {
  if (program === 'pushd' || program === 'popd') return undefined;
  if (program !== 'cd') return folder;
  const [target] = args;
  if (target === undefined || target.tilde || target.raw.startsWith('-')) return undefined;
  // `src-$VERSION` is some folder below, whatever the version; what a variable starts may lie anywhere.
  const key = pathKey(target, folder);
  return key?.startsWith('/') ? resolvePath('/', key) : undefined;
}
