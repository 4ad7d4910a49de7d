import type { JsonNode } from '../text/json.ts';
import type { Span } from '../text/span.ts';
import { type ImageConfig, imageConfig } from './config.ts';
import { type Descriptor, descriptors } from './descriptor.ts';
import {
  type Field,
  type Holder,
  holderOf,
  listField,
  objectField,
  presentValue,
  sizeField,
  textField,
  textMapField,
  textsField,
  variablesField,
  wrong,
} from './field.ts';
import { platformField } from './platform.ts';

/** An image as `docker inspect` or `podman inspect` shows it. */
export interface InspectedImage {
  readonly config: ImageConfig;
  readonly annotations: Field<ReadonlyMap<string, string>>;
  /** What it is called: the tags, or where it has none the digests. */
  readonly references: readonly string[];
  /** Bytes on disk. */
  readonly size: Field<number>;
}

/** The images of an inspect output, which is a list of them, or one of them alone. */
export function inspectedImages(root: JsonNode): readonly InspectedImage[] {
  if (root.kind !== 'array') return [inspectedImage(holderOf(root, 'the image'))];
  return root.items.map((node, i) => inspectedImage(holderOf(node, `image ${i + 1}`)));
}

function inspectedImage(document: Holder): InspectedImage {
  const tags = namedOnly(textsField(document, 'RepoTags'));
  const size = sizeField(document, 'Size');
  return {
    config: imageConfig(document, shownConfig(document)),
    annotations: textMapField(document, 'Annotations'),
    references: tags.length > 0 ? tags : namedOnly(textsField(document, 'RepoDigests')),
    size: size.state === 'missing' ? sizeField(document, 'VirtualSize') : size,
  };
}

/** These programs always show a config; without one nothing is known, which is not the same as nothing set. */
function shownConfig(document: Holder): Holder {
  const config = objectField(document, 'Config');
  return config.state === 'missing' ? wrong('the inspect output shows no Config', config.at) : config;
}

/** Untagged images are shown as `<none>:<none>`. */
function namedOnly(names: Field<readonly string[]>): readonly string[] {
  return (presentValue(names) ?? []).filter((name) => name !== '' && !name.includes('<none>'));
}

/** What `skopeo inspect` shows of an image in a registry: neither its user nor its command. */
export interface SkopeoImage {
  readonly environment: Field<ReadonlyMap<string, string>>;
  readonly labels: Field<ReadonlyMap<string, string>>;
  readonly platform: Field<string>;
  readonly layers: Field<readonly Descriptor[]>;
  /** Where it says which image it is. */
  readonly at: Span;
}

export function skopeoImage(root: JsonNode): SkopeoImage {
  const document = holderOf(root, 'the image');
  const layers = listField(document, 'LayersData');
  return {
    environment: variablesField(document, 'Env'),
    labels: textMapField(document, 'Labels'),
    platform: platformField(document),
    layers: layers.state === 'present' ? { ...layers, value: descriptors(layers.value) } : layers,
    at: textField(document, 'Name').at,
  };
}

/** An image as `docker save` lists it in an archive's manifest.json. */
export interface SavedImage {
  /** The file of its config. */
  readonly config: string | undefined;
  readonly references: readonly string[];
  /** The files of its layers, from the lowest up. */
  readonly layers: readonly string[];
}

export function savedImagesIn(root: JsonNode): readonly SavedImage[] {
  const items = root.kind === 'array' ? root.items : [root];
  return items.map((node) => {
    const image = holderOf(node, 'the image');
    return {
      config: presentValue(textField(image, 'Config')),
      references: namedOnly(textsField(image, 'RepoTags')),
      layers: presentValue(textsField(image, 'Layers')) ?? [],
    };
  });
}

/** The references of the images that `docker save` lists in an archive's manifest.json. */
export function savedReferences(root: JsonNode): readonly string[] {
  return [...new Set(savedImagesIn(root).flatMap(({ references }) => references))];
}
