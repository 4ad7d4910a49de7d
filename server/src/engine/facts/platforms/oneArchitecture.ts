import type { Build, Stage } from '../../dockerfile/build.ts';
import type { Flag } from '../../dockerfile/model.ts';
import { type ArchitectureWord, architectureWords, familyOf } from '../../reference/architectureWords.ts';
import { remembered } from '../../text/remembered.ts';
import { declaredTags } from '../declaredTags.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { reachableStages } from '../reachable.ts';

/** Whether a stage is meant for that architecture alone: it is called so, or ships under such a tag, or stands on such a base. */
export type IsMeantFor = (stage: Stage, word: ArchitectureWord, by: 'name' | 'name or base') => boolean;

/** Reads names of stages and declared tags; `accelerators` are the words that settings add to the known ones. */
export function meantArchitectures(facts: ImageFacts, build: Build, accelerators: readonly string[]): IsMeantFor {
  const declared = declaredTags(facts, accelerators).flatMap(({ readings }) => readings[0]?.architecture ?? []);
  const ofTag = new Set(declared.map((architecture) => familyOf({ name: '', at: 0, architecture })));
  return (stage, word, by) => {
    const family = familyOf(word);
    const place = places(build).get(stage);
    const own = by === 'name' ? place?.named : place?.families;
    return ofTag.has(family) || own?.has(family) === true;
  };
}

/** What a stage has from the FROMs that it goes back to. */
interface Place {
  /** Architectures that the stage or its ancestors are named for. */
  readonly named: ReadonlySet<string>;
  /** Those, and the ones that their bases are named for. */
  readonly families: ReadonlySet<string>;
  /** `--platform` of the first of them. */
  readonly flag: Flag | undefined;
  readonly ships: boolean;
}

const places = remembered((build: Build): ReadonlyMap<Stage, Place> => {
  const ships = new Set(build.ships);
  const found = new Map<Stage, Place>();
  // A stage stands behind the one that it is built on.
  for (const stage of build.stages) {
    const { name = '', from, base } = stage;
    const parent = base.kind === 'stage' ? found.get(base.stage) : undefined;
    const named = withNames(parent?.named ?? nothing, name);
    const families = withNames(parent?.families ?? nothing, `${name} ${from.base?.raw ?? ''}`);
    const flag = parent === undefined ? from.flags.find((each) => each.name === 'platform') : parent.flag;
    found.set(stage, { named, families, flag, ships: ships.has(stage) });
  }
  return found;
});

const nothing: ReadonlySet<string> = new Set();

function withNames(inherited: ReadonlySet<string>, text: string): ReadonlySet<string> {
  const own = architectureWords(text).map(familyOf);
  return own.every((family) => inherited.has(family)) ? inherited : new Set([...inherited, ...own]);
}

/** Whether the stage's files ship as they lie there. */
export function isShipped(stage: Stage, build: Build): boolean {
  return places(build).get(stage)?.ships === true;
}

/** A stage that is only built with, on a platform that the file chooses: what it downloads need not follow the target. */
export function isForBuildPlatform(stage: Stage, build: Build): boolean {
  const place = places(build).get(stage);
  return place?.flag?.value !== undefined && !place.ships && !/TARGET/.test(place.flag.value);
}

/** The reachable Linux stages in the order of the file. */
export const linuxStages = remembered((build: Build): readonly Stage[] =>
  reachableStages(build).flatMap(({ stage }) => (stage.os === 'linux' ? [stage] : [])),
);
