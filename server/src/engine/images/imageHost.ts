/** The files of a layout or an archive, by their names in it, and what only a host can do with them. Throws what it throws. */
export interface ImageHost {
  readonly kind: 'layout' | 'archive';
  /** Bytes of a file; undefined where there is no such file. */
  readonly size: (name: string) => number | undefined;
  /** All bytes of a file; for documents, which are small. */
  readonly read: (name: string) => Promise<Uint8Array>;
  /** Gives one file after the other to `use`, in whatever order they are stored. */
  readonly stream: (names: readonly string[], use: UseFile) => Promise<void>;
  /** Takes the compression off, whichever it is. */
  readonly unpack: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  readonly hashing: (algorithm: HashAlgorithm) => Hashing;
  /** A clause on what one of the others threw. */
  readonly reason: (error: unknown) => string;
}

export type UseFile = (name: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>;

export type HashAlgorithm = 'sha256' | 'sha512';

export interface Hashing {
  readonly update: (bytes: Uint8Array) => void;
  readonly hex: () => string;
}
