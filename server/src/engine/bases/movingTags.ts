import { remembered } from '../text/remembered.ts';
import { compileGlob, type Glob } from './glob.ts';
import { entryOf } from './imagesTable.ts';
import { lifecycleTable, type MovingEntry, productNamed } from './lifecycleTable.ts';
import { nameIndex } from './nameIndex.ts';

export type Movement =
  /** A dated build. */
  | 'fixed'
  /** In preparation or rolling: only a digest fixes it. */
  | 'never-pinned'
  /** Goes to another release some day. */
  | 'moving'
  /** Names a release, is rebuilt inside it. */
  | 'release'
  /** A bare number that goes to the next minor line. */
  | 'major'
  /** Nothing special is known: the usual rule holds. */
  | 'rule';

export interface TagMovement {
  readonly movement: Movement;
  /** The tag, or its part before the first hyphen, that told; undefined for `rule`. */
  readonly word: string | undefined;
}

/** Whether a tag of a repository (normalised name) stays what it is. */
export function tagMovement(name: string, tag: string): TagMovement {
  const entry = entryFor(name) ?? entryFor(entryOf(name)?.name ?? name);
  if (entry === undefined) return first([['moving', matched(lifecycleTable.movingTags.any, tag)]]);
  return first([
    ['fixed', anyGlob(entry.fixed ?? noPatterns)(tag) ? tag : undefined],
    ['never-pinned', matched(entry.neverPinned, tag)],
    ['moving', matched(entry.tags, tag)],
    ['release', matched(entry.releaseTags, tag) ?? codename(entry, tag)],
    ['major', matched(entry.majorTags, tag)],
  ]);
}

function first(steps: readonly (readonly [Movement, string | undefined])[]): TagMovement {
  const [movement, word] = steps.find(([, matching]) => matching !== undefined) ?? ['rule', undefined];
  return { movement, word };
}

const entryFor = nameIndex(() =>
  Object.values(lifecycleTable.movingTags)
    .filter(isEntry)
    .flatMap((entry) => entry.appliesTo.map((pattern) => [pattern, entry] as const)),
);

function isEntry(value: MovingEntry | readonly string[] | string): value is MovingEntry {
  return typeof value === 'object' && 'appliesTo' in value;
}

/** The tag or its part before the first hyphen, whichever one of the patterns matches. */
function matched(patterns: readonly string[] | undefined, tag: string): string | undefined {
  return [tag, firstPart(tag)].find(anyGlob(patterns ?? noPatterns));
}

function codename({ codenames = [] }: MovingEntry, tag: string): string | undefined {
  const word = firstPart(tag);
  const cycles = codenames.flatMap((product) => Object.values(productNamed(product)?.cycles ?? {}));
  return cycles.some((cycle) => cycle.codename === word) ? word : undefined;
}

function firstPart(tag: string): string {
  const hyphen = tag.indexOf('-');
  return hyphen < 0 ? tag : tag.slice(0, hyphen);
}

const noPatterns: readonly string[] = [];

const anyGlob = remembered((patterns: readonly string[]): Glob => {
  const globs = patterns.map(compileGlob);
  return (text) => globs.some((matches) => matches(text));
});
