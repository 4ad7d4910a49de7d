/** A zstd file of blocks that are stored as they are, or of one byte many times: enough to see that it is unpacked. */
export function zstd(bytes: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length || at === 0; at += blockSize) {
    const piece = bytes.subarray(at, at + blockSize);
    blocks.push(block(piece.length, { last: at + blockSize >= bytes.length, kind: 0 }), piece);
  }
  return Buffer.concat([frame, ...blocks]);
}

const blockSize = 128 * 1024;

/** The magic number, no checksum, a window of 1 MiB. */
const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50]);

function block(size: number, { last, kind }: { readonly last: boolean; readonly kind: 0 | 1 }): Buffer {
  const header = Buffer.alloc(3);
  header.writeUIntLE((size << 3) | (kind << 1) | (last ? 1 : 0), 0, 3);
  return header;
}
