import type { Build } from '../../dockerfile/build.ts';
import type { ModeEntry } from './modeEntry.ts';

/** What is known of modes while the steps of a stage are gone through: the one thing here that changes. */
export interface ModeWalk {
  entries: readonly ModeEntry[];
  /** Folders that are there for sure. */
  readonly folders: Set<string>;
  /** Paths that were given to group 0. */
  readonly groups: string[];
  readonly build: Build;
}

/** More than any real file has; what is older is forgotten. */
export const mostEntries = 200;
const mostFolders = 2000;

/** Notes that the folder and those above it are there. */
export function remember({ folders }: ModeWalk, path: string): void {
  for (let folder = path; folder !== '' && folder !== '/' && folders.size < mostFolders; ) {
    if (folders.has(folder)) return;
    folders.add(folder);
    folder = folder.slice(0, folder.lastIndexOf('/'));
  }
}
