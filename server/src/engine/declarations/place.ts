import { resolvePath } from '../shell/path.ts';

/**
 * Folders above the place that relative paths start at: how many there are and what they are called is not known, so
 * each stands for any name.
 */
const above = Array.from({ length: 12 }, (_, level) => `\uF018${level}`);

/** The absolute place of a path; a relative one starts in a folder that is not known. */
export function placeOf(path: string): string {
  const given = path.replaceAll('\\', '/');
  return resolvePath(`/${above.join('/')}`, /^[A-Za-z]:\//.test(given) ? `/${given}` : given) ?? '/';
}

/** The path of a file as its folder sees it; undefined where it is no path of this machine. */
export function inFolder(folder: string, path: string): string | undefined {
  if (path === '' || path === '-' || /^[a-z][a-z0-9+.-]*:\/\/|^git@|^target:|^docker-image:/i.test(path))
    return undefined;
  return resolvePath(folder, path);
}

export function folderOf(place: string): string {
  return place.slice(0, Math.max(place.lastIndexOf('/'), 1));
}

/** The folder and those above it, the nearest first. */
export function foldersUp(folder: string, most = 4): readonly string[] {
  const folders = [folder];
  for (let next = folderOf(folder); folders.length < most && next !== folders.at(-1); next = folderOf(next)) {
    folders.push(next);
  }
  return folders;
}

/** Whether both can be the same file. */
export function isSamePlace(a: string, b: string): boolean {
  if (a === b) return true;
  const left = a.split('/');
  const right = b.split('/');
  return left.length === right.length && left.every((part, at) => part === right[at] || isAny(part, right[at]));
}

/** A folder above matches any name, but not another folder above. */
function isAny(a: string, b = ''): boolean {
  return above.includes(a) !== above.includes(b);
}
