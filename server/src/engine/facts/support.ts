import { type LifecyclePart, lifecycleOf } from '../bases/lifecycle.ts';
import { productNamed } from '../bases/lifecycleTable.ts';
import { supportOf } from '../bases/support.ts';
import { supportsNewestOnly } from './products.ts';

/** How a part of an image, its runtime or its distribution, stands on a day. */
export type Standing =
  | 'supported'
  /** Past its regular end, in an extension that is free to everybody. */
  | 'extended'
  | 'ends-soon'
  /** A newer release is out, and only the newest gets fixes. */
  | 'superseded'
  | 'ended'
  | 'unknown';

export interface PartStanding {
  readonly part: LifecyclePart;
  readonly standing: Standing;
}

export interface ImageSupport {
  readonly parts: readonly PartStanding[];
  /** Year or month of the last build of an image that is built no more. */
  readonly retired: string | undefined;
}

/** The upkeep of an image on a day (YYYY-MM-DD); before the first build of a retired image nothing is retired. */
export function imageSupport(reference: string, date: string): ImageSupport {
  const { parts, retired } = lifecycleOf(reference);
  const runs = parts.some((part) => part.kind !== 'os' && standingOf(part, date) === 'supported');
  return {
    parts: parts.map((part) => ({ part, standing: isSaid(part) ? standingOf(part, date) : assumed(part, date, runs) })),
    retired: retired !== undefined && date > retired ? retired : undefined,
  };
}

/** Whether the reference itself says it, in its tag or name. */
function isSaid({ found }: LifecyclePart): boolean {
  return found === 'tag' || found === 'name';
}

function standingOf(part: LifecyclePart, date: string): Standing {
  const support = supportOf(part, date);
  if (support === 'unknown' || date < firstYear) return 'unknown';
  const ending = support === 'ended' || support === 'ends-soon';
  if (ending && supportsNewestOnly(productNamed(part.product) ?? {})) return 'superseded';
  const regularEnd = typeof part.eol === 'string' ? part.eol : undefined;
  return support === 'supported' && regularEnd !== undefined && date > regularEnd ? 'extended' : support;
}

/** A host without a clock judges at the day 0000-00-00, on which nothing has ended. */
const firstYear = '0001';

/**
 * What the table says of the last build it knows of: an image that is still built has moved on since. It ended for sure
 * only where that was so already then, and nothing else in the image is kept up.
 */
function assumed(part: LifecyclePart, date: string, runs: boolean): Standing {
  const standing = standingOf(part, date);
  if (standing === 'supported') return standing;
  const { supportedUntil, foundAsOf } = part;
  const before = supportedUntil === true || (typeof supportedUntil === 'string' && supportedUntil < (foundAsOf ?? ''));
  return standing === 'ended' && before && !runs ? 'ended' : 'unknown';
}
