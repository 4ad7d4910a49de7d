import type { Step } from '../../dockerfile/build.ts';
import { isWithin } from '../../dockerfile/path.ts';
import { createsAccounts } from '../../shell/accounts.ts';
import { numeric } from '../../shell/fileMode.ts';
import { changesMode, changesOwner, type ModeChange, setsUmask } from '../../shell/modes.ts';
import { installs } from '../../shell/packages.ts';
import { removes } from '../../shell/removals.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { folderOf, folderOfPattern, pathOf } from '../homes.ts';
import { madeBy } from '../madePaths.ts';
import { scriptOf } from '../scripts.ts';
import { homeModeOf } from './homeMode.ts';
import { keepsOut, type ModeCause, type ModeEntry, modeEntry, onlyForOwner, opensToOthers } from './modeEntry.ts';
import { type ModeWalk, mostEntries, remember } from './modeWalk.ts';

/** What a RUN does to the modes of files. */
export function runModes(step: Step, walk: ModeWalk): void {
  const run: Running = { step, walk, umask: usualUmask, mask: undefined };
  for (const command of scriptOf(step, walk.build.dockerfile.text)?.commands ?? []) {
    readUmask(command, run);
    remove(command, run);
    const change = changesMode(command);
    if (change === undefined) make(command, run);
    else changeMode(change, command, run);
    if (command.program === 'fix-permissions') openForGroup(command, run);
    giveToGroup(command, run);
    makeHomes(command, run);
  }
}

interface Running {
  readonly step: Step;
  readonly walk: ModeWalk;
  umask: number;
  /** The umask that keeps others out, until something is made under it. */
  mask: ShellCommand | undefined;
}

const usualUmask = 0o022;

function readUmask(command: ShellCommand, run: Running): void {
  const umask = setsUmask(command);
  if (umask === undefined) return;
  run.umask = umask;
  run.mask = (umask & 0o005) === 0o005 ? command : undefined;
}

function remove(command: ShellCommand, { step, walk }: Running): void {
  for (const { path: word, picked, empties } of removes(command)) {
    const path = picked || empties ? undefined : pathOf(word, command, step);
    if (path === undefined) continue;
    const inside = word.glob ? folderOfPattern(path) : path;
    walk.entries = walk.entries.filter(
      (entry) => isLasting(entry) || !isWithin(inside, entry.path) || (word.glob && entry.path === inside),
    );
  }
}

const isLasting = ({ cause }: ModeEntry) => cause.how === 'base' || cause.how === 'home';

function changeMode(change: ModeChange, command: ShellCommand, run: Running): void {
  const { step, walk } = run;
  const { parsed, recursive, picked, mode } = change;
  for (const word of change.paths) {
    const path = pathOf(word, command, step);
    if (change.tool === 'mkdir' && path !== undefined) remember(walk, path);
    if (path === undefined || parsed === undefined) {
      // It may be any of them.
      if (parsed === undefined || opensToOthers(parsed)) walk.entries = walk.entries.filter(isLasting);
      continue;
    }
    const reaches = (other: string) => reachedBy({ path, glob: word.glob, recursive }, other);
    const cause: ModeCause = { how: 'chmod', at: command.span, step, command, word: mode };
    let exact = false;
    walk.entries = walk.entries.map((entry) => {
      if (!reaches(entry.path)) return opened(entry, path, opensToOthers(parsed));
      exact ||= entry.path === path;
      const bits = numeric(parsed, entry.mode, isLasting(entry));
      if (picked && keepsOut(bits)) return entry;
      const worse = keepsOut(bits) && !keepsOut(entry.mode);
      if (!worse || command.conditional) return { ...entry, mode: bits };
      return { ...entry, mode: bits, cause, assumed: entry.assumed && onlyForOwner(parsed) };
    });
    const bits = onlyForOwner(parsed) ? 0o744 : numeric(parsed, 0o755, true);
    if (exact || picked || word.glob || command.conditional || !keepsOut(bits)) continue;
    add(walk, modeEntry(path, bits, { cause, tree: recursive, assumed: onlyForOwner(parsed) }));
  }
}

function add(walk: ModeWalk, entry: ModeEntry): void {
  walk.entries = [...walk.entries.filter(({ path }) => path !== entry.path), entry].slice(-mostEntries);
}

interface Reach {
  readonly path: string;
  readonly glob: boolean;
  readonly recursive: boolean;
}

function reachedBy({ path, glob, recursive }: Reach, other: string): boolean {
  if (glob) {
    const folder = folderOfPattern(path);
    return (
      other !== folder && (recursive ? isWithin(folder, other) : folderOf(other) === folder || isWithin(folder, other))
    );
  }
  if (path === other || (recursive && isWithin(path, other))) return true;
  return other.endsWith('/*') && folderOf(other) === folderOf(path);
}

function opened(entry: ModeEntry, path: string, opens: boolean): ModeEntry {
  const below = opens && entry.tree && isWithin(entry.path, path) && entry.opened.length < 20;
  return below ? { ...entry, opened: [...entry.opened, path] } : entry;
}

/** The script that Jupyter's and Red Hat's images bring gives group and others what they need. */
function openForGroup(command: ShellCommand, { step, walk }: Running): void {
  for (const word of command.args) {
    const path = pathOf(word, command, step);
    if (path === undefined) continue;
    walk.entries = walk.entries.map((entry) =>
      isWithin(path, entry.path) ? { ...entry, mode: entry.mode | 0o055 } : entry,
    );
  }
}

const mostGroups = 200;

function giveToGroup(command: ShellCommand, { step, walk }: Running): void {
  const change = changesOwner(command);
  if (change === undefined || (change.group !== '0' && change.group !== 'root')) return;
  for (const word of change.paths) {
    const path = pathOf(word, command, step);
    if (path !== undefined && walk.groups.length < mostGroups)
      walk.groups.push(word.glob ? folderOfPattern(path) : path);
  }
}

/** New files, and copies of files whose mode is known. */
function make(command: ShellCommand, run: Running): void {
  const { step, walk, mask, umask } = run;
  const cause: ModeCause = { how: 'made', at: command.span, step, command };
  const made = madeBy(command, step);
  for (const { path, how, sources } of made) {
    remember(walk, how === 'directory' || how === 'tree' ? path : folderOf(path));
    const from = walk.entries.find((entry) => sources.includes(entry.path) && !isLasting(entry));
    const was = walk.entries.some((entry) => entry.path === path);
    if (how === 'move')
      walk.entries = walk.entries.filter((entry) => !sources.includes(entry.path) || isLasting(entry));
    if (from !== undefined) add(walk, { ...from, path, opened: [] });
    else if (how === 'file' && !was) add(walk, modeEntry(path, 0o666 & ~umask, { cause }));
    else if (how === 'copy' || how === 'move')
      walk.entries = walk.entries.filter((entry) => entry.path !== path || isLasting(entry));
  }
  if (mask === undefined || (made.length === 0 && !installsSomething(command))) return;
  run.mask = undefined;
  const under = made[0]?.path ?? '/';
  add(
    walk,
    modeEntry(under, 0o777 & ~umask, { cause: { how: 'umask', at: mask.span, step, command: mask }, tree: true }),
  );
}

const builders = new Set(['make', 'ninja', 'cmake', 'meson', 'tar', 'unzip', 'git']);

function installsSomething(command: ShellCommand): boolean {
  const action = installs(command)?.action;
  return action === 'install' || action === 'env-create' || builders.has(command.program ?? '');
}

function makeHomes(command: ShellCommand, { step, walk }: Running): void {
  for (const account of createsAccounts(command)) {
    const { home } = account;
    if (home === undefined || !home.startsWith('/') || walk.folders.has(home)) continue;
    const mode = homeModeOf(account, step, walk.build);
    if (mode === undefined) continue;
    remember(walk, home);
    add(walk, modeEntry(home, mode, { cause: { how: 'home', at: command.span, step, command } }));
  }
}
