import { type Descriptor, descriptors } from './descriptor.ts';
import { type Field, type Holder, listField, textMapField } from './field.ts';

/** An OCI index or a Docker manifest list. */
export interface ImageIndex {
  readonly manifests: Field<readonly Descriptor[]>;
  readonly annotations: Field<ReadonlyMap<string, string>>;
}

export function imageIndex(document: Holder): ImageIndex {
  const manifests = listField(document, 'manifests');
  return {
    manifests: manifests.state === 'present' ? { ...manifests, value: descriptors(manifests.value) } : manifests,
    annotations: textMapField(document, 'annotations'),
  };
}

/** Whether the entry is an image that somebody can run, and not an attestation, a signature or the like. */
export function isImageEntry(entry: Descriptor): boolean {
  const reference = entry.annotations.state === 'present' && entry.annotations.value.get('vnd.docker.reference.type');
  if (reference === 'attestation-manifest' || (entry.artifactType ?? '') !== '') return false;
  return !(entry.platform.state === 'present' && entry.platform.value.startsWith('unknown/unknown'));
}
