import type { Level } from '../protocol/contributedImages.ts';

/** The level that the registry's own folders tell of an image: `quay.io/st4sd/official-base/x` is gold. */
export function registryLevel(name: string): Level | undefined {
  const folders = name.split('/').slice(0, -1);
  return folders.map((folder) => levels.get(folder)).find((level) => level !== undefined);
}

const levels: ReadonlyMap<string, Level> = new Map([
  ['official-applications', 'gold'],
  ['official-base', 'gold'],
  ['contributed-applications', 'contrib'],
  ['contrib-applications', 'contrib'],
  ['community-applications', 'contrib'],
]);
