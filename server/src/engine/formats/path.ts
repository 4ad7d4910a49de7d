/** Whether the subject is a file, not standard input or an image by its reference. */
export function isFile(path: string): boolean {
  return path !== '-' && !hasScheme(path);
}

/** The path without detours: `./a/../b` is `b`. What leads out of the folder stays. */
export function plainPath(path: string): string {
  if (!isFile(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}

/** The path as a URI reference: relative as it was, percent-encoded; an absolute path is a `file:` address. */
export function uriOf(path: string): string {
  if (hasScheme(path))
    return path
      .split(/([:/?#@])/)
      .map(encodedPart)
      .join('');
  const drive = /^[A-Za-z]:\//.exec(path)?.[0] ?? '';
  const rest = plainPath(path.slice(drive.length)).split('/').map(encoded).join('/');
  if (drive !== '') return `file:///${drive}${rest}`;
  return path.startsWith('/') ? `file://${rest}` : rest;
}

function hasScheme(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path);
}

/** The separators of an address, at the odd places, stay. */
function encodedPart(part: string, index: number): string {
  return index % 2 === 0 ? encoded(part) : part;
}

/** Half a surrogate pair has no encoding; a file's name can hold one. */
function encoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD'));
}
