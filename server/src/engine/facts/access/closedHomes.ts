import type { Build } from '../../dockerfile/build.ts';
import { isWithin } from '../../dockerfile/path.ts';
import { remembered } from '../../text/remembered.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { placedBy } from '../placedFiles.ts';
import { fileModes } from './fileModes.ts';
import { keepsOut, type ModeCause, type ModeEntry } from './modeEntry.ts';
import { neededFor } from './neededPaths.ts';

/** The home of an account that its owner alone may enter, though the image needs what is in it. */
export interface ClosedHome {
  readonly path: string;
  readonly cause: Extract<ModeCause, { readonly how: 'umask' | 'home' | 'made' }>;
  /** What needs it, a clause. */
  readonly needed: string;
}

export const closedHomes = remembered((facts: ImageFacts): readonly ClosedHome[] => {
  const { build } = facts;
  if (build === undefined) return [];
  return fileModes(build).flatMap((entry: ModeEntry) => {
    const { cause, path, mode, forGroup } = entry;
    if (cause.how !== 'home' || !keepsOut(mode) || forGroup) return [];
    const needed = neededFor(facts, entry) ?? installedIn(path, build);
    return needed === undefined ? [] : [{ path, cause, needed }];
  });
});

/** What COPY puts there, settings apart. */
function installedIn(home: string, build: Build): string | undefined {
  const into = build.ships.some(({ steps }) =>
    steps.some((step) =>
      placedBy(step, build).some(({ path }) => isWithin(home, path) && !path.startsWith(`${home}/.`)),
    ),
  );
  return into ? 'the image has files there' : undefined;
}
