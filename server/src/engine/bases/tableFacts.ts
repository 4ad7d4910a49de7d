import { parseReference } from '../reference/imageReference.ts';
import { type NormalisedReference, normalise } from '../reference/normalise.ts';
import { remembered } from '../text/remembered.ts';
import { familiesTable } from './familiesTable.ts';
import { compileGlob, type Glob } from './glob.ts';
import { entryOf, type ImageEntry, type Variant, type VariantFacts } from './imagesTable.ts';

/** What the table says of an image, as the table says it. */
export interface TableFacts {
  readonly reference: NormalisedReference;
  readonly entry: ImageEntry;
  readonly facts: VariantFacts;
}

/** Looks a reference up as the schema of the tables describes; undefined: not in the table. */
export function tableFacts(text: string): TableFacts | undefined {
  const reference = lookupReference(text);
  const entry = reference && entryOf(reference.name);
  return reference && entry && { reference, entry, facts: cascade(entry, reference.tag) };
}

/** The name under which tables know an image; undefined for `scratch` and what is no reference. */
export function lookupReference(text: string): NormalisedReference | undefined {
  if (text === 'scratch') return undefined;
  const reference = parseReference(text) ?? parseReference(lowerCaseName(text));
  return reference && normalise(reference, { mirrors, platforms });
}

const mirrors = new Map(Object.entries(familiesTable.mirrors.prefixes));
const platforms = new Map(Object.entries(familiesTable.archNamespaces.names));

/** A builder refuses upper case in a name; the image that is meant is plain all the same. */
function lowerCaseName(text: string): string {
  const end = text.slice(text.lastIndexOf('/') + 1).search(/[:@]/);
  if (end < 0) return text.toLowerCase();
  const nameEnd = text.lastIndexOf('/') + 1 + end;
  return text.slice(0, nameEnd).toLowerCase() + text.slice(nameEnd);
}

/** Of every field the value of the first variant that matches and has it. Without a tag only `*` variants are sure to. */
function cascade(entry: ImageEntry, tag: string | undefined): VariantFacts {
  const matching = entry.variants.filter((variant) =>
    tag === undefined ? variant.tags.includes('*') : globsOf(variant).some((matches) => matches(tag)),
  );
  return Object.assign({}, ...matching.toReversed());
}

const globsOf = remembered(({ tags }: Variant): readonly Glob[] => tags.map(compileGlob));
