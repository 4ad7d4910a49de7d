import { type ImageNameReading, type Naming, readImageName } from '../reference/imageName.ts';
import { type DeclaredParts, declaredParts } from './declaredParts.ts';
import type { ImageFacts } from './imageFacts.ts';

/** A name that the image is declared under. */
export interface DeclaredName {
  readonly name: string;
  readonly reading: ImageNameReading;
  /** The first reference that has it. */
  readonly parts: DeclaredParts;
  /** It is the maintainer non-specific form of another declared name: `namd` beside `namd-hlcs`. */
  readonly nonspecific: boolean;
}

/** Every name once, in the order they are declared. */
export function declaredNames(facts: ImageFacts, naming: Naming): readonly DeclaredName[] {
  const first = new Map<string, DeclaredParts>();
  for (const parts of declaredParts(facts)) {
    if (parts.name !== undefined && !first.has(parts.name)) first.set(parts.name, parts);
  }
  const readings = [...first].map(([name, parts]) => ({ name, parts, reading: readImageName(name, naming) }));
  const specific = new Set(readings.map(withoutMaintainer));
  return readings.map((one) => ({ ...one, nonspecific: specific.has(one.name) }));
}

/** What is left of a name without its maintainer id; undefined for one that has none. */
export function withoutMaintainer({ name, reading }: Pick<DeclaredName, 'name' | 'reading'>): string | undefined {
  return reading.state === 'valid' ? name.slice(0, -reading.maintainer.length - 1) : undefined;
}
