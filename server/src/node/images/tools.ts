import { createHash } from 'node:crypto';
import type { ImageHost } from '../../engine/images/imageHost.ts';
import { imageReason } from './reason.ts';
import { unpacked } from './unpacked.ts';

/** What reading an image needs of Node, wherever the image lies. */
export const nodeTools: Pick<ImageHost, 'unpack' | 'hashing' | 'reason'> = {
  unpack: unpacked,
  hashing: (algorithm) => {
    const hash = createHash(algorithm);
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
  },
  reason: imageReason,
};

/** Bytes that are read from the disk at once. */
export const readAhead = 128 * 1024;
