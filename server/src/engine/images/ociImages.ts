import { referencesIn } from '../oci/annotations.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { type Field, holderOf, presentValue } from '../oci/field.ts';
import { imageIndex, isImageEntry } from '../oci/imageIndex.ts';
import { imageManifest } from '../oci/manifest.ts';
import { shortDigest } from './digest.ts';
import { type ImageProblem, type Reading, readBlob, readDocument } from './document.ts';
import { groupedBy } from './groupedBy.ts';
import { manifestLayers } from './manifestLayers.ts';
import { savedTags } from './savedImages.ts';
import type { ImageVersion, StoredImage } from './storedImage.ts';

/** The images that the index of a layout lists, those of one name for several platforms as one. */
export async function ociImages(reading: Reading): Promise<readonly StoredImage[] | ImageProblem> {
  const document = await readDocument('index.json', { ...reading, what: 'index.json' });
  if ('problem' in document) return document;
  if (document.kind !== 'index') return { problem: 'index.json is no image index.', untrusted: false };
  const { manifests } = imageIndex(holderOf(document.root, 'the index'));
  if (manifests.state === 'wrong') return { problem: `In index.json, ${manifests.because}.`, untrusted: false };
  const tags = await savedTags(reading);
  const walk: Walk = { ...reading, tags, budget: { left: reading.limits.images } };
  const images: StoredImage[] = [];
  for (const group of groupsOf((presentValue(manifests) ?? []).filter(isImageEntry))) {
    const image = await imageOf(group, walk);
    if (image.versions.length + image.problems.length > 0) images.push(image);
  }
  if (images.length > 0) return images;
  return { problem: `The ${reading.host.kind} holds no image: index.json lists none.`, untrusted: false };
}

interface Walk extends Reading {
  /** The tags that `docker save` lists, by the digest of the config. */
  readonly tags: Awaited<ReturnType<typeof savedTags>>;
  readonly budget: { left: number };
}

interface Group {
  readonly name: string;
  readonly entries: readonly Descriptor[];
}

/** Entries of one name are one image, and so are those without names where each has a platform of its own. */
function groupsOf(entries: readonly Descriptor[]): readonly Group[] {
  const named = groupedBy(entries, (entry) => nameIn(entry.annotations) ?? '');
  return [...named].flatMap(([name, group]): readonly Group[] => {
    const platforms = new Set(group.map(({ platform }) => presentValue(platform)));
    const together = name !== '' || (platforms.size === group.length && !platforms.has(undefined));
    if (together) return [{ name: name || shortDigest(group[0]?.digest ?? ''), entries: group }];
    return group.map((entry) => ({ name: shortDigest(entry.digest ?? ''), entries: [entry] }));
  });
}

function nameIn(annotations: Field<ReadonlyMap<string, string>>): string | undefined {
  const map = presentValue(annotations);
  return map?.get('io.containerd.image.name') ?? map?.get('org.opencontainers.image.ref.name');
}

interface Found {
  readonly versions: ImageVersion[];
  readonly problems: ImageProblem[];
  readonly references: Set<string>;
  /** Manifests that were met, so that one that is listed twice is judged once. */
  readonly met: Set<string>;
}

async function imageOf({ name, entries }: Group, walk: Walk): Promise<StoredImage> {
  const found: Found = { versions: [], problems: [], references: new Set(), met: new Set() };
  for (const entry of entries) await visit(entry, [], { found, walk });
  const { versions, problems, references } = found;
  return { name, versions, problems, references: [...references] };
}

const deepest = 4;

interface Visiting {
  readonly found: Found;
  readonly walk: Walk;
}

async function visit(entry: Descriptor, trail: readonly string[], visiting: Visiting): Promise<void> {
  const { found, walk } = visiting;
  const digest = entry.digest ?? '';
  const fail = (problem: string) => found.problems.push({ problem, untrusted: false });
  if (trail.includes(digest)) return void fail(`The index ${shortDigest(digest)} leads back to itself.`);
  if (found.met.has(digest)) return;
  found.met.add(digest);
  for (const reference of referencesIn(entry.annotations)) found.references.add(reference);
  if (walk.budget.left-- <= 0) {
    if (walk.budget.left === -1) fail(`There are more than ${walk.limits.images} images (--limit images=N).`);
    return;
  }
  const document = await readBlob(entry.digest, 'The manifest', walk);
  if ('problem' in document) {
    if (!isLeftOut(entry, walk)) found.problems.push(document);
  } else if (document.kind === 'index') {
    if (trail.length >= deepest)
      return void fail(`Indexes are nested deeper than ${deepest}, at ${shortDigest(digest)}.`);
    const { manifests, annotations } = imageIndex(holderOf(document.root, 'the index'));
    for (const reference of referencesIn(annotations)) found.references.add(reference);
    if (manifests.state === 'wrong') fail(`In the index ${shortDigest(digest)}, ${manifests.because}.`);
    for (const below of (presentValue(manifests) ?? []).filter(isImageEntry))
      await visit(below, [...trail, digest], visiting);
  } else if (document.kind === 'manifest') await addVersion(document, digest, visiting);
  else if (document.kind === 'schema1')
    fail(`The manifest ${shortDigest(digest)} is of schema 1, which is too old to be read.`);
  else if (document.kind !== 'artifact') fail(`The manifest ${shortDigest(digest)} is no manifest of an image.`);
}

/** `docker save` lists all platforms of an image, and writes only those that it has. */
function isLeftOut({ digest }: Descriptor, { host, tags }: Walk): boolean {
  return tags !== undefined && host.size(`blobs/${(digest ?? '').replace(':', '/')}`) === undefined;
}

async function addVersion(
  manifest: { readonly text: string; readonly root: Parameters<typeof holderOf>[0] },
  digest: string,
  { found, walk }: Visiting,
): Promise<void> {
  const { config, layers, annotations } = imageManifest(holderOf(manifest.root, 'the manifest'));
  const fail = (because: string) =>
    found.problems.push({ problem: `In the manifest ${shortDigest(digest)}, ${because}.`, untrusted: false });
  if (config.state === 'wrong') return void fail(config.because);
  if (layers.state === 'wrong') return void fail(layers.because);
  const configDigest = presentValue(config)?.digest;
  const document = await readBlob(configDigest, 'The config', walk);
  if ('problem' in document) return void found.problems.push(document);
  if (document.kind !== 'config')
    return void fail(`the config ${shortDigest(configDigest ?? '')} is no config of an image`);
  for (const reference of [...referencesIn(annotations), ...(walk.tags?.get(configDigest ?? '') ?? [])])
    found.references.add(reference);
  const blobs = manifestLayers(presentValue(layers) ?? [], walk.host);
  found.versions.push({ manifest: manifest.text, config: document.text, layers: blobs });
}
