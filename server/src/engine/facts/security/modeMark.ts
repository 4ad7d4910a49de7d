import type { Step } from '../../dockerfile/build.ts';
import type { Copy, Flag } from '../../dockerfile/model.ts';
import { isWithin } from '../../dockerfile/path.ts';
import type { Mode } from '../../shell/fileMode.ts';
import { isSticky, numeric } from '../../shell/fileMode.ts';
import type { ModeChange } from '../../shell/modes.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { folderOf, folderOfPattern } from '../homes.ts';

/** Bits that open a path more than it should be. */
export const opening = { setuid: 0o4000, setgid: 0o2000, worldWrite: 0o002 } as const;
export const allOpening = opening.setuid | opening.setgid | opening.worldWrite;

/** A path that the file gives such bits, as they are in the end. */
export interface ModeMark {
  /** Absolute where it is known, else as written; a pattern stays one. */
  readonly path: string;
  /** What lies below has the bits too. */
  readonly tree: boolean;
  readonly bits: number;
  readonly cause: MarkCause;
}

export type MarkCause =
  | {
      readonly how: 'chmod';
      readonly step: Step;
      readonly command: ShellCommand;
      readonly change: ModeChange;
      readonly word: ShellWord;
      /** The path is a folder for sure. */
      readonly folder: boolean;
    }
  | { readonly how: 'umask'; readonly step: Step; readonly command: ShellCommand }
  | { readonly how: 'copy'; readonly step: Step; readonly instruction: Copy; readonly flag: Flag };

/** The opening bits that a path has after it was given the mode. */
export function bitsSet(mode: Mode): number {
  const bits = numeric(mode, 0o770, true) & allOpening;
  return isSticky(mode) ? bits & ~opening.worldWrite : bits;
}

/** The opening bits that a path has lost after it was given the mode. */
export function bitsCleared(mode: Mode): number {
  const left = numeric(mode, 0o7777 & ~0o1000, true) & allOpening;
  return allOpening & ~(isSticky(mode) ? left & ~opening.worldWrite : left);
}

export interface Reach {
  readonly path: string;
  readonly glob: boolean;
  readonly recursive: boolean;
}

/** Whether what is done to a path, a pattern or a tree is done to the mark's path. */
export function reaches({ path, glob, recursive }: Reach, mark: ModeMark): boolean {
  if (!glob) return path === mark.path || (recursive && isWithin(path, mark.path));
  if (path === mark.path) return true;
  const folder = folderOfPattern(path);
  return mark.path !== folder && (recursive ? isWithin(folder, mark.path) : folderOf(mark.path) === folder);
}

const shared = ['/tmp', '/var/tmp', '/dev', '/proc', '/sys', '/run/lock', '/var/lock'];

/** Whether it lies in a place that all may write to by its nature. */
export const isShared = (path: string): boolean => shared.some((folder) => isWithin(folder, path));
