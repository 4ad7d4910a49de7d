import type { Build, Step } from '../dockerfile/build.ts';
import type { Flag } from '../dockerfile/model.ts';
import { isWithin } from '../dockerfile/path.ts';
import { mountOptions } from '../dockerfile/reach.ts';
import { baseName, resolvePath } from '../shell/path.ts';
import type { Unread } from '../shell/script.ts';
import type { Span } from '../text/span.ts';
import type { Fact } from './fact.ts';
import { placedFiles } from './placedFiles.ts';
import { setsUpSources } from './setsUpSources.ts';
import { shippedRuns } from './shippedRuns.ts';
import { isRoot } from './user.ts';

/** A shipped RUN that may do to files what cannot be seen. */
export interface UnreadStep {
  readonly at: Span;
  /** Completes "Cannot tell ...: ". */
  readonly because: string;
}

/** The first RUN that cannot be read: another shell, a mistake, a script of the build context run as root. */
export function firstUnread(build: Build): UnreadStep | undefined {
  const scripts = contextPaths(build);
  for (const { step, script } of shippedRuns(build)) {
    for (const part of script.unread) {
      if (part.kind === 'syntax' || part.kind === 'limit') return placeOf(part, step);
      if (part.kind !== 'script' && part.kind !== 'sourced') continue;
      if (part.file === undefined ? script.commands.length === 0 : isOwnScript(part, step, scripts))
        return placeOf(part, step);
    }
  }
  return undefined;
}

/** A mistake at the very end of the text has no letters of its own. */
function placeOf({ kind, span, because }: Unread, { instruction }: Step): UnreadStep {
  return { at: kind === 'syntax' ? instruction.keywordSpan : span, because };
}

/** What the build context brings: files by their path, folders and patterns by a slash and a star behind. */
function contextPaths(build: Build): ReadonlySet<string> {
  const own = placedFiles(build).filter(({ kind }) => kind === 'context');
  return new Set(own.flatMap(({ path, tree }) => (tree ? [path, `${path === '/' ? '' : path}/*`] : [path])));
}

function isOwnScript({ file }: Unread, { before, instruction }: Step, scripts: ReadonlySet<string>): boolean {
  const { user, workdir } = before;
  if (file?.text === undefined || (user.state === 'known' && !isRoot(user.value))) return false;
  const path = resolvePath(workdir.state === 'known' ? workdir.value : undefined, file.text);
  if (path === undefined || setsUpSources(baseName(path))) return false;
  if (instruction.flags.some((flag) => isBound(flag, path, workdir))) return true;
  return scripts.has(path) || foldersOf(path).some((folder) => scripts.has(`${folder}/*`));
}

/** Whether a bind mount brings the path from the build context. */
function isBound({ name, value = '' }: Flag, path: string, workdir: Fact<string>): boolean {
  if (name !== 'mount') return false;
  const options = mountOptions(value);
  const target = options.get('target') ?? options.get('dst') ?? options.get('destination');
  if ((options.get('type') ?? 'bind') !== 'bind' || options.has('from') || target === undefined) return false;
  const folder = resolvePath(workdir.state === 'known' ? workdir.value : undefined, target);
  return folder !== undefined && isWithin(folder, path);
}

const deepest = 24;

/** The folders that the path lies in; the first of all is empty. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, deepest);
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
