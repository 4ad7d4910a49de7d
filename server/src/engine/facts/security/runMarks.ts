import type { Build, Step } from '../../dockerfile/build.ts';
import { isWithin } from '../../dockerfile/path.ts';
import { changesMode, type ModeChange, setsUmask } from '../../shell/modes.ts';
import { installs } from '../../shell/packages.ts';
import { pathKey } from '../../shell/path.ts';
import { removes } from '../../shell/removals.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { folderOf, folderOfPattern, pathOf } from '../homes.ts';
import { madeBy } from '../madePaths.ts';
import { scriptOf } from '../scripts.ts';
import { withFolders } from '../size/workingFolders.ts';
import { unshippedFolders } from '../unshippedFolders.ts';
import { bitsCleared, bitsSet, isShared, type ModeMark, opening, reaches } from './modeMark.ts';

/** What is known while the steps of a stage are gone through: the one thing here that changes. */
export interface MarkWalk {
  marks: readonly ModeMark[];
  /** Folders that are there for sure. */
  readonly folders: Set<string>;
  /** Plain files that are there for sure. */
  readonly files: Set<string>;
}

/** More than any real file has; what is older is forgotten. */
export const mostMarks = 200;
export const mostFolders = 2000;

interface Running {
  readonly step: Step;
  readonly walk: MarkWalk;
  /** Folders whose content does not ship. */
  readonly unshipped: readonly string[];
  /** The umask that keeps nobody out, until something is made under it. */
  umask: ShellCommand | undefined;
}

/** What a RUN does to the bits that open a path. */
export function runMarks(step: Step, walk: MarkWalk, { dockerfile: { text, escape } }: Build): void {
  const run: Running = { step, walk, unshipped: unshippedFolders(step, escape), umask: undefined };
  for (const { located: command } of withFolders(scriptOf(step, text)?.commands ?? [])) {
    const umask = setsUmask(command);
    if (umask !== undefined) run.umask = (umask & opening.worldWrite) === 0 ? command : undefined;
    remove(command, run);
    make(command, run);
    const change = changesMode(command);
    if (change !== undefined) changeModes(change, command, run);
  }
}

/** The path, or for one that cannot be told the way it is written. */
function nameOf(word: ShellWord, command: ShellCommand, step: Step): string | undefined {
  return pathOf(word, command, step) ?? pathKey(word, command.directory);
}

function remove(command: ShellCommand, { step, walk }: Running): void {
  if (walk.marks.length === 0) return;
  for (const { path: word, picked, empties } of removes(command)) {
    const path = picked || empties ? undefined : nameOf(word, command, step);
    if (path === undefined) continue;
    const inside = word.glob ? folderOfPattern(path) : path;
    walk.marks = walk.marks.filter(
      (mark) => !isWithin(inside, mark.path) || (word.glob && mark.path === inside && path !== mark.path),
    );
  }
}

const builders = new Set(['make', 'ninja', 'cmake', 'meson', 'tar', 'unzip', 'git']);

function make(command: ShellCommand, run: Running): void {
  const { step, walk } = run;
  const made = madeBy(command, step);
  for (const { path, how, sources } of made) {
    if (how === 'directory' && walk.folders.size < mostFolders) walk.folders.add(path);
    if ((how === 'file' || how === 'copy' || how === 'move') && walk.files.size < mostFolders) walk.files.add(path);
    if (how === 'move') walk.marks = walk.marks.map((mark) => moved(mark, sources[0], path));
  }
  if (run.umask === undefined) return;
  const asked = installs(command)?.action;
  const path = made.find((each) => !isExempt(each.path, run))?.path;
  if (path === undefined && asked !== 'install' && !builders.has(command.program ?? '')) return;
  const cause = { how: 'umask', step, command: run.umask } as const;
  add(walk, { path: path ?? command.directory ?? '/', tree: true, bits: opening.worldWrite, cause });
  run.umask = undefined;
}

function moved(mark: ModeMark, source: string | undefined, path: string): ModeMark {
  if (source === undefined || source === '/' || !isWithin(source, mark.path)) return mark;
  return { ...mark, path: `${path}${mark.path.slice(source.length)}` };
}

function changeModes(change: ModeChange, command: ShellCommand, run: Running): void {
  const { step, walk } = run;
  const { parsed, mode, recursive } = change;
  if (parsed === undefined || mode === undefined) return;
  const cleared = bitsCleared(parsed);
  for (const word of change.paths) {
    const path = nameOf(word, command, step);
    if (path === undefined) continue;
    const reach = { path, glob: word.glob, recursive };
    const folder = recursive || isFolder(path, walk) || change.tool === 'mkdir' || /\/$/.test(word.raw);
    // On the folders above, a chmod says nothing of what lies in them.
    walk.marks = walk.marks.flatMap((mark) => {
      const bits = reaches(reach, mark) && !command.conditional ? mark.bits & ~cleared : mark.bits;
      return bits === 0 ? [] : [bits === mark.bits ? mark : { ...mark, bits }];
    });
    const bits = setBits(bitsSet(parsed), { path, folder }, run);
    if (bits === 0) continue;
    const cause = { how: 'chmod', step, command, change, word: mode, folder } as const;
    add(walk, { path, tree: recursive, bits, cause });
  }
}

/** Folders of every Linux image, whatever its base. */
const usualFolders: ReadonlySet<string> = new Set([
  ...['/', '/boot', '/dev', '/etc', '/home', '/media', '/mnt', '/opt', '/proc', '/root', '/run', '/srv', '/sys'],
  ...['/tmp', '/usr', '/usr/local', '/var', '/var/cache', '/var/lib', '/var/log', '/var/opt', '/var/spool', '/var/tmp'],
  ...['', '/usr', '/usr/local'].flatMap((at) => ['bin', 'sbin', 'lib', 'lib64'].map((name) => `${at}/${name}`)),
  ...['/usr', '/usr/local'].flatMap((at) => ['include', 'share', 'src'].map((name) => `${at}/${name}`)),
]);

const isFolder = (path: string, { folders }: MarkWalk) => folders.has(path) || usualFolders.has(path);

/** What of the bits counts: a folder that gives its group to new files is common and no danger. */
function setBits(bits: number, { path, folder }: { path: string; folder: boolean }, run: Running): number {
  const world = isExempt(path, run) ? 0 : bits & opening.worldWrite;
  if (folder) return world;
  const isProgram = run.walk.files.has(path) || /\/(?:s?bin|libexec)$/.test(folderOf(path));
  return world | (bits & opening.setuid) | (isProgram ? bits & opening.setgid : 0);
}

/** Places that all may write to by their nature, or that do not ship. */
function isExempt(path: string, { unshipped }: Running): boolean {
  return isShared(path) || unshipped.some((folder) => isWithin(folder, path));
}

/** A command that runs for sure and says the whole mode takes the place of an earlier one. */
function add(walk: MarkWalk, mark: ModeMark): void {
  const { cause, path } = mark;
  const sure = cause.how === 'chmod' && !cause.command.conditional && cause.change.parsed?.kind === 'octal';
  const others = sure ? walk.marks.filter((other) => other.path !== path) : walk.marks;
  walk.marks = [...others, mark].slice(-mostMarks);
}
