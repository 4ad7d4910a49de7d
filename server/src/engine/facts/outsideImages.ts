import { knownBases } from '../bases/knownBases.ts';
import type { Build, Stage } from '../dockerfile/build.ts';
import { type StageNames, sourcesOf, stageNames } from '../dockerfile/reach.ts';
import { baseSpan } from '../dockerfile/resolve.ts';
import { type ImageReference, parseReference } from '../reference/imageReference.ts';
import type { Span } from '../text/span.ts';

/** An image from outside that the build uses. */
export interface OutsideImage {
  /** As the file means it, variables resolved. */
  readonly text: string;
  readonly reference: ImageReference;
  readonly at: Span;
  /** The stage that is built on it, or that copies from it. */
  readonly stage: Stage;
  readonly use: 'base' | 'files';
  /** Findings on it decide: it ships, or its files do; a mere builder's base is advised on. */
  readonly decides: boolean;
}

/** Every outside image of the reachable stages: bases, COPY --from, RUN --mount from. */
export function outsideImages(build: Build): readonly OutsideImage[] {
  const names = stageNames(build.stages);
  return [...build.reachable]
    .sort((a, b) => a.index - b.index)
    .flatMap((stage) => [...bases(stage, build), ...files(stage, build.stages, names)]);
}

function bases(stage: Stage, { ships }: Build): readonly OutsideImage[] {
  const { base, from } = stage;
  if (base.kind !== 'image' || base.reference === undefined) return [];
  return [
    {
      text: base.text,
      reference: base.reference,
      at: baseSpan(from),
      stage,
      use: 'base',
      decides: ships.includes(stage),
    },
  ];
}

/** A bare word may be a named build context and is taken for an image only where the table knows that very name. */
function files(stage: Stage, stages: readonly Stage[], names: StageNames): readonly OutsideImage[] {
  return stage.steps.flatMap((step) =>
    sourcesOf(step, stages, names).flatMap(({ source, flag }) => {
      if (source.kind !== 'name' || source.name === 'scratch' || source.name === 'context' || source.name.includes('$'))
        return [];
      const reference = parseReference(source.name);
      if (reference === undefined || (isBareWord(reference) && knownBases(source.name) === undefined)) return [];
      return [{ text: source.name, reference, at: flag.valueSpan, stage, use: 'files' as const, decides: true }];
    }),
  );
}

function isBareWord({ path, registry, tag, digest }: ImageReference): boolean {
  return registry === undefined && tag === undefined && digest === undefined && !path.includes('/');
}
