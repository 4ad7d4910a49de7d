const maximalLength = 4096;

/** The absolute path that a path means in a directory, `.` and `..` resolved; undefined where the directory is needed and not known. */
export function resolvePath(directory: string | undefined, path: string): string | undefined {
  if (!path.startsWith('/') && directory === undefined) return undefined;
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const resolved = `/${parts.join('/')}`;
  return resolved.length > maximalLength ? undefined : resolved;
}

/** The last component, without slashes at the end. */
export function baseName(path: string): string {
  const trimmed = path.endsWith('/') ? path.replace(/\/{1,64}$/, '') : path;
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}
