import { type Descriptor, descriptor, descriptors } from './descriptor.ts';
import { type Field, type Holder, listField, objectField, present, textMapField, wrong } from './field.ts';

/** An OCI or Docker manifest (schema 2) of one image. */
export interface ImageManifest {
  readonly config: Field<Descriptor>;
  readonly layers: Field<readonly Descriptor[]>;
  readonly annotations: Field<ReadonlyMap<string, string>>;
}

export function imageManifest(document: Holder): ImageManifest {
  const config = objectField(document, 'config');
  const layers = listField(document, 'layers');
  return {
    config: config.state === 'present' ? { ...config, value: descriptor(config) } : config,
    layers: layers.state === 'present' ? { ...layers, value: descriptors(layers.value) } : layers,
    annotations: textMapField(document, 'annotations'),
  };
}

/** The bytes of all layers, at the place of their list. */
export function layersSize(layers: Field<readonly Descriptor[]>): Field<number> {
  if (layers.state !== 'present') return layers;
  let sum = 0;
  for (const [i, { size }] of layers.value.entries()) {
    if (size.state === 'wrong') return wrong(`in layer ${i + 1}, ${size.because}`, size.at);
    if (size.state === 'missing') return wrong(`layer ${i + 1} has no size`, size.at);
    sum += size.value;
    if (!Number.isSafeInteger(sum)) return wrong('the layers add up to an impossible size', layers.at);
  }
  return present(sum, layers.at);
}

/** Whether the layers are stored as they are, so that their size is also what they take on disk. */
export function isUncompressed(layers: readonly Descriptor[]): boolean {
  return layers.length > 0 && layers.every(({ mediaType }) => mediaType !== undefined && /[.]tar$/.test(mediaType));
}
