import type { Level } from '../protocol/contributedImages.ts';
import { registryLevel } from '../reference/registryLevel.ts';

/** What set the level that is judged by. */
export type LevelSource = 'option' | 'pragma' | 'configuration' | 'registry' | 'setting' | 'default';

/** The level by each place that may say one. */
export interface LevelsGiven {
  readonly option: Level | undefined;
  readonly pragma: Level | undefined;
  readonly configuration: Level | undefined;
  readonly setting: Level | undefined;
}

/** The level to judge by: the first place that says one. */
export function levelInForce(
  { option, pragma, configuration, setting }: LevelsGiven,
  images: readonly string[],
): { readonly level: Level; readonly levelFrom: LevelSource } {
  const registry = images.map(registryLevel).find((level) => level !== undefined);
  const places: readonly (readonly [LevelSource, Level | undefined])[] = [
    ['option', option],
    ['pragma', pragma],
    ['configuration', configuration],
    ['registry', registry],
    ['setting', setting],
  ];
  for (const [levelFrom, level] of places) if (level !== undefined) return { level, levelFrom };
  return { level: 'contrib', levelFrom: 'default' };
}
