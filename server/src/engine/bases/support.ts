import type { End } from './lifecycleTable.ts';

export type Support = 'supported' | 'ends-soon' | 'ended' | 'unknown';

/** How long free security updates come, as the tables know it. */
export interface Supported {
  /** The last day, or true: ended, false: no end announced; undefined: not known. */
  readonly supportedUntil: End | undefined;
}

const soon = 90;

/** How a release stands on a day (YYYY-MM-DD); the last day of support still counts as supported. */
export function supportOf({ supportedUntil }: Supported, date: string): Support {
  if (supportedUntil === undefined) return 'unknown';
  if (typeof supportedUntil === 'boolean') return supportedUntil ? 'ended' : 'supported';
  if (date > supportedUntil) return 'ended';
  return daysBetween(date, supportedUntil) <= soon ? 'ends-soon' : 'supported';
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
