import type { FileTree } from '../../layers/fileTree.ts';
import type { LayerUse } from '../../layers/foldLayers.ts';
import { referencesIn } from '../../oci/annotations.ts';
import { type ImageConfig, imageConfig } from '../../oci/config.ts';
import { holderOf, missing, presentValue } from '../../oci/field.ts';
import { type ImageManifest, imageManifest, isUncompressed } from '../../oci/manifest.ts';
import { type JsonNode, parseJson } from '../../text/json.ts';
import type { Span } from '../../text/span.ts';
import { type Fact, known, knownValue, unknown } from '../fact.ts';
import { userOfImage } from '../files/accountsOfImage.ts';
import type { ImageFacts, Size } from '../imageFacts.ts';
import { baseFact } from './imageBase.ts';
import { configFacts, fromConfig } from './imageConfigFacts.ts';
import { foldFacts } from './imageFold.ts';
import type { LayerFacts } from './layerFacts.ts';

/** An image for one platform: its documents, and what was read of its layers. */
export interface ImagePart {
  readonly manifest: string | undefined;
  readonly config: string;
  readonly layers: readonly PartLayer[];
  /** The files of all layers, or a clause on why they are not known; undefined where nobody looked. */
  readonly files: FileTree | { readonly because: string } | undefined;
}

export interface PartLayer {
  readonly digest: string | undefined;
  readonly size: number | undefined;
  readonly uncompressedSize: number | undefined;
  readonly use: LayerUse | undefined;
}

export interface ImagePartsFacts {
  /** The documents of all parts as one JSON list, which the places of the facts are in. */
  readonly text: string;
  /** All parts as one image. */
  readonly facts: ImageFacts;
  readonly views: readonly ImageView[];
}

/** One of the parts by itself. */
export interface ImageView {
  /** `os/arch[/variant]`, or its number where it does not say. */
  readonly platform: string;
  /** Its facts, with the platforms of all parts. */
  readonly facts: ImageFacts;
}

/** Where an image lies, and what it is called there. */
export interface StoredAs {
  readonly kind: 'archive' | 'layout' | 'registry';
  readonly references: readonly string[];
}

/** What an image tells that was found with its config; undefined where there is not one part. */
export function factsFromParts(parts: readonly ImagePart[], stored: StoredAs): ImagePartsFacts | undefined {
  const documents = parts.flatMap(({ manifest, config }) => (manifest === undefined ? [config] : [config, manifest]));
  const text = `[${documents.map((document) => document.trim()).join(',\n')}]`;
  const json = parseJson(text);
  if ('problem' in json || json.root.kind !== 'array') return undefined;
  const nodes = [...json.root.items];
  const [first, ...others] = parts.flatMap((part): readonly ImageFacts[] => {
    const config = nodes.shift();
    const manifest = part.manifest === undefined ? undefined : nodes.shift();
    return config === undefined ? [] : [partFacts(part, { config, manifest, stored })];
  });
  if (first === undefined) return undefined;
  const facts = foldFacts([first, ...others]);
  const views = [first, ...others].map((view, i) => ({
    platform: knownValue(view.platforms)?.[0] ?? `image ${i + 1}`,
    facts: { ...view, platforms: facts.platforms },
  }));
  return { text, facts: others.length === 0 ? first : facts, views };
}

interface Documents {
  readonly config: JsonNode;
  readonly manifest: JsonNode | undefined;
  readonly stored: StoredAs;
}

function partFacts(part: ImagePart, { config: node, manifest: other, stored }: Documents): ImageFacts {
  const config = imageConfig(holderOf(node, 'the config'));
  const manifest = other === undefined ? undefined : imageManifest(holderOf(other, 'the manifest'));
  const annotations = manifest === undefined ? [] : [manifest.annotations];
  const at = manifest?.layers.at ?? config.at;
  const facts = configFacts(config);
  const files = part.files === undefined ? undefined : filesFact(part.files, config.at);
  return {
    kind: stored.kind,
    ...facts,
    user: userOfImage(facts.user, files && knownValue(files)),
    base: baseFact([...annotations, config.labels], config.at),
    size: sizeOf(part.layers, { at, manifest }),
    references: [...new Set([...stored.references, ...annotations.flatMap(referencesIn)])],
    layers: layersOf(part.layers, config),
    ...(files === undefined ? {} : { files }),
  };
}

function filesFact(files: FileTree | { readonly because: string }, at: Span): Fact<FileTree> {
  return 'because' in files ? unknown(files.because, at) : known(files, at, fromConfig);
}

interface Listed {
  readonly at: Span;
  readonly manifest: ImageManifest | undefined;
}

/** Without a manifest layers are mostly stored as they are; then nothing tells what they take when compressed. */
function sizeOf(layers: readonly PartLayer[], { at, manifest }: Listed): Fact<Size> {
  const stored = sumOf(layers.map(({ size }) => size));
  const plain = isUncompressed(presentValue(manifest?.layers ?? missing(at)) ?? []);
  const uncompressed = sumOf(layers.map(({ uncompressedSize }) => uncompressedSize)) ?? (plain ? stored : undefined);
  const compressed =
    manifest === undefined && (uncompressed === undefined || stored === uncompressed) ? undefined : stored;
  if (compressed === undefined && uncompressed === undefined) return unknown('the layers have no sizes', at);
  return known({ compressed, uncompressed }, at, fromConfig);
}

function sumOf(sizes: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  for (const size of sizes) {
    if (size === undefined) return undefined;
    sum += size;
  }
  return sum;
}

/** The steps that made layers are as many as the layers, or else nothing tells which belongs to which. */
function layersOf(layers: readonly PartLayer[], { history }: ImageConfig): readonly LayerFacts[] {
  const steps = (presentValue(history) ?? []).filter(({ emptyLayer }) => !emptyLayer);
  const told = steps.length === layers.length;
  return layers.map((layer, i) => ({ ...layer, step: told ? steps[i] : undefined }));
}
