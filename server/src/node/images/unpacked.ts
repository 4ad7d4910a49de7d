import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { compressionOf, magicBytes } from '../../engine/layers/compression.ts';
import { zstdUnpacked } from './zstd.ts';

/** The bytes with their compression taken off, whichever it is. */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const start = await startOf(iterator);
  const all = joined(start, iterator);
  const compression = compressionOf(start);
  if (compression === 'gzip') yield* gunzipped(all);
  else if (compression === 'zstd') yield* zstdUnpacked(all);
  else if (compression === 'none') yield* all;
  else throw new Error(`it is compressed with ${compression}, which is not read here`);
}

async function startOf(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < magicBytes) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    start = start.length === 0 ? value : Buffer.concat([start, value]);
  }
  return start;
}

async function* joined(start: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield start;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

const chunkSize = 256 * 1024;

/** Node does the work beside its main thread; an error of either stream comes out of the other. */
async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize });
  pipeline(Readable.from(chunks), gunzip, () => undefined);
  for await (const chunk of gunzip) yield chunk;
}
