import { lifecycleTable } from '../bases/lifecycleTable.ts';
import { checksOut, type Download, downloads } from '../shell/downloads.ts';
import { optionValue, readOptions } from '../shell/options.ts';
import { pathKey } from '../shell/path.ts';
import type { Script, ShellCommand, ShellWord } from '../shell/script.ts';
import { packageCalls } from './packageCalls.ts';
import type { ShippedRun } from './shippedRuns.ts';

/** A repository that is cloned at whatever its branch holds on the day of the build. */
export interface UnpinnedClone {
  readonly url: ShellWord;
  /** The branch that is named; undefined for the default branch. */
  readonly branch: string | undefined;
}

/** The clones that name no tag or commit and in which nothing is checked out later on. */
export function unpinnedClones(runs: readonly ShippedRun[]): readonly UnpinnedClone[] {
  const open: OpenClones = new Map();
  for (const command of runs.flatMap(({ script }) => script.commands)) {
    for (const clone of downloads(command)) {
      if (clone.tool !== 'git' || !isRemote(clone) || isFixed(clone.ref) || mayHoldRef(command, clone)) continue;
      const place = placeOf(clone, command) ?? nowhere;
      const found = { url: clone.url, branch: clone.ref?.text };
      const others = open.get(place);
      if (others === undefined) open.set(place, [found]);
      else others.push(found);
    }
    const ref = checksOut(command);
    if (ref === undefined || open.size === 0) continue;
    if (isFixed(ref)) settle(open, checkoutPlace(command));
    else goTo(open, checkoutPlace(command), ref.text);
  }
  return [...open.values()].flat().sort((a, b) => a.url.span.start - b.url.span.start);
}

/** By the folder they are cloned to. */
type OpenClones = Map<string, { readonly url: ShellWord; branch: string | undefined }[]>;

/** The key of clones whose place cannot be told. */
const nowhere = '';

/** A checkout is in the clone that holds its place, or in any where a place is not known. */
function settle(open: OpenClones, place: string | undefined): void {
  if (place === undefined) open.clear();
  else for (const folder of [nowhere, ...foldersOf(place)]) open.delete(folder);
}

/** The checkout of a branch fixes nothing. */
function goTo(open: OpenClones, place: string | undefined, branch: string | undefined): void {
  const last = place === undefined ? undefined : open.get(place)?.at(-1);
  if (last !== undefined) last.branch = branch;
}

const deepest = 64;

/** The folder and those it lies in. */
function foldersOf(place: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = place; folder !== '' && folders.length < deepest; ) {
    folders.push(folder);
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
  }
  return folders;
}

/** The requirements of pip and uv that are taken from a repository without a tag or commit. */
export function unpinnedRequirements(script: Script): readonly UnpinnedClone[] {
  const installed = packageCalls(script).filter(({ asked }) => asked.action === 'install');
  return installed
    .flatMap(({ asked }) => asked.packages)
    .flatMap((url) => {
      const path = /git\+[a-z]{2,8}:\/\/[^/\s]{1,255}\/([^#\s]*)/.exec(url.text?.slice(0, longest) ?? '')?.[1];
      if (path === undefined) return [];
      const at = path.lastIndexOf('@');
      const branch = at < 0 ? undefined : path.slice(at + 1);
      return branch !== undefined && !isMoving(branch) ? [] : [{ url, branch }];
    });
}

const longest = 1000;

/** Not a folder of the machine, nor something that cannot be told at all. */
function isRemote({ url: { text, pieces } }: Download): boolean {
  if (text === undefined) return /^[a-z+]{2,10}:\/\/|^git@/.test(pieces[0] ?? '');
  return !/^(?:\.{0,2}\/|~|file:)/.test(text);
}

/** A word that may be an option, or nothing: `git clone $OPTIONS https://...`. */
function mayHoldRef({ args }: ShellCommand, { url, output }: Download): boolean {
  return args.some((word) => word.text === undefined && !word.quoted && word !== url && word !== output);
}

/** What cannot be told is taken for a tag. */
const isFixed = (ref: ShellWord | undefined) => ref !== undefined && (ref.text === undefined || !isMoving(ref.text));

const branches: ReadonlySet<string> = new Set([
  ...lifecycleTable.movingTags.any,
  ...['develop', 'development', 'default', 'gh-pages'],
]);

/** Whether a name is that of a branch that goes on. */
export function isMoving(ref: string): boolean {
  return branches.has(ref.replace(/^(?:refs\/(?:heads|remotes)\/)?(?:origin\/)?/, ''));
}

function placeOf({ output, directory }: Download, command: ShellCommand): string | undefined {
  if (output === undefined) return undefined;
  return pathKey(output, directory === undefined ? command.directory : pathKey(directory, command.directory));
}

function checkoutPlace({ args, directory }: ShellCommand): string | undefined {
  const given = optionValue(readOptions(args, { short: 'Cc', ordered: true }), '-C');
  return given === undefined ? directory : pathKey(given, directory);
}
