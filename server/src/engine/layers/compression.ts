export type Compression = 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz';

/** How bytes that start so are compressed; layers are taken for what they are, whatever their media type says. */
export function compressionOf(start: Uint8Array): Compression {
  const magic = magics.find(([, bytes]) => bytes.every((byte, i) => start[i] === byte));
  if (magic !== undefined) return magic[0];
  // Parts of a zstd file that are to be passed over may come first.
  const skippable = ((start[0] ?? 0) & 0xf0) === 0x50 && start[1] === 0x2a && start[2] === 0x4d && start[3] === 0x18;
  return skippable ? 'zstd' : 'none';
}

/** As many bytes as are looked at. */
export const magicBytes = 6;

const magics = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
] as const satisfies readonly (readonly [Compression, readonly number[]])[];
