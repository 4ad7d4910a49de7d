import type { Descriptor } from '../oci/descriptor.ts';
import { presentValue } from '../oci/field.ts';
import { blobName, parseDigest } from './digest.ts';
import type { ImageHost } from './imageHost.ts';
import type { LayerBlob } from './storedImage.ts';

/** Where the layers of a manifest are, or why they cannot be read. */
export function manifestLayers(layers: readonly Descriptor[], host: ImageHost): readonly LayerBlob[] {
  return layers.map(({ digest, size, mediaType = '' }) => {
    const parsed = parseDigest(digest);
    const file = parsed === undefined ? '' : blobName(parsed);
    const stored = parsed === undefined ? undefined : host.size(file);
    return {
      file,
      digest,
      diffId: undefined,
      size: presentValue(size) ?? stored,
      obstacle: parsed === undefined ? 'has no digest that can be checked' : obstacleOf(mediaType, stored),
    };
  });
}

function obstacleOf(mediaType: string, stored: number | undefined): string | undefined {
  if (/[+.]encrypted\b/.test(mediaType)) return 'is encrypted';
  if (stored === undefined && /foreign|nondistributable/.test(mediaType))
    return 'may not be passed on, so that it is not here';
  if (stored === undefined) return 'is missing';
  const isFileSystem = mediaType === '' || /[.](?:tar|rootfs)\b|[.]layer[.]/.test(mediaType);
  return isFileSystem ? undefined : `is no file system but ${mediaType.slice(0, 80)}`;
}
