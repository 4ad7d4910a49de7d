import type { Build, Stage, Step } from '../../dockerfile/build.ts';
import { expandIn } from '../../dockerfile/dispatch.ts';
import { isWithin } from '../../dockerfile/path.ts';
import { parseMode } from '../../shell/fileMode.ts';
import { resolvePath } from '../../shell/path.ts';
import { remembered } from '../../text/remembered.ts';
import { type PlacedFile, placedBy } from '../placedFiles.ts';
import { bitsCleared, bitsSet, isShared, type ModeMark, opening } from './modeMark.ts';
import { type MarkWalk, mostFolders, mostMarks, runMarks } from './runMarks.ts';

/** The paths of the image that ships which the file makes writable for all, or gives the bits of another user. */
export const modeMarks = remembered((build: Build): readonly ModeMark[] => {
  const ends = new Map<Stage, MarkWalk>();
  for (const stage of build.stages) if (build.reachable.has(stage)) ends.set(stage, walkStage(stage, build, ends));
  return ends.get(build.target)?.marks ?? [];
});

/** Stage by stage, as later ones build on earlier ones or copy from them. */
function walkStage(stage: Stage, build: Build, ends: ReadonlyMap<Stage, MarkWalk>): MarkWalk {
  const before = stage.base.kind === 'stage' ? ends.get(stage.base.stage) : undefined;
  const walk: MarkWalk = {
    marks: before?.marks ?? [],
    folders: new Set(before?.folders),
    files: new Set(before?.files),
  };
  for (const step of stage.steps) {
    const { kind } = step.instruction;
    if (kind === 'run') runMarks(step, walk, build);
    if (kind === 'workdir' && step.after.workdir.state === 'known' && walk.folders.size < mostFolders)
      walk.folders.add(step.after.workdir.value);
    if (kind === 'copy' || kind === 'add') for (const file of placedBy(step, build)) place(file, { walk, build, ends });
  }
  return walk;
}

interface Placing {
  readonly walk: MarkWalk;
  readonly build: Build;
  readonly ends: ReadonlyMap<Stage, MarkWalk>;
}

function place(file: PlacedFile, { walk, build, ends }: Placing): void {
  const { path, tree, from, kind } = file;
  if (!tree && kind !== 'stage' && walk.files.size < mostFolders) walk.files.add(path);
  const own = given(file, file.step, build);
  const brought = from === undefined ? [] : broughtBy(file, ends.get(from)?.marks ?? []);
  const cleared = own?.cleared ?? 0;
  const kept = brought.flatMap((mark) => {
    const bits = mark.bits & ~cleared;
    return bits === 0 ? [] : [{ ...mark, bits }];
  });
  const others = walk.marks.filter((mark) => mark.path !== path);
  walk.marks = [...others, ...kept, ...(own?.mark === undefined ? [] : [own.mark])].slice(-mostMarks);
}

/** What --chmod gives and takes. */
function given(
  { instruction, path, tree }: PlacedFile,
  step: Step,
  build: Build,
): { readonly mark: ModeMark | undefined; readonly cleared: number } | undefined {
  const flag = instruction.flags.find(({ name }) => name === 'chmod');
  if (flag === undefined) return undefined;
  const expansion = expandIn(step.before, flag.value ?? '', build.dockerfile.escape);
  const mode = expansion.state === 'text' ? parseMode(expansion.text) : undefined;
  if (mode === undefined) return undefined;
  const bits = isShared(path) ? bitsSet(mode) & ~opening.worldWrite : bitsSet(mode);
  const mark: ModeMark | undefined =
    bits === 0 ? undefined : { path, tree, bits, cause: { how: 'copy', step, instruction, flag } };
  return { mark, cleared: bitsCleared(mode) };
}

/** A copy keeps the modes that the files have in the stage they come from. */
function broughtBy({ source, path }: PlacedFile, marks: readonly ModeMark[]): readonly ModeMark[] {
  const start = resolvePath('/', source);
  if (start === undefined || /[*?[]/.test(source)) return [];
  return marks.flatMap((mark) => {
    if (isWithin(start, mark.path)) {
      const below = start === '/' ? mark.path : mark.path.slice(start.length);
      return [{ ...mark, path: path === '/' ? below || '/' : `${path}${below}` }];
    }
    return mark.tree && isWithin(mark.path, start) ? [{ ...mark, path }] : [];
  });
}
