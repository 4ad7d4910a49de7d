import { type JsonNode, type JsonObject, member, readJsonStart } from '../text/json.ts';

export type ImageJsonKind =
  | 'config'
  | 'manifest'
  | 'index'
  | 'inspect'
  | 'skopeo-inspect'
  | 'save-manifest'
  | 'schema1'
  | 'artifact';

/** Which image document the JSON is: by its media type, else by its shape; undefined where it is none. */
export function kindOfJson(root: JsonNode): ImageJsonKind | undefined {
  if (root.kind === 'array') {
    const first = root.items.find((item) => item.kind === 'object');
    return first?.kind === 'object' ? kindOfListed(first) : undefined;
  }
  if (root.kind !== 'object') return undefined;
  const kind = kindByMediaType(root) ?? kindByShape(root);
  return kind === 'manifest' && isArtifact(root) ? 'artifact' : kind;
}

/** Whether the text, or its beginning, is an image document; quick enough for every JSON file that is opened. */
export function looksLikeImageJson(text: string): boolean {
  const root = readJsonStart(text.slice(0, 65_536));
  return root !== undefined && kindOfJson(root) !== undefined;
}

/** Why the JSON is no image document, where there is more to say than that. */
export function whyNoImage(root: JsonNode): string {
  const subject = root.kind === 'array' ? root.items[0] : root;
  if (subject === undefined) return 'The list holds no image.';
  if (subject.kind === 'object') {
    if (has(subject, 'HostConfig')) return 'This describes a container, not an image: inspect its image instead.';
    if (has(subject, 'layers', 'manifests')) return 'This has both layers and manifests, so that clients refuse it.';
  }
  return 'This JSON is no image config, manifest, index or inspect output.';
}

const kindsOfMediaTypes: ReadonlyMap<string, ImageJsonKind> = new Map([
  ['application/vnd.oci.image.manifest.v1+json', 'manifest'],
  ['application/vnd.docker.distribution.manifest.v2+json', 'manifest'],
  ['application/vnd.oci.image.index.v1+json', 'index'],
  ['application/vnd.docker.distribution.manifest.list.v2+json', 'index'],
  ['application/vnd.oci.artifact.manifest.v1+json', 'artifact'],
  ['application/vnd.docker.distribution.manifest.v1+json', 'schema1'],
  ['application/vnd.docker.distribution.manifest.v1+prettyjws', 'schema1'],
  ['application/vnd.oci.image.config.v1+json', 'config'],
  ['application/vnd.docker.container.image.v1+json', 'config'],
]);

function kindByMediaType(root: JsonObject): ImageJsonKind | undefined {
  // With a digest it only points to the document of that type.
  return has(root, 'digest') ? undefined : kindsOfMediaTypes.get(text(root, 'mediaType') ?? '');
}

function kindByShape(root: JsonObject): ImageJsonKind | undefined {
  if (has(root, 'fsLayers')) return 'schema1';
  if (has(root, 'layers', 'manifests')) return undefined;
  const versioned = number(root, 'schemaVersion') === 2;
  const config = object(root, 'config');
  if (has(root, 'layers') && (versioned || (config !== undefined && has(config, 'digest')))) return 'manifest';
  if (has(root, 'manifests') && versioned) return 'index';
  if (isInspected(root)) return 'inspect';
  if (has(root, 'Name', 'RepoTags', 'Layers')) return 'skopeo-inspect';
  return isConfig(root) ? 'config' : undefined;
}

function kindOfListed(first: JsonObject): ImageJsonKind | undefined {
  if (text(first, 'Config') !== undefined && has(first, 'RepoTags', 'Layers')) return 'save-manifest';
  return isInspected(first) ? 'inspect' : undefined;
}

function isInspected(image: JsonObject): boolean {
  return has(image, 'Id') && !has(image, 'HostConfig') && (has(image, 'RepoTags') || has(image, 'RootFS', 'Config'));
}

const settings = [
  'User',
  'Entrypoint',
  'Cmd',
  'Env',
  'WorkingDir',
  'Labels',
  'ExposedPorts',
  'Volumes',
  'Shell',
  'StopSignal',
  'OnBuild',
];

function isConfig(root: JsonObject): boolean {
  const config = object(root, 'config');
  if (config !== undefined && settings.some((name) => has(config, name))) return true;
  if (config?.members.length === 0 && root.members.length === 1) return true;
  if (has(root, 'rootfs')) return has(root, 'architecture') || has(root, 'config') || has(root, 'history');
  return has(root, 'architecture', 'os') && (has(root, 'history') || config?.members.length === 0);
}

const imageConfigs = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
]);

/** Whether a manifest carries something else than an image: a chart, a signature, an attestation. */
function isArtifact(root: JsonObject): boolean {
  const config = object(root, 'config');
  const mediaType = config && text(config, 'mediaType');
  if (mediaType !== undefined) return !imageConfigs.has(mediaType) || holdsNoLayers(root);
  return (text(root, 'artifactType') ?? '') !== '';
}

/** Signatures and attestations have an image's config type, and only their layers say what they are. */
function holdsNoLayers(root: JsonObject): boolean {
  const layers = member(root, 'layers')?.value;
  if (layers?.kind !== 'array' || layers.items.length === 0) return false;
  return layers.items.every((layer) => {
    const mediaType = layer.kind === 'object' ? text(layer, 'mediaType') : undefined;
    return mediaType !== undefined && !/[.]image[.](?:layer|rootfs)[.]/.test(mediaType);
  });
}

function has(node: JsonObject, ...names: readonly string[]): boolean {
  return names.every((name) => member(node, name) !== undefined);
}

function text(node: JsonObject, name: string): string | undefined {
  const value = member(node, name)?.value;
  return value?.kind === 'string' ? value.value : undefined;
}

function number(node: JsonObject, name: string): number | undefined {
  const value = member(node, name)?.value;
  return value?.kind === 'number' ? value.value : undefined;
}

function object(node: JsonObject, name: string): JsonObject | undefined {
  const value = member(node, name)?.value;
  return value?.kind === 'object' ? value : undefined;
}
