import { type Field, presentValue } from './field.ts';

type Annotations = Field<ReadonlyMap<string, string>>;

/**
 * The references that annotations of a manifest, an index or one of its entries give the image. A bare word in
 * `ref.name` is a tag without a name, or a name without a tag, so it is none.
 */
export function referencesIn(annotations: Annotations): readonly string[] {
  const map = presentValue(annotations);
  const names = [map?.get('io.containerd.image.name') ?? '', map?.get('org.opencontainers.image.ref.name') ?? ''];
  return [...new Set(names.filter((name) => /[/:]/.test(name)))];
}

/** The base image that annotations or labels record, as they record it. */
export function recordedBase(
  annotations: Annotations,
): { readonly name: string; readonly digest: string | undefined } | undefined {
  const map = presentValue(annotations);
  const name = map?.get('org.opencontainers.image.base.name');
  if (name === undefined || name === '') return undefined;
  const digest = map?.get('org.opencontainers.image.base.digest');
  return { name, digest: digest === '' ? undefined : digest };
}
