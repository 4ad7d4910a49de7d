import { referencesIn } from '../../oci/annotations.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Field, holderOf, presentValue } from '../../oci/field.ts';
import { imageIndex, isImageEntry } from '../../oci/imageIndex.ts';
import { savedReferences, skopeoImage } from '../../oci/inspect.ts';
import { imageManifest, isUncompressed, layersSize } from '../../oci/manifest.ts';
import type { JsonNode } from '../../text/json.ts';
import type { Span } from '../../text/span.ts';
import { type Fact, known, unknown } from '../fact.ts';
import type { ImageFacts, Size, SubjectKind } from '../imageFacts.ts';
import { baseFact } from './imageBase.ts';
import { fromConfig, mapFact, platformsFact } from './imageConfigFacts.ts';

/** Nothing is known, for one reason. */
export function unknownFacts(kind: SubjectKind, because: string, at: Span): ImageFacts {
  const nothing = unknown(because, at);
  return {
    kind,
    user: nothing,
    entrypoint: nothing,
    command: nothing,
    workdir: nothing,
    shell: nothing,
    base: nothing,
    environment: nothing,
    labels: nothing,
    platforms: nothing,
    size: nothing,
    ports: nothing,
    volumes: nothing,
    references: [],
  };
}

export function manifestFacts(root: JsonNode): ImageFacts {
  const document = holderOf(root, 'the manifest');
  const { config, layers, annotations } = imageManifest(document);
  const because = "the manifest does not hold the image's config; check the config or the whole image";
  return {
    ...unknownFacts('manifest', because, config.at),
    base: baseFact([annotations], config.at),
    size: compressedSize(layers),
    references: referencesIn(annotations),
  };
}

export function indexFacts(root: JsonNode): ImageFacts {
  const { manifests, annotations } = imageIndex(holderOf(root, 'the index'));
  const because = 'the index does not hold the configs of its images; check the whole image';
  const entries = presentValue(manifests) ?? [];
  const references = [annotations, ...entries.map((entry) => entry.annotations)].flatMap(referencesIn);
  return {
    ...unknownFacts('index', because, manifests.at),
    base: baseFact([annotations], manifests.at),
    platforms: indexPlatforms(manifests),
    size: unknown('the index does not list the layers of its images', manifests.at),
    references: [...new Set(references)],
  };
}

/** The list of images in an archive of `docker save`. */
export function savedFacts(root: JsonNode): ImageFacts {
  const because = "the list of saved images does not hold the image's config; check the config or the whole archive";
  return {
    ...unknownFacts('manifest', because, firstCharacter(root)),
    references: savedReferences(root),
  };
}

export function skopeoFacts(root: JsonNode): ImageFacts {
  const image = skopeoImage(root);
  const because = 'skopeo inspect does not show it; check the output of skopeo inspect --config';
  return {
    ...unknownFacts('inspect', because, image.at),
    environment: mapFact(image.environment),
    labels: mapFact(image.labels),
    base: baseFact([image.labels], image.at),
    platforms: platformsFact(image.platform),
    size: compressedSize(image.layers),
    // RepoTags are all the tags of the repository there, so that none of them is known to be this image's.
  };
}

export function schema1Facts(root: JsonNode): ImageFacts {
  const because =
    'this is a manifest of schema 1, which is too old to be read; push the image again with a current tool';
  return unknownFacts('manifest', because, firstCharacter(root));
}

export function artifactFacts(root: JsonNode): ImageFacts {
  return unknownFacts(
    'manifest',
    'this is the manifest of an artifact, not of a container image',
    firstCharacter(root),
  );
}

function compressedSize(layers: Field<readonly Descriptor[]>): Fact<Size> {
  const size = layersSize(layers);
  if (size.state === 'missing') return unknown('there is no list of layers', size.at);
  if (size.state === 'wrong') return unknown(size.because, size.at);
  const plain = layers.state === 'present' && isUncompressed(layers.value);
  return known({ compressed: size.value, uncompressed: plain ? size.value : undefined }, size.at, fromConfig);
}

function indexPlatforms(manifests: Field<readonly Descriptor[]>): Fact<readonly string[]> {
  if (manifests.state === 'wrong') return unknown(manifests.because, manifests.at);
  const platforms = new Set<string>();
  for (const [i, entry] of (presentValue(manifests) ?? []).entries()) {
    if (!isImageEntry(entry)) continue;
    const { platform } = entry;
    if (platform.state === 'wrong') return unknown(`in entry ${i + 1} of the index, ${platform.because}`, platform.at);
    if (platform.state === 'missing') return unknown(`entry ${i + 1} of the index has no platform`, platform.at);
    platforms.add(platform.value);
  }
  if (platforms.size === 0) return unknown('the index lists no image', manifests.at);
  return known([...platforms], manifests.at, fromConfig);
}

/** A place that stands for a whole document. */
export function firstCharacter({ at }: JsonNode): Span {
  return { start: at.start, end: at.start + 1 };
}
