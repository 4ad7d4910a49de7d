import type { Step } from '../../dockerfile/build.ts';
import { pathKey } from '../../shell/path.ts';
import { matchedLength, parsePattern } from '../../shell/pattern.ts';
import { removes } from '../../shell/removals.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { pathOf } from '../homes.ts';

/** A path that is taken away, or what matches a pattern. */
export interface ClearedPath {
  /** Components; of a path that cannot be told the last ones, as written. */
  readonly parts: readonly string[];
  readonly glob: boolean;
  /** Of what lies there, only what a `find` picks. */
  readonly picked: boolean;
}

/** The first part of a path whose folder cannot be told. */
export const unknownPlace = '?';

/** What a command takes away from the image. */
export function clearedBy(command: ShellCommand, step: Step): readonly ClearedPath[] {
  return removes(command).flatMap(({ path: word, picked }) => {
    const path =
      pathOf(word, command, step) ?? pathKey(word, command.directory) ?? `${unknownPlace}/${word.text ?? ''}`;
    return [{ ...clearedPath(path), glob: word.glob, picked }];
  });
}

/** A path as if all that is there were taken away. */
export function clearedPath(path: string): ClearedPath {
  return { parts: partsOf(path), glob: false, picked: false };
}

const partsOf = (path: string) => path.split('/').filter((part) => part !== '');

/** Whether the folder is gone, or empty, afterwards; a `find` that picks is taken to know what it does in the very folder. */
export function clears({ parts, glob, picked }: ClearedPath, folder: string): boolean {
  const inFolder = partsOf(folder);
  if (parts.length > inFolder.length + 1 || (picked && parts.length < inFolder.length)) return false;
  const above = parts.slice(0, inFolder.length);
  if (!above.every((part, index) => matches(part, inFolder[index] ?? '', glob))) return false;
  return parts.length <= inFolder.length || (glob && (parts.at(-1) ?? '').startsWith('*'));
}

/** The same for a folder of a home that is not known: `.cache/pip` is cleared by `$HOME/.cache/*`. */
export function clearsInHome(path: ClearedPath, tail: string): boolean {
  const inTail = partsOf(tail);
  return inTail.some((_, index) => {
    const end = inTail.slice(0, index + 1);
    const last = path.parts.slice(-end.length);
    const withAll = path.parts.slice(-end.length - 1, -1);
    const contents = path.glob && path.parts.at(-1) === '*';
    return sameParts(last, end) || (contents && sameParts(withAll, end));
  });
}

const sameParts = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((part, index) => part === others[index]);

function matches(part: string, name: string, glob: boolean): boolean {
  if (part === name || !glob || !/[*?[]/.test(part)) return part === name;
  // A pattern takes no name with a dot in front.
  if (name.startsWith('.') !== part.startsWith('.')) return false;
  const pattern = parsePattern(part);
  return pattern !== undefined && matchedLength(pattern, name)?.most === name.length;
}
