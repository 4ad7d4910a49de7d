import type { Build, Step } from '../../dockerfile/build.ts';
import { isWithin } from '../../dockerfile/path.ts';
import { createsAccounts } from '../../shell/accounts.ts';
import { numeric } from '../../shell/fileMode.ts';
import { changesMode, changesOwner } from '../../shell/modes.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { folderOfPattern, pathOf } from '../homes.ts';
import { placedFiles } from '../placedFiles.ts';
import { shippedRuns } from '../shippedRuns.ts';

/** What the file does for group 0, which a workflow runs the image with. */
export interface GroupAccess {
  /** Whether the file makes the folder, or a part of it, writable for group 0 or for all. */
  readonly writable: (path: string, group: string | undefined) => boolean;
  /** The last command that takes the right to write from the group again, of the folder or of one above. */
  readonly closedBy: (path: string) => ShellCommand | undefined;
  /** The commands that give something to group 0. */
  readonly given: readonly { readonly text: string; readonly at: Span }[];
}

export const groupAccess = remembered(read);

/** Paths; undefined for one that cannot be told, which may be any. */
type Paths = (string | undefined)[];

const mostPaths = 300;

function read(build: Build): GroupAccess {
  const [group, groupWrite, allWrite]: [Paths, Paths, Paths] = [[], [], []];
  const given: { text: string; at: Span }[] = [];
  const closings: { readonly path: string; readonly command: ShellCommand }[] = [];
  for (const { step, script } of shippedRuns(build)) {
    for (const command of script.commands) {
      if (group.length + groupWrite.length + allWrite.length > mostPaths) break;
      const own = groupsOf(command, step);
      if (own.length > 0 && !isGroup0(changesOwner(command)?.owner))
        given.push({ text: textOf(command), at: command.span });
      group.push(...own);
      const { forGroup, forAll } = writesOf(command, step);
      for (const path of closedIn(command, step)) {
        closings.push({ path, command });
        for (const list of [groupWrite, allWrite]) removeWithin(path, list);
      }
      groupWrite.push(...forGroup);
      allWrite.push(...forAll);
    }
  }
  group.push(...copied(build));
  for (const { path, mode } of copiedModes(build)) {
    if ((mode & 0o020) !== 0) groupWrite.push(path);
    if ((mode & 0o002) !== 0) allWrite.push(path);
  }
  const has = (paths: Paths, path: string) =>
    paths.some((other) => other === undefined || isWithin(other, path) || isWithin(path, other));
  return {
    writable: (path, owned) =>
      has(allWrite, path) || (has(groupWrite, path) && (owned === undefined || has(group, path))),
    closedBy: (path) => closings.findLast((closing) => isWithin(closing.path, path))?.command,
    given,
  };
}

/** What `chmod -R 755 FOLDER` and the like close to the group, whatever was so before. */
function closedIn(command: ShellCommand, step: Step): readonly string[] {
  const change = changesMode(command);
  if (change?.parsed === undefined || !change.recursive || change.picked) return [];
  if ((numeric(change.parsed, 0o777, true) & 0o020) !== 0) return [];
  return pathsOf(change.paths, command, step).filter((path) => path !== undefined);
}

function removeWithin(folder: string, paths: Paths): void {
  for (let i = paths.length - 1; i >= 0; i--) {
    const path = paths[i];
    if (path !== undefined && isWithin(folder, path)) paths.splice(i, 1);
  }
}

export const isGroup0 = (group: string | undefined) => group === '0' || group === 'root';

/** The program that Jupyter's and Red Hat's images bring does both. */
const fixes = (command: ShellCommand) => command.program === 'fix-permissions' || command.program === 'setfacl';

function groupsOf(command: ShellCommand, step: Step): Paths {
  if (fixes(command)) return pathsOf(command.args, command, step);
  const change = changesOwner(command);
  if (change !== undefined && isGroup0(change.group)) return pathsOf(change.paths, command, step);
  return createsAccounts(command).flatMap((account) => (isGroup0(account.group) ? [account.home] : []));
}

function writesOf(command: ShellCommand, step: Step): { forGroup: Paths; forAll: Paths } {
  if (fixes(command)) return { forGroup: pathsOf(command.args, command, step), forAll: [] };
  const change = changesMode(command);
  if (change?.parsed === undefined) return { forGroup: [], forAll: [] };
  const bits = numeric(change.parsed, 0o755, true);
  const paths = pathsOf(change.paths, command, step);
  return { forGroup: (bits & 0o020) === 0 ? [] : paths, forAll: (bits & 0o002) === 0 ? [] : paths };
}

function pathsOf(words: readonly ShellWord[], command: ShellCommand, step: Step): Paths {
  return words
    .filter(({ text }) => text?.startsWith('-') !== true)
    .map((word) => {
      const path = pathOf(word, command, step);
      return path === undefined || !word.glob ? path : folderOfPattern(path);
    });
}

function copied(build: Build): Paths {
  return placedFiles(build)
    .filter(({ instruction }) => {
      const owner = instruction.flags.find(({ name }) => name === 'chown')?.value ?? '';
      return isGroup0(owner.split(':')[1]);
    })
    .slice(0, mostPaths)
    .map(({ path }) => path);
}

/** What COPY and ADD set with --chmod, where it is a number. */
function copiedModes(build: Build): readonly { readonly path: string; readonly mode: number }[] {
  return placedFiles(build)
    .slice(0, mostPaths)
    .flatMap(({ path, instruction }) => {
      const chmod = instruction.flags.find(({ name }) => name === 'chmod')?.value ?? '';
      return /^[0-7]{3,5}$/.test(chmod) ? [{ path, mode: Number.parseInt(chmod, 8) }] : [];
    });
}

function textOf({ words }: ShellCommand): string {
  const text = words.map(({ raw }) => raw).join(' ');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
