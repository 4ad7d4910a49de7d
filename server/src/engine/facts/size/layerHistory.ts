import type { Build, Step } from '../../dockerfile/build.ts';
import { isWithin } from '../../dockerfile/path.ts';
import { unpacks } from '../../shell/archives.ts';
import { type Mode, numeric } from '../../shell/fileMode.ts';
import { changesMode, changesOwner } from '../../shell/modes.ts';
import { baseName } from '../../shell/path.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import { folderOfPattern } from '../homes.ts';
import { placedBy } from '../placedFiles.ts';
import { scriptOf } from '../scripts.ts';
import { shippedSteps } from '../shippedRuns.ts';
import { unshippedFolders } from '../unshippedFolders.ts';
import { type ClearedPath, clearedBy, clears, unknownPlace } from './clearedPath.ts';
import { filePlaced, filesMade, keyOf, type LayerFile } from './layerFile.ts';
import { packagesUsed } from './packagesUsed.ts';
import { withFolders } from './workingFolders.ts';

/** A command that does something to what earlier layers brought. */
export interface LaterChange {
  readonly kind: 'removed' | 'owner' | 'mode';
  readonly step: Step;
  readonly command: ShellCommand;
  readonly files: readonly [LayerFile, ...LayerFile[]];
}

/** An archive, a package or an installer that was unpacked or run, and is still there in the end. */
export interface UsedUp {
  readonly file: LayerFile;
  readonly step: Step;
  readonly command: ShellCommand;
  /** What names it there. */
  readonly word: ShellWord;
}

export interface LayerHistory {
  readonly usedUp: readonly UsedUp[];
  readonly changes: readonly LaterChange[];
}

const mostFiles = 300;
const mostCommands = 5000;
/** What the layers of the shipped stages bring, and what later commands do to it. */
export const layerHistory = remembered(read);

interface Walk {
  files: readonly LayerFile[];
  readonly used: Map<LayerFile, UsedUp>;
  readonly changes: LaterChange[];
}

function read(build: Build): LayerHistory {
  const { escape, text } = build.dockerfile;
  const walk: Walk = { files: [], used: new Map(), changes: [] };
  let left = mostCommands;
  for (const step of shippedSteps(build)) {
    add(walk, placedBy(step, build).flatMap(filePlaced), []);
    const commands = scriptOf(step, text)?.commands ?? [];
    const unshipped = unshippedFolders(step, escape);
    for (const { located, command } of withFolders(commands.slice(0, Math.max(0, left)))) {
      follow(located, { step, walk, unshipped, command });
    }
    left -= commands.length;
  }
  return { usedUp: walk.files.flatMap((file) => walk.used.get(file) ?? []), changes: walk.changes };
}

function add(walk: Walk, files: readonly LayerFile[], unshipped: readonly string[]): void {
  const shipped = files.filter(({ path }) => !unshipped.some((folder) => isWithin(folder, path)));
  if (shipped.length === 0) return;
  const paths = new Set(shipped.map(({ path }) => path));
  walk.files = [...walk.files.filter(({ path }) => !paths.has(path)), ...shipped].slice(-mostFiles);
}

interface Following {
  readonly step: Step;
  /** As the script has it. */
  readonly command: ShellCommand;
  readonly walk: Walk;
  readonly unshipped: readonly string[];
}

function follow(located: ShellCommand, following: Following): void {
  const { walk, step, unshipped } = following;
  if (walk.files.length > 0) {
    for (const path of clearedBy(located, step)) remove(path, following);
    use(located, following);
    change(located, following);
    if (located.program === 'mv' || located.program === 'del') move(located, following);
  }
  add(walk, filesMade(located, step), unshipped);
}

function remove(path: ClearedPath, { walk, step, command }: Following): void {
  if (path.parts[0] === unknownPlace) {
    walk.files = walk.files.filter((file) => file.step !== step || !isNamed(path, file));
    return;
  }
  const gone = walk.files.filter((file) => clears({ ...path, picked: false }, file.path));
  if (gone.length === 0) return;
  // A `find` that picks by name may be after just these.
  if (path.picked) for (const file of gone) walk.used.delete(file);
  if (path.picked) return;
  walk.files = walk.files.filter((file) => !gone.includes(file));
  // Without -r it is a single file; one of no suffix is a script or a list.
  const single =
    command.program !== 'rm' || !command.args.some(({ text }) => /^-\w*[rR]|^--recursive$/.test(text ?? ''));
  const big = single ? gone.filter(({ path: name }) => /\.\w+$/.test(name)) : gone;
  record(walk, { kind: 'removed', step, command }, big);
}

/** In a folder that cannot be told, the name alone has to do. */
function isNamed({ parts, glob }: ClearedPath, { path }: LayerFile): boolean {
  return clears({ parts: parts.slice(-1), glob, picked: false }, baseName(path));
}

/** One change of a kind for a layer: further commands of the RUN cost nothing more. */
function record({ changes }: Walk, change: Omit<LaterChange, 'files'>, files: readonly LayerFile[]): void {
  const earlier = files.filter((file) => file.step !== change.step);
  // Those of the same RUN stand last.
  const same = changes
    .slice(-2)
    .find(({ step, kind }) => step === change.step && (kind === 'removed') === (change.kind === 'removed'));
  const known = new Set(same?.files);
  const [first, ...others] = [...known, ...earlier.filter((file) => !known.has(file))];
  if (first === undefined || earlier.length === 0) return;
  const whole: LaterChange = { ...(same ?? change), files: [first, ...others] };
  if (same === undefined) changes.push(whole);
  else changes[changes.lastIndexOf(same)] = whole;
}

/** Notes what is unpacked, installed from or run; what takes the archive away itself leaves none in its own layer. */
function use(located: ShellCommand, { walk, step, command }: Following): void {
  const takesAway = unpacks(located)?.keepsArchive === false;
  for (const { file, word } of packagesUsed(located, step, walk.files)) {
    if (takesAway && file.step === step) walk.files = walk.files.filter((one) => one !== file);
    else walk.used.set(file, { file, step, command, word });
  }
}

function change(located: ShellCommand, { walk, step, command }: Following): void {
  const owner = changesOwner(located);
  const mode = owner === undefined ? changesMode(located) : undefined;
  const asked = owner ?? mode;
  if (asked?.recursive !== true || asked.picked || isUsual(mode?.parsed)) return;
  const folders = asked.paths.flatMap((word) => {
    const key = keyOf(word, located, step);
    return key === undefined ? [] : [word.glob ? folderOfPattern(key) : key];
  });
  const touched = walk.files.filter((file) => folders.some((folder) => isWithin(folder, file.path)));
  record(walk, { kind: owner === undefined ? 'mode' : 'owner', step, command }, touched);
}

/** `a+rX` changes no mode of what is made as usual, and what keeps its mode is not stored again. */
function isUsual(mode: Mode | undefined): boolean {
  if (mode === undefined) return false;
  return [0o644, 0o755].every((bits) => numeric(mode, bits, false) === bits && numeric(mode, 0o755, true) === 0o755);
}

/** What is moved is somewhere else, where it is not followed. */
function move(located: ShellCommand, { walk, step }: Following): void {
  const moved = located.args.map((word) => keyOf(word, located, step));
  walk.files = walk.files.filter(({ path }) => !moved.includes(path));
}
