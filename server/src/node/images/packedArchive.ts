import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ImageHost, UseFile } from '../../engine/images/imageHost.ts';
import { bombProblem } from '../../engine/layers/limits.ts';
import { newTarReader, type TarEvent } from '../../engine/layers/tarReader.ts';
import { type Listing, newListing } from './listing.ts';
import { nodeTools, readAhead } from './tools.ts';
import { unpacked } from './unpacked.ts';

export interface PackedLimits {
  readonly files: number;
  /** Bytes of a document. */
  readonly json: number;
  /** Bytes that the archive unpacks to. */
  readonly unpacked: number;
  readonly ratio: number;
}

/**
 * An archive that is compressed as a whole. It is unpacked once for its documents, which mostly come last, and once more
 * for the layers; nothing is put on the disk.
 */
export async function packedArchive(
  path: string,
  limits: PackedLimits,
): Promise<ImageHost | { readonly problem: string }> {
  const listing = newListing(limits.files);
  const documents = new Map<number, Uint8Array>();
  const problem = await list(path, { listing, documents, limits });
  if (problem !== undefined) return { problem };
  return {
    kind: 'archive',
    size: (name) => listing.file(name)?.size,
    read: async (name) => {
      const kept = documents.get(listing.file(name)?.offset ?? -1);
      if (kept === undefined) throw new Error('it is no JSON document');
      return kept;
    },
    stream: (names, use) => streamFiles(path, { names, listing, use }),
    ...nodeTools,
  };
}

interface Listed {
  readonly listing: Listing;
  /** By their places. */
  readonly documents: Map<number, Uint8Array>;
  readonly limits: PackedLimits;
}

/** Bytes of all documents together. */
const mostKept = 64 * 1024 * 1024;

async function list(path: string, { listing, documents, limits }: Listed): Promise<string | undefined> {
  let room = mostKept;
  let open: { readonly bytes: Buffer; filled: number } | undefined;
  let place = 0;
  for await (const event of eventsOf(path, limits)) {
    if (event.kind === 'problem') return event.problem;
    if (event.kind === 'entry') {
      const { entry, offset } = event;
      const problem = listing.add(entry, offset);
      if (problem !== undefined) return problem;
      const size = entry.kind === 'file' && entry.stored <= Math.min(limits.json, room) ? entry.stored : 0;
      open = size === 0 ? undefined : { bytes: Buffer.alloc(size), filled: 0 };
      place = offset;
    } else if (open !== undefined) {
      if (open.filled === 0 && !mayBeJson(event.bytes)) {
        open = undefined;
        continue;
      }
      open.bytes.set(event.bytes, open.filled);
      open.filled += event.bytes.length;
      if (open.filled < open.bytes.length) continue;
      room -= open.bytes.length;
      documents.set(place, open.bytes);
    }
  }
  return undefined;
}

function mayBeJson(bytes: Uint8Array): boolean {
  return /^(?:\u00EF\u00BB\u00BF)?\s*(?:[[{]|$)/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
}

interface Streaming {
  readonly names: readonly string[];
  readonly listing: Listing;
  readonly use: UseFile;
}

/** Several names of one file take a pass each. */
async function streamFiles(path: string, { names, listing, use }: Streaming): Promise<void> {
  let left = names;
  while (left.length > 0) {
    const wanted = new Map<number, string>();
    for (const name of left) {
      const offset = listing.file(name)?.offset;
      if (offset !== undefined && !wanted.has(offset)) wanted.set(offset, name);
    }
    if (wanted.size === 0) return;
    await onePass(path, wanted, use);
    const done = new Set(wanted.values());
    left = left.filter((name) => !done.has(name));
  }
}

async function onePass(path: string, wanted: ReadonlyMap<number, string>, use: UseFile): Promise<void> {
  const events = eventsOf(path);
  // One promise at a time: what `use` has asked for when it gives up is not lost to the loop.
  let current = pull();
  let left = wanted.size;
  for (let next = await current; next.done !== true && left > 0; next = await current) {
    const event = next.value;
    if (event.kind === 'problem') throw new Error(event.problem);
    const name = event.kind === 'entry' ? wanted.get(event.offset) : undefined;
    current = pull();
    if (event.kind !== 'entry' || name === undefined) continue;
    const isEmpty = event.entry.stored === 0;
    left--;
    await use(name, isEmpty ? nothing() : contents());
  }
  await events.return(undefined);

  function pull(): Promise<IteratorResult<TarEvent>> {
    const next = events.next();
    next.catch(() => undefined); // whoever awaits it is told
    return next;
  }

  async function* contents(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = await current;
      if (next.done === true || next.value.kind !== 'content') return;
      const { bytes } = next.value;
      current = pull();
      yield bytes;
    }
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Without limits it has been within them before. */
async function* eventsOf(path: string, limits?: PackedLimits): AsyncGenerator<TarEvent> {
  const reader = newTarReader();
  const { size } = await stat(path);
  let count = 0;
  for await (const chunk of unpacked(createReadStream(path, { highWaterMark: readAhead }))) {
    count += chunk.length;
    const problem = limits === undefined ? undefined : bombProblem({ unpacked: count, packed: size }, limits);
    if (problem !== undefined) return yield { kind: 'problem', problem };
    yield* reader.read(chunk);
  }
  const problem = reader.problemAtEnd();
  if (problem !== undefined) yield { kind: 'problem', problem };
}
