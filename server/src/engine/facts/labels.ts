import { baseSpan } from '../dockerfile/resolve.ts';
import { entriesOf } from '../text/persistentMap.ts';
import type { Span } from '../text/span.ts';
import { type Fact, known } from './fact.ts';
import type { ImageFacts } from './imageFacts.ts';

/** The labels of a subject by name; one that is there may have a value that cannot be told. */
export interface Labels {
  readonly facts: ReadonlyMap<string, Fact<string>>;
  /** Where a finding on what is missing shows. */
  readonly at: Span;
}

/**
 * The labels that the file sets itself, or that the image has; undefined where the image's cannot be seen. What the
 * base of a Dockerfile brings would tell of the base.
 */
export function labelsOf({ build, labels }: ImageFacts): Labels | undefined {
  const { at } = labels;
  if (build !== undefined) {
    return { facts: new Map([...entriesOf(build.target.after.labels)].sort(byName)), at: baseSpan(build.target.from) };
  }
  if (labels.state === 'unknown') return undefined;
  const { origin } = labels;
  const values = labels.state === 'known' ? [...labels.value] : [];
  return { facts: new Map(values.map(([name, value]) => [name, known(value, at, origin)] as const)), at };
}

/** Whether the label has a value, or may have one. */
export function hasLabel({ facts }: Labels, name: string): boolean {
  const fact = facts.get(name);
  if (fact === undefined || fact.state === 'absent') return false;
  return fact.state === 'unknown' || fact.value.trim() !== '';
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
