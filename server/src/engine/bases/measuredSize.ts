import type { NormalisedReference } from '../reference/normalise.ts';
import type { VariantFacts } from './imagesTable.ts';
import { type MeasuredSize, slimmerThan } from './slimmer.ts';
import { tableFacts } from './tableFacts.ts';

/** What an image weighs to download on one platform, and what that rests on. */
export interface ImageSize extends MeasuredSize {
  readonly platform: string;
  /** Measured for another tag of the same kind: of that order, not equal. */
  readonly approximate: boolean;
}

const usual = 'linux/amd64';

/** The compressed size for the platform, linux/amd64 where none is given; undefined: not measured. */
export function measuredSize(reference: string, platform: string = usual): ImageSize | undefined {
  const known = tableFacts(reference);
  const tag = known?.reference.tag;
  if (known === undefined || tag === undefined) return undefined;
  const own = ownSize(known.facts, platform);
  const kept = own !== undefined && flavourOf(own.tag) === flavourOf(tag) ? own : undefined;
  const found = kept ?? (platform === usual ? sizeAmongSlimmer(reference, known.reference) : undefined);
  if (found === undefined) return undefined;
  // Tags that one variant spells out are one image: 12 and bookworm.
  const same = known.entry.variants.some(({ tags }) => tags.includes(tag) && tags.includes(found.tag));
  return { ...found, platform, approximate: found.tag !== tag && !same };
}

function ownSize({ compressedSize = {}, sizeTag = '', sizeDate = '' }: VariantFacts, platform: string) {
  const bytes = compressedSize[platform.replace(/^linux\//, '')];
  if (bytes === undefined) return undefined;
  // Behind the tag a word in brackets may say which release it was.
  return { bytes, tag: sizeTag.split(' ', 1)[0] ?? '', date: sizeDate };
}

const flavour = /-(?:slim|alpine|minimal|jre|scm|curl)(?![a-z])/;

/** A pattern for a full image may match the tags of its smaller ones, which weigh something else. */
function flavourOf(tag: string): string {
  return flavour.exec(tag)?.[0] ?? '';
}

/** The table of smaller images has sizes too: of the image that there is a smaller one for, and of the smaller one. */
function sizeAmongSlimmer(reference: string, { name, tag = '' }: NormalisedReference): MeasuredSize | undefined {
  const asLarger = slimmerThan(reference).find(({ instead }) => instead !== undefined)?.instead;
  if (asLarger !== undefined || !flavour.test(tag)) return asLarger;
  const full = `${name}:${tag.replace(flavour, '')}`;
  return slimmerThan(full).find((slimmer) => slimmer.name === name && slimmer.tag === tag)?.size;
}
