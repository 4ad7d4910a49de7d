import type { Build, Stage, Step } from '../dockerfile/build.ts';
import { expandIn } from '../dockerfile/dispatch.ts';
import type { Copy } from '../dockerfile/model.ts';
import { cleanPath, resolvePath } from '../dockerfile/path.ts';
import { sourcesOf, stageNames } from '../dockerfile/reach.ts';
import { baseName } from '../shell/path.ts';
import { remembered } from '../text/remembered.ts';
import type { Span } from '../text/span.ts';
import { shippedSteps } from './shippedRuns.ts';

/** Something that COPY or ADD puts into the image. */
export interface PlacedFile {
  readonly step: Step;
  readonly instruction: Copy;
  /** Where it lies; the last part is `*` where its name cannot be told. */
  readonly path: string;
  /** The folder it is put into under its own name, where it is. */
  readonly folder: string | undefined;
  /** It may be a folder with what is below it. */
  readonly tree: boolean;
  readonly kind: 'context' | 'stage' | 'outside' | 'remote' | 'git' | 'archive' | 'heredoc';
  /** As expanded: a path, a URL, the name of a here-document. */
  readonly source: string;
  /** The stage it is copied from. */
  readonly from: Stage | undefined;
  /** Where the source is written. */
  readonly at: Span;
}

const placed = new WeakMap<Step, readonly PlacedFile[]>();

/** Everything that COPY and ADD put into the image that ships, in their order. */
export const placedFiles = remembered((build: Build) => shippedSteps(build).flatMap((step) => placedBy(step, build)));

/** What a COPY or ADD brings and where to; nothing where the destination cannot be told. */
export function placedBy(step: Step, build: Build): readonly PlacedFile[] {
  const { instruction } = step;
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return [];
  const found = placed.get(step) ?? readPlaced(step, instruction, build);
  placed.set(step, found);
  return found;
}

function readPlaced(step: Step, instruction: Copy, build: Build): readonly PlacedFile[] {
  const { before } = step;
  const { escape } = build.dockerfile;
  const destination = destinationOf(step, instruction, escape);
  if (destination === undefined) return [];
  const sources = instruction.sources.map(({ raw, span }) => {
    const expansion = expandIn(before, raw, escape);
    return { source: expansion.state === 'text' ? expansion.text : raw, at: span };
  });
  const several = sources.length + instruction.heredocs.length > 1;
  const folder = several || destination.folder;
  const from = originOf(step, build);
  const place = (name: string, inside = folder) =>
    inside ? cleanPath(`${destination.path}/${name}`) : destination.path;
  return [
    ...sources.map(({ source, at }): PlacedFile => {
      const kind = from.kind ?? kindOf(source, instruction);
      const inside = folder || (standardFolder.test(destination.path) && plainFile.test(source));
      const whole = kind === 'git' || kind === 'archive' || /(?:^|\/)\.?$/.test(source);
      const tree = whole || (kind !== 'remote' && !folder && !/\.\w{1,5}$/.test(baseName(source)));
      const path = whole ? destination.path : place(keptName(source, kind), inside);
      const into = inside ? destination.path : undefined;
      return { step, instruction, path, folder: into, tree, kind, source, from: from.stage, at };
    }),
    ...instruction.heredocs.map(({ name }): PlacedFile => {
      return {
        step,
        instruction,
        path: place(name),
        folder: folder ? destination.path : undefined,
        tree: false,
        kind: 'heredoc',
        source: name,
        from: undefined,
        at: instruction.argsSpan,
      };
    }),
  ];
}

interface Destination {
  readonly path: string;
  readonly folder: boolean;
}

function destinationOf({ before: state }: Step, { destination }: Copy, escape: string): Destination | undefined {
  const expansion = expandIn(state, destination?.raw ?? '', escape);
  if (expansion.state !== 'text' || expansion.text === '') return undefined;
  const { text } = expansion;
  const workdir = state.workdir.state === 'known' ? state.workdir.value : undefined;
  if (!text.startsWith('/') && workdir === undefined) return undefined;
  const path = resolvePath(workdir ?? '/', text);
  return { path, folder: /(?:^|\/)\.?$/.test(text) || path === workdir || /\/s?bin$/.test(path) };
}

/** Folders that every distribution has, into which a file goes under its own name. */
const standardFolder =
  /^\/(?:opt|tmp|home|root|srv|mnt|media|etc|var(?:\/(?:tmp|lib|opt))?|usr(?:\/local)?(?:\/(?:src|lib|share|etc|include))?)$/;

/** A name that is hardly that of a folder. */
const plainFile =
  /\.(?:tar|t?gz|t?bz2|t?xz|zst|zip|7z|deb|rpm|apk|whl|jar|run|bin|sh|bash|csh|py|pl|rb|r|jl|js|txt|ya?ml|json|toml|lock|cfg|conf|ini|xml|md|csv|tsv|patch|diff)$/i;

const namesOf = remembered(({ stages }: Build) => stageNames(stages));

function originOf(step: Step, build: Build): { kind: 'stage' | 'outside' | undefined; stage: Stage | undefined } {
  if (!step.instruction.flags.some(({ name }) => name === 'from')) return { kind: undefined, stage: undefined };
  const [use] = sourcesOf(step, build.stages, namesOf(build));
  const stage = use?.source.kind === 'stage' ? use.source.stage : undefined;
  return { kind: stage === undefined ? 'outside' : 'stage', stage };
}

const archive = /\.(?:tar(?:\.\w{2,4})?|tgz|tbz2?|txz)$/;

function kindOf(source: string, { kind, flags }: Copy): PlacedFile['kind'] {
  if (kind === 'copy') return 'context';
  // A URL may be in the variable.
  if (source.startsWith('$')) return 'outside';
  const unpack = flags.find(({ name }) => name === 'unpack')?.value;
  if (/^git@|^(?:git|ssh):\/\/|^https?:\/\/[^?#]*\.git(?:[#?]|$)/.test(source)) return 'git';
  if (/^https?:\/\//i.test(source)) return unpack === 'true' || unpack === '' ? 'archive' : 'remote';
  return archive.test(source) && unpack !== 'false' ? 'archive' : 'context';
}

/** The name a source keeps in a folder. */
export function keptName(source: string, kind: PlacedFile['kind']): string {
  const name = baseName(kind === 'remote' ? source.replace(/[?#].*$/, '') : source);
  return name === '' || /[$*?[]/.test(name) ? '*' : name;
}
