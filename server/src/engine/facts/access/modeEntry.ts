import type { Step } from '../../dockerfile/build.ts';
import type { Copy } from '../../dockerfile/model.ts';
import { isWithin } from '../../dockerfile/path.ts';
import { type Mode, numeric } from '../../shell/fileMode.ts';
import { baseName } from '../../shell/path.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import type { Span } from '../../text/span.ts';
import { folderOf } from '../homes.ts';

/** A path of the image whose mode the file tells, as it is in the end. */
export interface ModeEntry {
  /** The last part is `*` where the name cannot be told. */
  readonly path: string;
  /** What lies below has the mode too, apart from what was `opened` again. */
  readonly tree: boolean;
  readonly opened: readonly string[];
  readonly mode: number;
  readonly cause: ModeCause;
  /** It was given to group 0 on purpose, which workflows run an image with. */
  readonly forGroup: boolean;
  /** The mode from before a symbolic change is taken for granted: 0644. */
  readonly assumed: boolean;
}

export function modeEntry(
  path: string,
  mode: number,
  { cause, tree = false, assumed = false }: Pick<ModeEntry, 'cause'> & Partial<ModeEntry>,
): ModeEntry {
  return { path, mode, cause, tree, assumed, opened: [], forGroup: false };
}

/** What gave a path its mode. */
export type ModeCause =
  | {
      readonly how: 'chmod';
      readonly at: Span;
      readonly step: Step;
      readonly command: ShellCommand;
      readonly word: ShellWord | undefined;
    }
  | { readonly how: 'umask' | 'home' | 'made'; readonly at: Span; readonly step: Step; readonly command: ShellCommand }
  | {
      readonly how: 'copy' | 'remote' | 'heredoc' | 'context';
      readonly at: Span;
      readonly step: Step;
      readonly instruction: Copy;
      readonly source: string;
    }
  | { readonly how: 'base' };

/** Whether others than the owner and the group cannot use it: enter or run what its owner can, or read a plain file. */
export function keepsOut(mode: number): boolean {
  return (mode & 0o100) === 0 ? (mode & 0o004) === 0 : (mode & 0o001) === 0;
}

/** Whether the entry speaks of the path. */
export function covers({ path, tree, opened }: ModeEntry, other: string): boolean {
  if (path === other) return true;
  if (baseName(path) === '*') return folderOf(path) === folderOf(other);
  return tree && isWithin(path, other) && !opened.some((folder) => isWithin(folder, other));
}

/** The mode of a file that was 0644 becomes 0744: only its owner can run it. */
export function onlyForOwner(mode: Mode): boolean {
  return mode.kind === 'symbolic' && numeric(mode, 0o644, false) === 0o744;
}

/** What a group may do, others may too. */
export function opensToOthers(mode: Mode): boolean {
  const before = 0o600;
  return (numeric(mode, before, true) & 0o005) !== 0;
}
