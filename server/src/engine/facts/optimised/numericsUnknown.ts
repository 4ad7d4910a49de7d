import type { Build } from '../../dockerfile/build.ts';
import { baseSpan } from '../../dockerfile/resolve.ts';
import { normalise } from '../../reference/normalise.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { outsideImages } from '../outsideImages.ts';
import { packageCalls } from '../packageCalls.ts';
import { type PlacedFile, placedBy } from '../placedFiles.ts';
import { type ReachableRun, reachableRuns, reachableStages } from '../reachable.ts';
import { type InstalledPackage, installedPackages } from './installedPackages.ts';
import { isPlainBase, isPlainFile, isPlainPackage, isPlainProgram } from './plainThings.ts';

/** Why it cannot be told whether the image computes, and how. */
export interface UnknownNumerics {
  /** Completes "Cannot tell whether the application is optimised: ". */
  readonly because: string;
  readonly at: Span;
}

/**
 * What stands in the way first; undefined where everything was seen and nothing of it is compiled numerics. What is
 * compiled says most, then what is installed, then what is copied.
 */
export const unknownNumerics = remembered(
  (build: Build): UnknownNumerics | undefined =>
    compiled(build) ??
    listed(build) ??
    unread(build) ??
    installed(build) ??
    ran(build) ??
    copied(build) ??
    based(build),
);

const compilers =
  /^(?:(?:[\w-]+-)?(?:gcc|g\+\+|gfortran|clang|clang\+\+|cc|c\+\+)(?:-\d[\d.]*)?|make|gmake|ninja|cmake\d?|meson|configure|bazel|bazelisk|cargo|go|rustc|nvcc|hipcc|icx|icpx|ifx|ifort|icc|mpicc|mpicxx|mpif90|mpifort|scons|bootstrap|waf|stack|ghc|javac)$/;

/** The first command that compiles. */
export const compiled = remembered((build: Build): UnknownNumerics | undefined =>
  firstCommand(build, ({ program = '', span }) =>
    compilers.test(program) ? { because: `what ${program} builds here, and how, is not shown`, at: span } : undefined,
  ),
);

/** Lists of packages, and projects whose own lists are taken. */
function listed(build: Build): UnknownNumerics | undefined {
  for (const { script } of reachableRuns(build)) {
    for (const { asked, command } of packageCalls(script)) {
      if (asked.action !== 'install' && asked.action !== 'env-create') continue;
      const file = asked.files[0];
      if (file !== undefined)
        return { because: `what ${file.text ?? 'the list'} installs is not in this file`, at: file.span };
      const own =
        asked.packages.length === 0 ||
        asked.packages.some(({ text = '' }) => /^(?:\.|\/|-|file:|git\+|https?:)/.test(text));
      // `python3 -m pip install .` is pip's.
      const program = /^python/.test(command.program ?? '') ? asked.manager : command.program;
      if (own && asked.verb !== 'venv')
        return {
          because: `what ${program} ${asked.verb} installs is not in this file`.replace('  ', ' '),
          at: command.span,
        };
    }
  }
  return undefined;
}

function unread(build: Build): UnknownNumerics | undefined {
  for (const { script } of reachableRuns(build)) {
    const [part] = script.unread;
    if (part !== undefined && part.span.end > part.span.start) return { because: part.because, at: part.span };
    if (part !== undefined) return { because: part.because, at: build.target.from.keywordSpan };
  }
  return undefined;
}

function installed(build: Build): UnknownNumerics | undefined {
  const unknown = installedPackages(build).find((one) => !isPlain(one));
  if (unknown !== undefined)
    return { because: `whether ${unknown.name} computes, and how fast, is not known`, at: unknown.word.span };
  for (const { script } of reachableRuns(build)) {
    for (const { asked, command } of packageCalls(script)) {
      const word = asked.packages.find(({ text }) => text === undefined);
      if (word !== undefined)
        return { because: `what ${word.raw.slice(0, 60)} stands for is not known`, at: command.span };
    }
  }
  return undefined;
}

const isPlain = ({ call, name }: InstalledPackage) => isPlainPackage(call.asked.manager, name);

function ran(build: Build): UnknownNumerics | undefined {
  return firstCommand(build, ({ program, span, words }) => {
    if (words.length === 0) return undefined;
    if (program === undefined) return { because: 'what is run here is not known', at: span };
    if (isPlainProgram(program)) return undefined;
    const does = fetchers.has(program) ? 'fetches' : 'leaves in the image';
    return { because: `what ${program} ${does} is not known`, at: span };
  });
}

const fetchers: ReadonlySet<string> = new Set(['git', 'wget', 'curl', 'aria2c', 'svn', 'hg']);

function firstCommand(
  build: Build,
  reason: (command: ShellCommand, run: ReachableRun) => UnknownNumerics | undefined,
): UnknownNumerics | undefined {
  for (const run of reachableRuns(build)) {
    for (const command of run.script.commands) {
      const found = command.substitution ? undefined : reason(command, run);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function copied(build: Build): UnknownNumerics | undefined {
  for (const { stage } of reachableStages(build)) {
    for (const step of stage.steps) {
      const { instruction } = step;
      if (instruction.kind !== 'copy' && instruction.kind !== 'add') continue;
      const placed = placedBy(step, build);
      const unknown = placed.find((file) => !isPlainPlace(file, build));
      if (unknown !== undefined)
        return { because: `what ${unknown.source.slice(0, 80)} holds is not shown`, at: unknown.at };
      if (placed.length === 0)
        return { because: 'what is copied here, and where to, is not known', at: instruction.argsSpan };
    }
  }
  return undefined;
}

/** What other stages hand over is judged there, and an outside image as such; a bare word may be any build context. */
function isPlainPlace({ kind, source, instruction: { flags } }: PlacedFile, build: Build): boolean {
  if (kind === 'outside') return flags.some(({ valueSpan }) => placesOfImages(build).has(valueSpan.start));
  return kind === 'stage' || kind === 'heredoc' || (kind === 'context' && isPlainFile(source));
}

const placesOfImages = remembered((build: Build) => new Set(usedFrom(build).map(({ at }) => at.start)));

const usedFrom = remembered(outsideImages);

/** Outside images: bases, and those that files are copied from. */
function based(build: Build): UnknownNumerics | undefined {
  for (const { stage } of reachableStages(build)) {
    const { base, from } = stage;
    if (base.kind === 'unknown') return { because: base.because, at: baseSpan(from) };
    const isOdd = base.kind === 'image' && base.reference === undefined;
    if (isOdd) return { because: 'its base is no image reference', at: baseSpan(from) };
  }
  const unknown = usedFrom(build).find(({ reference }) => !isPlainBase(normalise(reference).name));
  return unknown && { because: `what ${unknown.text} holds is not known`, at: unknown.at };
}
