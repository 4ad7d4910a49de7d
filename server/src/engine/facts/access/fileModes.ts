import type { Build, Stage } from '../../dockerfile/build.ts';
import { expandIn } from '../../dockerfile/dispatch.ts';
import { cleanPath, isWithin } from '../../dockerfile/path.ts';
import { numeric, parseMode } from '../../shell/fileMode.ts';
import { baseName, resolvePath } from '../../shell/path.ts';
import { remembered } from '../../text/remembered.ts';
import { rootHome } from '../homes.ts';
import { keptName, type PlacedFile, placedBy } from '../placedFiles.ts';
import { covers, keepsOut, type ModeEntry, modeEntry } from './modeEntry.ts';
import { type ModeWalk, mostEntries, remember } from './modeWalk.ts';
import { runModes } from './runModes.ts';

/** The modes that the file gives to paths of the image that ships, as they are in the end. */
export const fileModes = remembered(readModes);

/** Whether root's home lets others in: a chmod opened it, or the image starts from nothing. */
export function rootHomeIsOpen(build: Build): boolean {
  const entry = fileModes(build).find(({ path }) => path === rootHome);
  return entry === undefined || !keepsOut(entry.mode);
}

/** Stage by stage, as later ones build on earlier ones or copy from them. */
function readModes(build: Build): readonly ModeEntry[] {
  const ends = new Map<Stage, ModeWalk>();
  for (const stage of build.stages) {
    if (build.reachable.has(stage)) ends.set(stage, walkStage(stage, build, ends));
  }
  const end = ends.get(build.target);
  return (end?.entries ?? []).map((entry) => ({ ...entry, forGroup: isForGroup(entry, end?.groups ?? []) }));
}

function isForGroup({ path, mode, cause }: ModeEntry, groups: readonly string[]): boolean {
  const owner = mode & 0o500;
  if (((mode << 3) & owner) !== owner) return false;
  const given =
    cause.how === 'copy' &&
    cause.instruction.flags.some(({ name, value }) => name === 'chown' && /:(?:0|root)$/.test(value ?? ''));
  return given || groups.some((folder) => isWithin(folder, path));
}

function walkStage(stage: Stage, build: Build, ends: ReadonlyMap<Stage, ModeWalk>): ModeWalk {
  const before = stage.base.kind === 'stage' ? ends.get(stage.base.stage) : undefined;
  const home = modeEntry(rootHome, 0o700, { cause: { how: 'base' } });
  const walk: ModeWalk = {
    entries: before === undefined ? (stage.base.kind === 'scratch' ? [] : [home]) : [...before.entries],
    folders: new Set(before?.folders),
    groups: [...(before?.groups ?? [])],
    build,
  };
  for (const step of stage.steps) {
    const { kind } = step.instruction;
    if (kind === 'run') runModes(step, walk);
    else if (kind === 'workdir' && step.after.workdir.state === 'known') remember(walk, step.after.workdir.value);
    else if (kind === 'copy' || kind === 'add') for (const file of placedBy(step, build)) place(file, walk, ends);
  }
  return walk;
}

function place(placed: PlacedFile, walk: ModeWalk, ends: ReadonlyMap<Stage, ModeWalk>): void {
  const file = landed(placed, walk);
  const { path, tree, from } = file;
  remember(walk, tree ? path : path.slice(0, path.lastIndexOf('/')));
  const kept = walk.entries.filter(
    (entry) => entry.path !== path || entry.cause.how === 'base' || entry.cause.how === 'home',
  );
  const mode = modeOf(file, walk.build.dockerfile.escape);
  const brought = from === undefined || mode !== undefined ? [] : broughtBy(file, ends.get(from)?.entries ?? []);
  const own = mode === undefined ? [] : [entryOf(file, mode)];
  walk.entries = [...kept, ...brought, ...own].slice(-mostEntries);
}

/** A file keeps its name where the destination is a folder that is there already, written with or without a slash. */
function landed(file: PlacedFile, { folders }: ModeWalk): PlacedFile {
  const { path, folder, tree, source, kind } = file;
  if (folder !== undefined || tree || !folders.has(path)) return file;
  return { ...file, path: cleanPath(`${path}/${keptName(source, kind)}`), folder: path };
}

/** Undefined where it is as it is in the context or in the stage it comes from. */
function modeOf({ instruction, kind, step }: PlacedFile, escape: string): { bits: number; flag: boolean } | undefined {
  const flag = instruction.flags.find(({ name }) => name === 'chmod');
  if (flag === undefined) {
    if (kind === 'remote') return { bits: 0o600, flag: false };
    return kind === 'heredoc' || kind === 'context' ? { bits: 0o644, flag: false } : undefined;
  }
  const expansion = expandIn(step.before, flag.value ?? '', escape);
  const mode = expansion.state === 'text' ? parseMode(expansion.text) : undefined;
  return mode && { bits: numeric(mode, 0o644, false), flag: true };
}

function entryOf(
  { instruction, kind, path, tree, step, source, at: sourceAt }: PlacedFile,
  mode: { bits: number; flag: boolean },
): ModeEntry {
  const how = mode.flag ? 'copy' : kind === 'remote' || kind === 'heredoc' ? kind : 'context';
  const flag = mode.flag ? instruction.flags.find(({ name }) => name === 'chmod') : undefined;
  const at = flag?.span ?? sourceAt;
  const cause = { how, at, step, instruction, source } as const;
  return modeEntry(path, mode.bits, { cause, tree, assumed: how === 'context' });
}

/** A copy keeps the modes that the files have in the stage they come from. */
function broughtBy({ source, path }: PlacedFile, entries: readonly ModeEntry[]): readonly ModeEntry[] {
  const start = resolvePath('/', source);
  if (start === undefined || /[*?[]/.test(source)) return [];
  return entries.flatMap((entry) => {
    const { cause } = entry;
    if (cause.how === 'base' || cause.how === 'home') return [];
    if (isWithin(start, entry.path)) {
      const moved =
        entry.path === start
          ? path
          : `${path === '/' ? '' : path}/${entry.path.slice(start === '/' ? 1 : start.length + 1)}`;
      return [{ ...entry, path: moved, opened: [] }];
    }
    return covers(entry, start) && baseName(entry.path) !== '*' ? [{ ...entry, path, opened: [] }] : [];
  });
}
