import type { DeclarationSource, DeclaredReference } from '../facts/declared.ts';
import type { Span } from '../text/span.ts';
import { builtReference } from './declaredReference.ts';
import { hasGap } from './gaps.ts';
import type { NeighbourKind } from './neighbour.ts';
import { isSamePlace } from './place.ts';
import type { NeighbourBuild, NeighbourBuilds, NeighbourReference } from './readNeighbour.ts';

interface Found {
  readonly references: readonly DeclaredReference[];
  readonly from: DeclarationSource;
}

interface Asked {
  /** Of the Dockerfile. */
  readonly place: string;
  /** Name and number of the stage that is judged. */
  readonly stages: readonly string[];
  /** Where findings show. */
  readonly at: Span;
}

/**
 * The references of the first neighbour that builds this Dockerfile. A name without a slash can be pushed by nobody but
 * the makers of Docker's own images, so it counts only where no neighbour has another.
 */
export function declaredByBuilds(neighbours: readonly NeighbourBuilds[], asked: Asked): Found | undefined {
  const ordered = neighbours.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const found = ordered.map((neighbour) => ({ neighbour, references: referencesFor(neighbour, asked) }));
  for (const counts of [isFull, () => true]) {
    for (const { neighbour, references } of found) {
      const counted = references.filter(counts);
      const declared = counted.flatMap((one) => builtReference(one, { at: asked.at, path: neighbour.path }) ?? []);
      const [first] = counted;
      if (first === undefined || declared.length === 0) continue;
      const { path, text, kind } = neighbour;
      return { references: declared, from: { kind: kinds[kind], path, text, span: first.span } };
    }
  }
  return undefined;
}

const kinds: Readonly<Record<NeighbourKind, DeclarationSource['kind']>> = {
  compose: 'compose',
  'bake-hcl': 'bake',
  'bake-json': 'bake',
  workflow: 'workflow',
  travis: 'script',
  gitlab: 'script',
  makefile: 'script',
  script: 'script',
};

const order = Object.keys(kinds);

/** What the builds of this Dockerfile name its image, each name once. */
function referencesFor({ builds }: NeighbourBuilds, asked: Asked): readonly NeighbourReference[] {
  const mine = builds.filter((build) => isOf(build, asked));
  // Builds that are not pushed are for a test, where others are.
  const pushed = mine.filter(({ pushes }) => pushes !== false);
  const named = new Map<string, NeighbourReference>();
  for (const { references } of oneImage(pushed.length > 0 ? pushed : mine)) {
    for (const reference of references) if (!named.has(reference.text)) named.set(reference.text, reference);
  }
  return [...named.values()];
}

function isOf({ dockerfiles, target }: NeighbourBuild, { place, stages }: Asked): boolean {
  if (target !== undefined && target !== '' && !hasGap(target) && !stages.includes(target.toLowerCase())) return false;
  return dockerfiles.some((one) => isSamePlace(one, place));
}

/** A matrix may make images of several names of one Dockerfile: those of the first build's names. */
function oneImage(builds: readonly NeighbourBuild[]): readonly NeighbourBuild[] {
  const names = new Set(builds[0]?.references.map(nameOf));
  return builds.filter(({ references }) => references.some((reference) => names.has(nameOf(reference))));
}

function nameOf({ text }: NeighbourReference): string {
  const slash = text.lastIndexOf('/') + 1;
  const colon = text.indexOf(':', slash);
  return text.slice(slash, colon < 0 ? text.length : colon);
}

function isFull({ text }: NeighbourReference): boolean {
  return text.includes('/');
}
