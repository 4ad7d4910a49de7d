import type { Build, State } from '../../dockerfile/build.ts';
import { expandIn } from '../../dockerfile/dispatch.ts';
import type { Assignment } from '../../dockerfile/model.ts';
import { cleanPath } from '../../dockerfile/path.ts';
import { get } from '../../text/persistentMap.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { shippedSteps } from '../shippedRuns.ts';

/** A folder that programs are looked for in. */
export interface PathFolder {
  readonly path: string;
  /** The value that names it; undefined where the base or the builder brings it. */
  readonly at: Span | undefined;
}

/** The PATH of the image as ENV sets it, as far as it can be read: what a base of unknown variables brings is left out. */
export interface SearchPath {
  readonly folders: readonly PathFolder[];
  /** A part that the file itself writes could not be read. */
  readonly unread: boolean;
  /** The file, or the image's config, sets it. */
  readonly set: boolean;
}

export function searchPath({ build, environment }: ImageFacts): SearchPath {
  if (build !== undefined) return ofBuild(build);
  const value = environment.state === 'known' ? environment.value.get('PATH') : undefined;
  const folders = foldersIn(value ?? '', environment.at);
  return { folders, unread: environment.state === 'unknown', set: folders.length > 0 };
}

const ofBuild = remembered(readBuild);

function readBuild(build: Build): SearchPath {
  const [first] = build.ships;
  const { escape } = build.dockerfile;
  const base = first && get(first.before.environment, 'PATH');
  const inherited = base?.state === 'known' ? foldersIn(base.value, undefined) : [];
  let path: SearchPath = { folders: inherited, unread: false, set: false };
  for (const { instruction, before } of shippedSteps(build)) {
    if (instruction.kind !== 'env') continue;
    const value = instruction.values.findLast(({ name }) => name === 'PATH');
    if (value !== undefined) path = after(path, value, { state: before, escape });
  }
  return path;
}

const mostFolders = 100;

/** A value that cannot be told as a whole is told folder by folder. */
function after(
  before: SearchPath,
  { value = '', valueSpan }: Assignment,
  { state, escape }: { readonly state: State; readonly escape: string },
): SearchPath {
  const whole = expandIn(state, value, escape);
  if (whole.state === 'text' && !/\$\{?PATH\b/.test(value))
    return { folders: foldersIn(whole.text, valueSpan), unread: false, set: true };
  const folders: PathFolder[] = [];
  let unread = false;
  for (const part of value
    .replace(/["']/g, '')
    .replace(/\$\{PATH(?::[^}]*)?\}/g, '$PATH')
    .split(':')) {
    if (part === '$PATH') {
      folders.push(...before.folders);
      unread ||= before.unread;
      continue;
    }
    const expansion = expandIn(state, part, escape);
    if (expansion.state === 'text') folders.push(...foldersIn(expansion.text, valueSpan));
    else unread = true;
    if (folders.length > mostFolders) break;
  }
  return { folders: folders.slice(0, mostFolders), unread, set: true };
}

function foldersIn(value: string, at: Span | undefined): readonly PathFolder[] {
  return value
    .split(':', mostFolders)
    .filter((path) => path.startsWith('/'))
    .map((path) => ({ path: cleanPath(path), at }));
}
