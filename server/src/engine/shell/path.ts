import type { ShellWord } from './script.ts';

const maximalLength = 4096;

/** The absolute path that a path means in a directory; undefined where the directory is needed and not known. */
export function resolvePath(directory: string | undefined, path: string): string | undefined {
  if (!path.startsWith('/') && directory === undefined) return undefined;
  const whole = path.startsWith('/') ? path : `${directory}/${path}`;
  if (whole.length > maximalLength) return undefined;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The last component, without slashes at the end. */
export function baseName(path: string): string {
  const trimmed = path.endsWith('/') ? path.replace(/\/{1,64}$/, '') : path;
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** The word from behind its last slash on, which may hold variables that are not known. */
export function lastComponent(word: ShellWord): ShellWord {
  const at = word.pieces.findLastIndex((piece) => piece.includes('/'));
  const cut = (text: string) => text.slice(text.lastIndexOf('/') + 1);
  const pieces = at < 0 ? word.pieces : [cut(word.pieces[at] ?? ''), ...word.pieces.slice(at + 1)];
  return { ...word, raw: cut(unquoted(word.raw)), text: word.text === undefined ? undefined : cut(word.text), pieces };
}

/**
 * Something that is the same for two words that name the same file: the absolute path, or for one that cannot be told
 * the way it is written. Undefined where even that says nothing.
 */
export function pathKey(word: ShellWord, directory: string | undefined): string | undefined {
  if (word.text !== undefined && !word.tilde) return resolvePath(directory, word.text);
  const written = unquoted(word.raw).replace(/\$\{(\w+)\}/g, '$$$1');
  if (written === '') return undefined;
  return /^[/$~]/.test(written) ? written : `${directory ?? '?'}/${written}`;
}

const unquoted = (raw: string) => raw.replace(/["']/g, '');
