import { imageConfigDiffIds } from '../oci/diffIds.ts';
import { type SavedImage, savedImagesIn } from '../oci/inspect.ts';
import { parseDigest } from './digest.ts';
import { type ImageProblem, type Reading, readDocument } from './document.ts';
import { groupedBy } from './groupedBy.ts';
import type { ImageVersion, LayerBlob, StoredImage } from './storedImage.ts';

/** The images that `docker save` lists in manifest.json, those of the same tags for several platforms as one. */
export async function savedImages(reading: Reading): Promise<readonly StoredImage[] | ImageProblem> {
  const document = await readDocument('manifest.json', { ...reading, what: 'manifest.json' });
  if ('problem' in document) return document;
  const { host, limits } = reading;
  if (document.kind !== 'save-manifest')
    return { problem: `The ${host.kind} holds no image: manifest.json is no list of saved images.`, untrusted: false };
  const saved = savedImagesIn(document.root);
  if (saved.length > limits.images)
    return { problem: `There are more than ${limits.images} images (--limit images=N).`, untrusted: false };
  const groups = groupedBy(saved, ({ references, config }) => references.join(' ') || (config ?? ''));
  return Promise.all([...groups.values()].map((group) => savedImage(group, reading)));
}

/** The tags that `docker save` lists, by the digest of the config; undefined in a layout that it did not write. */
export async function savedTags(reading: Reading): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  if (reading.host.size('manifest.json') === undefined) return undefined;
  const document = await readDocument('manifest.json', { ...reading, what: 'manifest.json' });
  if ('problem' in document || document.kind !== 'save-manifest') return undefined;
  const tags = savedImagesIn(document.root).map(({ config = '', references }) => {
    const hex = /([0-9a-f]{64})(?:[.]json)?$/.exec(config)?.[1] ?? '';
    return [`sha256:${hex}`, references] as const;
  });
  return new Map(tags);
}

async function savedImage(saved: readonly SavedImage[], reading: Reading): Promise<StoredImage> {
  const versions: ImageVersion[] = [];
  const problems: ImageProblem[] = [];
  for (const image of saved) {
    const version = await savedVersion(image, reading);
    if ('problem' in version) problems.push(version);
    else versions.push(version);
  }
  const references = [...new Set(saved.flatMap((image) => image.references))];
  return { name: references[0] ?? saved[0]?.config ?? '', references, versions, problems };
}

async function savedVersion(image: SavedImage, reading: Reading): Promise<ImageVersion | ImageProblem> {
  const { config } = image;
  if (config === undefined) return { problem: 'An image in manifest.json names no config.', untrusted: false };
  const hex = /(?:^|[/:])([0-9a-f]{64})(?:[.]json)?$/.exec(config)?.[1];
  const digest = hex === undefined ? undefined : parseDigest(`sha256:${hex}`);
  const what = `The config ${config.slice(0, 80)}`;
  const document = await readDocument(config, { ...reading, what, digest });
  if ('problem' in document) return document;
  if (document.kind !== 'config') return { problem: `${what} is no config of an image.`, untrusted: false };
  const diffIds = imageConfigDiffIds(document.root);
  return {
    manifest: undefined,
    config: document.text,
    layers: image.layers.map((file, i) => savedLayer(file, diffIds[i], reading)),
  };
}

function savedLayer(file: string, diffId: string | undefined, { host }: Reading): LayerBlob {
  const size = host.size(file);
  const digest = /^blobs\/(sha256)\/([0-9a-f]{64})$/.exec(file);
  return {
    file,
    digest: digest === null ? undefined : `${digest[1]}:${digest[2]}`,
    diffId,
    size,
    obstacle: size === undefined ? 'is missing' : undefined,
  };
}
