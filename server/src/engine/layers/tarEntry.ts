import { type PaxRecords, paxNumber } from './pax.ts';
import type { TarHeader } from './tarHeader.ts';

export type EntryKind = 'file' | 'folder' | 'symbolic-link' | 'hard-link' | 'device' | 'pipe' | 'other';

/** What a tar file says of a file, and what becomes of it in an image. */
export interface Attributes {
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** The bytes of a file, holes included. */
  readonly size: number;
  /** The bytes it takes in the tar file. */
  readonly stored: number;
  /** What a link names, as written. */
  readonly target: string;
}

/** An entry of a tar file, long names and big numbers in place. */
export interface TarEntry extends Attributes {
  /** As written. */
  readonly name: string;
  readonly kind: EntryKind;
  /** What follows is not the file from its start, but its pieces between holes. */
  readonly sparse: boolean;
}

/** What the entries before one said about it. */
export interface Announced {
  readonly records: PaxRecords;
  readonly longName: string | undefined;
  readonly longTarget: string | undefined;
}

/** The entry that a header and what was announced make together, or why they make none. */
export function tarEntry(header: TarHeader, announced: Announced): TarEntry | { readonly problem: string } {
  const { records } = announced;
  const text = (...names: readonly string[]) => names.map((name) => records.get(name)).find((value) => value);
  const number = (name: string, otherwise: number) => paxNumber(records, name) ?? otherwise;
  const name = text('GNU.sparse.name', 'path') ?? announced.longName ?? header.name;
  const target = text('linkpath') ?? announced.longTarget ?? header.target;
  const isOldFolder = header.type === '0' && name.endsWith('/');
  const kind = isOldFolder ? 'folder' : (kinds[header.type] ?? 'other');
  const stored = hasContent(kind, header.type) ? number('size', header.size) : 0;
  const holes = header.realSize ?? paxNumber(records, 'GNU.sparse.realsize') ?? paxNumber(records, 'GNU.sparse.size');
  const entry: TarEntry = {
    name,
    kind,
    mode: header.mode & 0o7777,
    uid: number('uid', header.uid),
    gid: number('gid', header.gid),
    size: kind === 'file' ? (holes ?? stored) : 0,
    stored,
    target: kind === 'symbolic-link' || kind === 'hard-link' ? target : '',
    sparse: holes !== undefined,
  };
  const wrong = [entry.uid, entry.gid, entry.size, entry.stored].some(Number.isNaN);
  if (wrong) return { problem: `the entry ${shownName(name)} has a number that is none` };
  if (name.includes('\0') || target.includes('\0')) return { problem: `a name holds a NUL byte: ${shownName(name)}` };
  return entry;
}

/** A name as a message shows it. */
export function shownName(name: string): string {
  const visible = name.replaceAll('\0', '\\0');
  return `"${visible.length > 100 ? `${visible.slice(0, 99)}…` : visible}"`;
}

const kinds: Readonly<Record<string, EntryKind>> = {
  0: 'file',
  7: 'file',
  S: 'file',
  1: 'hard-link',
  2: 'symbolic-link',
  3: 'device',
  4: 'device',
  5: 'folder',
  6: 'pipe',
};

/** The size of links, folders and devices counts for nothing: some writers put there what it was on disk. */
function hasContent(kind: EntryKind, type: string): boolean {
  return kind === 'file' || (kind === 'other' && !/[1-6]/.test(type));
}
