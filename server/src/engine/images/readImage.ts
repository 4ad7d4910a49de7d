import type { ImagePart } from '../facts/image/fromImageParts.ts';
import type { FilesReading } from './readFiles.ts';
import { type FilesRead, readFiles } from './readFiles.ts';
import type { ImageVersion, StoredImage } from './storedImage.ts';

/** What was read of an image, and what could not be. */
export interface ImageRead {
  /** One a platform; none where the image cannot be trusted. */
  readonly parts: readonly ImagePart[];
  /** Sentences. */
  readonly problems: readonly string[];
}

/** Reads an image for all its platforms; `layers: 'skip'` leaves its files alone. */
export async function readImage(
  { versions, problems }: StoredImage,
  reading: FilesReading & { readonly layers: 'read' | 'skip' },
): Promise<ImageRead> {
  const parts: ImagePart[] = [];
  const sentences = problems.map(({ problem }) => problem);
  let untrusted = problems.some((problem) => problem.untrusted);
  let { files } = reading.limits;
  for (const version of untrusted ? [] : versions) {
    const limits = { ...reading.limits, files };
    const read = reading.layers === 'skip' ? undefined : await readFiles(version, { ...reading, limits });
    parts.push(partOf(version, read));
    if (read?.state === 'read') files -= read.count;
    if (read === undefined || read.state === 'read') continue;
    sentences.push(`${read.because.charAt(0).toUpperCase()}${read.because.slice(1)}.`);
    untrusted ||= read.state === 'untrusted';
  }
  return { parts: untrusted ? [] : parts, problems: [...new Set(sentences)] };
}

function partOf({ manifest, config, layers }: ImageVersion, read: FilesRead | undefined): ImagePart {
  const known = read?.state === 'read' ? read : undefined;
  const unread = read === undefined || read.state === 'read' ? undefined : { because: read.because };
  return {
    manifest,
    config,
    layers: layers.map(({ digest, diffId, size }, i) => ({
      digest: digest ?? diffId,
      size,
      uncompressedSize: known?.sizes[i],
      use: known?.uses[i],
    })),
    files: known?.tree ?? unread,
  };
}
