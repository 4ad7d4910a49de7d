import { imageConfig } from '../../oci/config.ts';
import { holderOf } from '../../oci/field.ts';
import { type InspectedImage, inspectedImages } from '../../oci/inspect.ts';
import { type ImageJsonKind, kindOfJson, whyNoImage } from '../../oci/kind.ts';
import { type JsonNode, parseJson } from '../../text/json.ts';
import type { JsonProblem } from '../../text/jsonProblem.ts';
import { unknown } from '../fact.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { baseFact } from './imageBase.ts';
import { configFacts, sizeOnDisk } from './imageConfigFacts.ts';
import { foldFacts } from './imageFold.ts';
import {
  artifactFacts,
  firstCharacter,
  indexFacts,
  manifestFacts,
  savedFacts,
  schema1Facts,
  skopeoFacts,
  unknownFacts,
} from './imageManifestFacts.ts';

/** What an image's JSON document tells of the image: a config, a manifest, an index, or the output of an inspect. */
export function factsFromImageJson(text: string): ImageFacts | JsonProblem {
  const json = parseJson(text);
  if ('problem' in json) return json;
  const { root } = json;
  const kind = kindOfJson(root);
  if (kind !== undefined) return readers[kind](root);
  return { problem: whyNoImage(root), at: firstCharacter(root) };
}

const readers: Readonly<Record<ImageJsonKind, (root: JsonNode) => ImageFacts>> = {
  config: configDocumentFacts,
  manifest: manifestFacts,
  index: indexFacts,
  inspect: inspectFacts,
  'skopeo-inspect': skopeoFacts,
  'save-manifest': savedFacts,
  schema1: schema1Facts,
  artifact: artifactFacts,
};

function configDocumentFacts(root: JsonNode): ImageFacts {
  const config = imageConfig(holderOf(root, 'the config'));
  return {
    kind: 'config',
    ...configFacts(config),
    base: baseFact([config.labels], config.at),
    size: unknown('a config holds no sizes; the manifest does', config.at),
    references: [],
  };
}

function inspectFacts(root: JsonNode): ImageFacts {
  const nothing = unknownFacts('inspect', 'the list holds no image', firstCharacter(root));
  const [first = nothing, ...others] = inspectedImages(root).map(inspectedFacts);
  return foldFacts([first, ...others]);
}

function inspectedFacts({ config, annotations, references, size }: InspectedImage): ImageFacts {
  return {
    kind: 'inspect',
    ...configFacts(config),
    base: baseFact([annotations, config.labels], config.at),
    size: sizeOnDisk(size),
    references,
  };
}
