import type { DeclarationSource, DeclaredReference } from '../facts/declared.ts';
import { readImageName } from '../reference/imageName.ts';
import { parseReference } from '../reference/imageReference.ts';
import { readTag } from '../reference/tag.ts';
import type { Span } from '../text/span.ts';
import { builtReference, tellsSomething } from './declaredReference.ts';
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

/** The references of the first neighbour that builds this Dockerfile and tells what it is pushed as. */
export function declaredByBuilds(neighbours: readonly NeighbourBuilds[], asked: Asked): Found | undefined {
  const ordered = neighbours.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  for (const neighbour of ordered) {
    const { path, text, kind } = neighbour;
    const counted = referencesFor(neighbour, asked);
    const references = counted.map((one) => builtReference(one, { at: asked.at, path }));
    const [first] = counted;
    if (first === undefined || !references.some(tellsSomething)) continue;
    return { references, from: { kind: kinds[kind], path, text, span: first.span } };
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

/** What the builds of this Dockerfile push its image as, each reference once. */
function referencesFor({ builds }: NeighbourBuilds, asked: Asked): readonly NeighbourReference[] {
  const mine = builds.filter((build) => isOf(build, asked));
  // Builds that are not pushed are for a test, where others are.
  const pushed = mine.filter(({ pushes }) => pushes !== false);
  const named = new Map<string, NeighbourReference>();
  for (const { references, pushes } of oneImage(pushed.length > 0 ? pushed : mine)) {
    for (const reference of references) {
      const counts = isReadable(reference) && (pushes === true || isMeant(reference));
      if (counts && !named.has(reference.text)) named.set(reference.text, reference);
    }
  }
  return [...named.values()];
}

/** A name that is empty, or has signs of a shell, was not understood. */
function isReadable(reference: NeighbourReference): boolean {
  const name = nameOf(reference);
  return hasGap(name) || /^[\w.-]+$/.test(name);
}

/**
 * Nobody can push a name without a folder but the makers of Docker's own images: unless it is pushed all the same, or
 * has the protocol's form, it is a name for the machine that builds.
 */
function isMeant({ text, samples = [text] }: NeighbourReference): boolean {
  const reference = parseReference(samples[0] ?? text);
  if (text.includes('/') || hasGap(nameOf({ text }))) return true;
  if (reference?.tag === undefined || readImageName(reference.path).state !== 'valid') return false;
  return reference.tag === 'latest' || readTag(reference.tag).state === 'valid';
}

function isOf({ dockerfiles, target }: NeighbourBuild, { place, stages }: Asked): boolean {
  if (target !== undefined && target !== '' && !hasGap(target) && !stages.includes(target.toLowerCase())) return false;
  return dockerfiles.some((one) => isSamePlace(one, place));
}

/** A matrix may make images of several names of one Dockerfile: those that may have the first build's names. */
function oneImage(builds: readonly NeighbourBuild[]): readonly NeighbourBuild[] {
  const names = new Set(builds[0]?.references.map(nameOf));
  return builds.filter(({ references }) => references.map(nameOf).some((name) => names.has(name) || hasGap(name)));
}

function nameOf({ text }: Pick<NeighbourReference, 'text'>): string {
  const slash = text.lastIndexOf('/') + 1;
  const colon = text.indexOf(':', slash);
  return text.slice(slash, colon < 0 ? text.length : colon);
}
