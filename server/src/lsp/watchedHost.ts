import type { ImageHost } from '../engine/images/imageHost.ts';

interface Watching {
  /** Nobody waits for the result any more: the next read throws. */
  readonly isStopped: () => boolean;
  /** Bytes of the image that have been read since it was opened. */
  readonly onRead: (bytes: number) => void;
}

/** The same image, whose reading can be followed and stopped. */
export function watchedHost(host: ImageHost, { isStopped, onRead }: Watching): ImageHost {
  let bytes = 0;
  const refuse = () => {
    if (isStopped()) throw new Error('it is not asked for any more');
  };
  async function* watched(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const chunk of chunks) {
      refuse();
      bytes += chunk.length;
      onRead(bytes);
      yield chunk;
    }
  }
  return {
    ...host,
    read: async (name) => {
      refuse();
      return host.read(name);
    },
    stream: async (names, use) => {
      refuse();
      await host.stream(names, (name, chunks) => use(name, watched(chunks)));
    },
  };
}
