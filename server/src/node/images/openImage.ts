import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageHost } from '../../engine/images/imageHost.ts';
import { compressionOf } from '../../engine/layers/compression.ts';
import type { Limits } from '../../engine/layers/limits.ts';
import { blockSize, tarHeader } from '../../engine/layers/tarHeader.ts';
import { layoutHost } from './layoutHost.ts';
import { packedArchive } from './packedArchive.ts';
import { plainArchive } from './plainArchive.ts';
import { imageReason } from './reason.ts';

/**
 * Opens the layout or the archive at the path, told by what it holds and not by its name; undefined where it is neither.
 * Throws what the file system throws.
 */
export async function openImage(
  path: string,
  limits: Limits,
): Promise<ImageHost | { readonly problem: string } | undefined> {
  const found = await stat(path);
  if (found.isDirectory()) return (await isLayout(path)) ? layoutHost(path) : undefined;
  if (!found.isFile()) return undefined;
  const start = await startOf(path);
  const compression = compressionOf(start);
  if (compression === 'none' && !isTar(start)) return undefined;
  if (compression === 'bzip2' || compression === 'xz')
    return { problem: `The archive is compressed with ${compression}, which is not read; decompress it first.` };
  const host = await (compression === 'none' ? plainArchive(path, limits.files) : packedArchive(path, limits)).catch(
    (error: unknown) => ({ problem: imageReason(error) }),
  );
  return 'problem' in host ? { problem: `The archive cannot be read: ${host.problem}.` } : host;
}

async function isLayout(folder: string): Promise<boolean> {
  const found = await stat(join(folder, 'oci-layout')).catch(() => undefined);
  return found?.isFile() === true;
}

function isTar(start: Uint8Array): boolean {
  return start.length === blockSize && !('problem' in tarHeader(start));
}

async function startOf(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(blockSize), 0, blockSize, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
