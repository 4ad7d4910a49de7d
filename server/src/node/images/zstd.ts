import { ZSTDDecoder } from 'zstddec/stream';

const decoder = new ZSTDDecoder();

/** The decoder gives empty pieces without end for data that is damaged. */
const mostEmpty = 50;

/** Takes zstd off; Node 20 cannot do so itself. */
export async function* zstdUnpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  await decoder.init();
  const waiting: Uint8Array[] = [];
  const pieces = decoder.decodeStreaming(taken(waiting))[Symbol.iterator]();
  let empty = 0;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    waiting.push(chunk);
    // A piece takes at most one chunk, so that the decoder never asks for one that is not there yet.
    while (waiting.length > 0) {
      const { value, done } = pieces.next();
      if (done === true) return;
      empty = value.length > 0 || waiting.length === 0 ? 0 : empty + 1;
      if (empty > mostEmpty) throw new Error('its compressed data is damaged');
      if (value.length > 0) yield value;
    }
  }
  yield* rest(pieces);
}

function* taken(waiting: Uint8Array[]): Generator<Uint8Array> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) yield next;
}

function* rest(pieces: Iterator<Uint8Array>): Generator<Uint8Array> {
  let empty = 0;
  for (;;) {
    const { value, done } = next(pieces);
    if (done === true) return;
    empty = value.length > 0 ? 0 : empty + 1;
    if (empty > mostEmpty) throw new Error('its compressed data is damaged');
    if (value.length > 0) yield value;
  }
}

/** At the end the decoder throws if more should come. */
function next(pieces: Iterator<Uint8Array>): IteratorResult<Uint8Array> {
  try {
    return pieces.next();
  } catch {
    throw new Error('its compressed data breaks off');
  }
}
