import type { ImageFacts } from '../imageFacts.ts';
import { type AskedPlatform, architectureOf, askedPlatforms } from './askedPlatforms.ts';
import { type FixedArchitecture, fixedArchitectures } from './fixedArchitectures.ts';
import { isShipped, meantArchitectures } from './oneArchitecture.ts';
import { undeclaredPlatformArguments } from './undeclaredPlatformArguments.ts';

/** Something that keeps the image to one architecture; what only may is advised on. */
export interface Obstacle<T> {
  readonly what: T;
  readonly decides: boolean;
}

/** The constant platforms of FROM that nothing says are meant; `accelerators` are words for reading the declared tag. */
export function constantPlatforms(
  facts: ImageFacts,
  accelerators: readonly string[],
): readonly Obstacle<AskedPlatform>[] {
  const { build } = facts;
  if (build === undefined) return [];
  const isMeantFor = meantArchitectures(facts, build, accelerators);
  return askedPlatforms(build).flatMap((what) => {
    const word = what.kind === 'constant' ? architectureOf(what) : undefined;
    if (word === undefined || isMeantFor(what.stage, word, 'name')) return [];
    return [{ what, decides: isShipped(what.stage, build) }];
  });
}

/** What is for one architecture in a stage that nothing says is meant for it. */
export function strayArchitectures(
  facts: ImageFacts,
  accelerators: readonly string[],
): readonly Obstacle<FixedArchitecture>[] {
  const { build } = facts;
  if (build === undefined) return [];
  const isMeantFor = meantArchitectures(facts, build, accelerators);
  return fixedArchitectures(build).flatMap((what) => {
    if (isMeantFor(what.stage, what.word, what.kind === 'base' ? 'name' : 'name or base')) return [];
    return [{ what, decides: !what.conditional && what.kind !== 'argument' && what.kind !== 'search path' }];
  });
}

/** Whether the Dockerfile shows that the image cannot be there for several architectures. */
export function hasObstacle(facts: ImageFacts, accelerators: readonly string[]): boolean {
  const { build } = facts;
  if (build === undefined) return false;
  const found = [...constantPlatforms(facts, accelerators), ...strayArchitectures(facts, accelerators)];
  return found.some(({ decides }) => decides) || undeclaredPlatformArguments(build).length > 0;
}
