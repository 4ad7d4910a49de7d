import type { Build, Step } from '../../dockerfile/build.ts';
import { remembered } from '../../text/remembered.ts';
import { type PackageCall, packageCalls } from '../packageCalls.ts';
import { type ShippedRun, shippedRuns } from '../shippedRuns.ts';
import { unshippedFolders } from '../unshippedFolders.ts';
import { type CachePlaces, clearsCache } from './cachePlaces.ts';
import { type CacheName, cacheOf } from './caches.ts';
import { clearedBy, clearedPath } from './clearedPath.ts';
import { pipSettings } from './pipSettings.ts';
import { unseenCleaner } from './unseenCleaner.ts';
import { noteExports } from './variableIn.ts';

/** A cache that a RUN fills and does not take away. */
export interface Leftover {
  readonly cache: CacheName;
  readonly run: ShippedRun;
  /** What fills it, in order. */
  readonly calls: readonly [PackageCall, ...PackageCall[]];
  /** Why something that is not seen may take it away after all. */
  readonly unless: string | undefined;
}

/** Everything that package managers leave in the layers of the image. */
export const leftovers = remembered(read);

function read(build: Build): readonly Leftover[] {
  const { escape } = build.dockerfile;
  const quietPip = pipSettings(build);
  return shippedRuns(build).flatMap((run) => {
    if (packageCalls(run.script).length === 0) return [];
    return leftBy(run, unshippedFolders(run.step, escape)).filter(({ cache }) => cache !== 'pip' || !quietPip);
  });
}

interface Filled {
  readonly places: CachePlaces;
  readonly calls: PackageCall[];
}

/** More places than any script has. */
const mostPlaces = 40;

function leftBy(run: ShippedRun, unshipped: readonly string[]): readonly Leftover[] {
  const { step, script } = run;
  const dirty = new Map<CacheName, Map<string, Filled>>();
  const exported = new Map<string, string | undefined>();
  const calls = packageCalls(script);
  let next = 0;
  for (const command of script.commands) {
    const call = calls[next]?.command === command ? calls[next++] : undefined;
    noteExports(command, exported);
    if (call === undefined) clean(dirty, run, command);
    else {
      const cache = cacheOf(call);
      if (cache?.cleanedBy(call)) dirty.delete(cache.name);
      const places = cache?.filledBy({ call, step, exported });
      if (cache === undefined || places === undefined || isElsewhere(places, unshipped)) continue;
      fill(dirty, cache.name, { places, call });
    }
  }
  return [...dirty].flatMap(([cache, filled]) => {
    const [first, ...others] = [...filled.values()].flatMap((each) => each.calls);
    if (first === undefined) return [];
    const last = others.at(-1) ?? first;
    return [{ cache, run, calls: [first, ...others] as const, unless: unseenCleaner(run, last.command) }];
  });
}

const isElsewhere = (places: CachePlaces, unshipped: readonly string[]) =>
  unshipped.some((folder) => clearsCache(clearedPath(folder), places));

function fill(
  dirty: Map<CacheName, Map<string, Filled>>,
  name: CacheName,
  { places, call }: { places: CachePlaces; call: PackageCall },
): void {
  const byPlace = dirty.get(name) ?? new Map<string, Filled>();
  dirty.set(name, byPlace);
  const key = [...places.folders, ...places.inHome].join(':');
  const filled = byPlace.get(key);
  if (filled !== undefined) filled.calls.push(call);
  else if (byPlace.size < mostPlaces) byPlace.set(key, { places, calls: [call] });
}

function clean(
  dirty: Map<CacheName, Map<string, Filled>>,
  { step }: { readonly step: Step },
  command: Parameters<typeof clearedBy>[0],
): void {
  if (dirty.size === 0) return;
  for (const path of clearedBy(command, step)) {
    for (const [name, byPlace] of dirty) {
      for (const [key, { places }] of byPlace) if (clearsCache(path, places)) byPlace.delete(key);
      if (byPlace.size === 0) dirty.delete(name);
    }
  }
}
