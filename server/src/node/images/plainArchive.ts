import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { ImageHost } from '../../engine/images/imageHost.ts';
import { newTarReader } from '../../engine/layers/tarReader.ts';
import { type Listed, type Listing, newListing } from './listing.ts';
import { nodeTools, readAhead } from './tools.ts';

/** An archive that is not compressed: only the headers of its files are read, whatever lies between. */
export async function plainArchive(
  path: string,
  mostEntries: number,
): Promise<ImageHost | { readonly problem: string }> {
  const listing = newListing(mostEntries);
  const handle = await open(path);
  try {
    const problem = await list(handle, listing);
    return problem === undefined ? hostOf(path, listing) : { problem };
  } finally {
    await handle.close();
  }
}

/** Headers mostly stand alone between contents that are passed over. */
const headersAtOnce = 8 * 1024;

async function list(handle: FileHandle, listing: Listing): Promise<string | undefined> {
  const { size } = await handle.stat();
  const reader = newTarReader();
  const buffer = Buffer.alloc(headersAtOnce);
  for (let at = 0; at < size && !reader.isAtEnd(); ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) break;
    for (const event of reader.read(buffer.subarray(0, bytesRead))) {
      if (event.kind === 'problem') return event.problem;
      const problem = event.kind === 'entry' ? listing.add(event.entry, event.offset) : undefined;
      if (problem !== undefined) return problem;
    }
    const rest = Math.min(reader.skippable(), size - at - bytesRead);
    reader.skip(rest);
    at += bytesRead + rest;
  }
  return reader.problemAtEnd();
}

function hostOf(path: string, listing: Listing): ImageHost {
  const chunksOf = ({ offset, size }: Listed) =>
    createReadStream(path, { start: offset, end: offset + size - 1, highWaterMark: readAhead });
  return {
    kind: 'archive',
    size: (name) => listing.file(name)?.size,
    read: async (name) => {
      const file = listing.file(name);
      return file === undefined || file.size === 0 ? new Uint8Array(0) : Buffer.concat(await all(chunksOf(file)));
    },
    stream: async (names, use) => {
      for (const name of names) {
        const file = listing.file(name);
        if (file === undefined) continue;
        if (file.size === 0) await use(name, nothing());
        else await use(name, chunksOf(file));
      }
    },
    ...nodeTools,
  };
}

async function all(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const list: Uint8Array[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return list;
}

/** A stream of the bytes up to one before the first would give the first. */
async function* nothing(): AsyncGenerator<Uint8Array> {}
