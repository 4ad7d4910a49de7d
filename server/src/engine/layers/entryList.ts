import type { Program } from './program.ts';
import type { EntryKind, TarEntry } from './tarEntry.ts';

/** An entry of a layer with what was kept of its content. */
export interface LayerEntry {
  readonly entry: TarEntry;
  readonly bytes: Uint8Array | undefined;
  readonly program: Program | undefined;
}

/** The entries of a layer, in their order. */
export interface EntryList {
  readonly count: number;
  /** The names of those that delete something of the layers below. */
  readonly whiteouts: readonly string[];
  /** Makes each entry anew. */
  readonly all: () => Iterable<LayerEntry>;
}

export interface EntryWriter {
  readonly add: (entry: LayerEntry) => void;
  readonly list: () => EntryList;
}

const kinds: readonly EntryKind[] = ['file', 'folder', 'symbolic-link', 'hard-link', 'device', 'pipe', 'other'];

/** No path on Linux is longer. */
export const longestName = 4096;
const blockBytes = 256 * 1024;
const fixedBytes = 50;

/** What the name of a file starts with that deletes one of the layers below. */
export const whiteout = '.wh.';

/**
 * Writes entries down as bytes. Hundreds of thousands of objects would be looked through by the garbage collector again
 * and again while gigabytes of content go by; bytes are not.
 */
export function newEntryWriter(): EntryWriter {
  const blocks: { readonly view: DataView; filled: number }[] = [];
  const kept: Uint8Array[] = [];
  const programs: Program[] = [];
  const places = new Map<Program, number>();
  const whiteouts: string[] = [];
  let before = '';
  let count = 0;
  const placeOf = (program: Program | undefined): number => {
    if (program === undefined) return 0;
    const place = places.get(program) ?? programs.push(program);
    places.set(program, place);
    return place;
  };
  const add = ({ entry, bytes, program }: LayerEntry): void => {
    let block = blocks.at(-1);
    const most = fixedBytes + 2 * (entry.name.length + entry.target.length);
    let shared = sharedLength(entry.name, before);
    if (block === undefined || block.filled + most > blockBytes) {
      shared = 0;
      block = { view: new DataView(new ArrayBuffer(blockBytes)), filled: 0 };
      blocks.push(block);
    }
    const { view, filled: at } = block;
    view.setUint8(at, kinds.indexOf(entry.kind) | (entry.sparse ? 0x80 : 0));
    view.setUint16(at + 2, entry.mode);
    view.setUint32(at + 4, bytes === undefined ? 0 : kept.push(bytes));
    view.setFloat64(at + 8, entry.uid);
    view.setFloat64(at + 16, entry.gid);
    view.setFloat64(at + 24, entry.size);
    view.setFloat64(at + 32, entry.stored);
    view.setUint32(at + 40, placeOf(program));
    view.setUint16(at + 44, entry.name.length - shared);
    view.setUint16(at + 46, entry.target.length);
    view.setUint16(at + 48, shared);
    const text = entry.name.slice(shared) + entry.target;
    const wide = writeText(view, at + fixedBytes, text);
    view.setUint8(at + 1, wide ? 1 : 0);
    block.filled += fixedBytes + text.length * (wide ? 2 : 1);
    before = entry.name;
    if (isWhiteout(entry.name)) whiteouts.push(entry.name);
    count++;
  };
  function* all(): Generator<LayerEntry> {
    for (const { view, filled } of blocks) {
      let name = '';
      for (let at = 0; at < filled; ) {
        const wide = view.getUint8(at + 1) === 1;
        const nameLength = view.getUint16(at + 44);
        const length = nameLength + view.getUint16(at + 46);
        const text = readText(view, at + fixedBytes, { length, wide });
        name = name.slice(0, view.getUint16(at + 48)) + text.slice(0, nameLength);
        yield {
          entry: {
            name,
            kind: kinds[view.getUint8(at) & 0x7f] ?? 'other',
            mode: view.getUint16(at + 2),
            uid: view.getFloat64(at + 8),
            gid: view.getFloat64(at + 16),
            size: view.getFloat64(at + 24),
            stored: view.getFloat64(at + 32),
            target: text.slice(nameLength),
            sparse: (view.getUint8(at) & 0x80) !== 0,
          },
          bytes: kept[view.getUint32(at + 4) - 1],
          program: programs[view.getUint32(at + 40) - 1],
        };
        at += fixedBytes + length * (wide ? 2 : 1);
      }
    }
  }
  return { add, list: () => ({ count, whiteouts, all }) };
}

function isWhiteout(name: string): boolean {
  const end = name.endsWith('/') ? name.length - 2 : name.length;
  return name.startsWith(whiteout, name.lastIndexOf('/', end) + 1);
}

/** How much of the start two names have in common; neighbours in a layer mostly lie in one folder. */
function sharedLength(name: string, before: string): number {
  const most = Math.min(name.length, before.length);
  for (let i = 0; i < most; i++) if (name.charCodeAt(i) !== before.charCodeAt(i)) return i;
  return most;
}

/** One byte a character where that is enough; says whether it took two. */
function writeText(view: DataView, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) {
      for (let j = 0; j < text.length; j++) view.setUint16(at + 2 * j, text.charCodeAt(j));
      return true;
    }
    view.setUint8(at + i, code);
  }
  return false;
}

interface Written {
  readonly length: number;
  readonly wide: boolean;
}

function readText(view: DataView, at: number, { length, wide }: Written): string {
  const codes = wide
    ? Array.from({ length }, (_, i) => view.getUint16(at + 2 * i))
    : new Uint8Array(view.buffer, view.byteOffset + at, length);
  return Reflect.apply(String.fromCharCode, undefined, codes);
}
