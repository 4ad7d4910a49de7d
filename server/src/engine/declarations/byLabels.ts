import type { Build } from '../dockerfile/build.ts';
import type { DeclarationSource, DeclaredReference } from '../facts/declared.ts';
import type { Fact } from '../facts/fact.ts';
import { readImageName } from '../reference/imageName.ts';
import { parseReference } from '../reference/imageReference.ts';
import { get } from '../text/persistentMap.ts';

/**
 * The reference that the file's own OCI labels name: `ref.name`, else title and version. A title is meant for people, so
 * it counts only where it is a name of the protocol's form, or has the folders of a registry.
 */
export function declaredByLabels({
  target,
}: Build): { readonly references: readonly DeclaredReference[]; readonly from: DeclarationSource } | undefined {
  const label = (name: string) => get(target.after.labels, `org.opencontainers.image.${name}`);
  const named = [label('ref.name'), label('title')].find((fact) => isName(textOf(fact)));
  const name = textOf(named);
  const version = label('version');
  if (named === undefined || name === undefined) return undefined;
  const tagged = parseReference(name)?.tag !== undefined;
  if (!tagged && version === undefined) return undefined;
  const { at } = named;
  const text = tagged || version?.state !== 'known' ? name : `${name}:${version.value}`;
  const unknown = tagged || version?.state !== 'unknown' ? {} : { unknown: { tag: version.because } };
  const reference = { text, reference: parseReference(text), samples: undefined, ...unknown, at, editable: false };
  return { references: [reference], from: { kind: 'label', span: at } };
}

function textOf(fact: Fact<string> | undefined): string | undefined {
  return fact?.state === 'known' ? fact.value.trim() : undefined;
}

function isName(text: string | undefined): boolean {
  const reference = text === undefined ? undefined : parseReference(text);
  if (reference === undefined) return false;
  return reference.path.includes('/') || readImageName(reference.path).state === 'valid';
}
