import type { Build, Step } from '../../dockerfile/build.ts';
import { removes } from '../../shell/removals.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import { folderOf, folderOfPattern, pathOf } from '../homes.ts';
import { shippedRuns, shippedSteps } from '../shippedRuns.ts';

/** What the RUNs of the shipped stages do with paths after a step or a command. */
export interface BuildUse {
  /** A command reads it, runs it or works in it, or in what is below it. */
  readonly used: (path: string, since: Step | ShellCommand) => boolean;
  /** It, or something below it, is copied, moved or linked elsewhere. */
  readonly taken: (path: string, since: Step | ShellCommand) => boolean;
  /** It, or a folder above it, is removed. */
  readonly removed: (path: string, since: Step | ShellCommand) => boolean;
}

export const buildUse = remembered(read);

/** The number of the command that last did something with a path. */
type Last = Map<string, number>;

function read(build: Build): BuildUse {
  const [used, taken, removed]: [Last, Last, Last] = [new Map(), new Map(), new Map()];
  const numbers = new Map<Step | ShellCommand, number>();
  const scripts = new Map(shippedRuns(build).map(({ step, script }) => [step, script]));
  let number = 0;
  for (const step of shippedSteps(build)) {
    numbers.set(step, number);
    for (const command of scripts.get(step)?.commands ?? []) {
      numbers.set(command, ++number);
      for (const path of worksWith(command, step)) noteUpwards(path, number, used);
      if (takers.has(command.program ?? ''))
        for (const path of namedBy(command, step)) noteUpwards(path, number, taken);
      for (const path of removedBy(command, step)) if (removed.size < mostPaths) removed.set(path, number);
    }
  }
  const after = (last: number | undefined, since: Step | ShellCommand) =>
    last !== undefined && last > (numbers.get(since) ?? Number.POSITIVE_INFINITY);
  return {
    used: (path, since) => after(used.get(path), since) || after(used.get(`${folderOf(path)}/*`), since),
    taken: (path, since) => after(taken.get(path), since),
    removed: (path, since) =>
      upwards(path).some(
        (folder) => after(removed.get(folder), since) || (folder !== path && after(removed.get(`${folder}/*`), since)),
      ),
  };
}

const mostPaths = 100_000;
const deepest = 24;

/** The path and the folders above it. */
function upwards(path: string): readonly string[] {
  const all: string[] = [];
  for (let folder = path; folder !== '' && all.length < deepest; folder = folder.slice(0, folder.lastIndexOf('/')))
    all.push(folder);
  return all;
}

function noteUpwards(path: string, number: number, last: Last): void {
  if (last.get(path) === number || last.size >= mostPaths) return;
  for (const folder of upwards(path)) last.set(folder, number);
}

const takers = new Set(['cp', 'mv', 'ln', 'install', 'rsync', 'tar']);

/** What these do to a path does not say that the build needs it. */
const onlyTouching = new Set(
  'chmod chown chgrp fix-permissions rm rmdir mkdir ls ln test [ [[ echo printf touch du stat find cd true : umask export set'.split(
    ' ',
  ),
);

function worksWith(command: ShellCommand, step: Step): readonly string[] {
  if (onlyTouching.has(command.program ?? '')) return [];
  const named = namedBy(command, step);
  return command.directory === undefined ? named : [...named, command.directory];
}

function namedBy(command: ShellCommand, step: Step): readonly string[] {
  const read = command.redirections.flatMap(({ operator, target }) =>
    operator === '<' && target !== undefined ? [target] : [],
  );
  return [...command.words, ...read].flatMap((word) => {
    const whole = pathOf(word, command, step);
    if (whole === undefined) return knownFolderOf(word);
    // A pattern in a version is none of files: `r-base=4.*`.
    if (word.glob) return /^[^/]*=/.test(word.text ?? '') ? [] : [`${folderOfPattern(whole)}/*`];
    // `--file=/tmp/x`, `@/tmp/x`, `-I/tmp/x`
    const inside = /(?:=|@|:|^-\w)(\/[\w./+-]+)/.exec(word.text ?? '')?.[1];
    return inside === undefined ? [whole] : [whole, inside];
  });
}

/** The folder that is certain of a path with an unknown part: `/opt/rpms/$(uname -m)/*.rpm`. */
function knownFolderOf({ pieces: [first = ''] }: ShellWord): readonly string[] {
  const end = first.lastIndexOf('/');
  return first.startsWith('/') && end > 0 ? [first.slice(0, end)] : [];
}

function removedBy(command: ShellCommand, step: Step): readonly string[] {
  return removes(command).flatMap(({ path: word, empties }) => {
    const path = empties ? undefined : pathOf(word, command, step);
    if (path === undefined) return [];
    return [word.glob ? `${folderOfPattern(path)}/*` : path];
  });
}
