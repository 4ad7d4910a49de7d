import { isGlob } from '../bases/glob.ts';
import { type ImageEntry, imageEntries } from '../bases/imagesTable.ts';
import { knownBases } from '../bases/knownBases.ts';
import { lifecycleOf } from '../bases/lifecycle.ts';
import { lifecycleTable } from '../bases/lifecycleTable.ts';
import { type ImageSize, measuredSize } from '../bases/measuredSize.ts';
import { tagMovement } from '../bases/movingTags.ts';
import { slimmerThan } from '../bases/slimmer.ts';
import { supportedCycles } from '../facts/products.ts';
import { imageSupport, type Standing } from '../facts/support.ts';
import { familiarName } from '../reference/normalise.ts';

/** A known base with a tag that is still kept up, or without one where the tables know none. */
export interface KnownReference {
  /** Normalised. */
  readonly name: string;
  readonly tag: string | undefined;
  /** As people write it. */
  readonly reference: string;
  readonly size: ImageSize | undefined;
  /** The first day on which a part of it gets no more updates. */
  readonly until: string | undefined;
}

let made: { readonly date: string; readonly references: readonly KnownReference[] } | undefined;

/** Every known base that is kept up on the day: with a tag before those without, small ones first. */
export function knownReferences(date: string): readonly KnownReference[] {
  if (made?.date !== date) made = { date, references: collected(date) };
  return made.references;
}

function collected(date: string): readonly KnownReference[] {
  const weighed = imageEntries
    .filter(isOffered)
    .flatMap((entry) => referencesOf(entry, date))
    .map((base) => ({ base, weight: weightOf(base) }));
  return weighed.sort(byWorth).map(({ base }) => base);
}

/** What was only seen in use, and never looked into, is nothing to propose. */
function isOffered({ name, source }: ImageEntry): boolean {
  return !isGlob(name) && !/^(?:corpus|inferred)/.test(source) && knownBases(name)?.family !== 'windows';
}

function referencesOf(entry: ImageEntry, date: string): readonly KnownReference[] {
  const { name } = entry;
  if (imageSupport(name, date).retired !== undefined) return [];
  const all = tagsOf(entry, date);
  const tags = [...new Set(all)].filter((tag) => isAlive(`${name}:${tag}`, date) && !moves(name, tag));
  const reference = familiarName(name);
  if (tags.length === 0) {
    return isAlive(name, date) ? [{ name, tag: undefined, reference, size: undefined, until: undefined }] : [];
  }
  return tags.map((tag) => {
    const whole = `${name}:${tag}`;
    return { name, tag, reference: `${reference}:${tag}`, size: measuredSize(whole), until: untilOf(whole, date) };
  });
}

/** The releases of the product and the smaller flavours of these; without any, the tags that were measured. */
function tagsOf({ name, variants }: ImageEntry, date: string): readonly string[] {
  const product = Object.hasOwn(lifecycleTable.images, name) ? lifecycleTable.images[name]?.product : undefined;
  const cycles = product ? supportedCycles(product, date) : [];
  const releases = cycles.filter((cycle) =>
    lifecycleOf(`${name}:${cycle}`).parts.some((part) => part.product === product && part.found === 'tag'),
  );
  const flavours = releases.flatMap((tag) =>
    slimmerThan(`${name}:${tag}`).flatMap((slimmer) => (slimmer.name === name ? (slimmer.tag ?? []) : [])),
  );
  if (releases.length > 0) return [...releases, ...flavours];
  return variants.flatMap(({ sizeTag }) => (sizeTag === undefined || /[^\w.-]/.test(sizeTag) ? [] : sizeTag));
}

const alive: ReadonlySet<Standing> = new Set<Standing>(['supported', 'ends-soon', 'unknown']);

function isAlive(reference: string, date: string): boolean {
  return imageSupport(reference, date).parts.every(({ standing }) => alive.has(standing));
}

/** Whether the tag will stand for something else one day. */
function moves(name: string, tag: string): boolean {
  return tag === 'latest' || ['moving', 'never-pinned', 'major'].includes(tagMovement(name, tag).movement);
}

function untilOf(reference: string, date: string): string | undefined {
  const ends = imageSupport(reference, date).parts.flatMap(({ part: { supportedUntil } }) =>
    typeof supportedUntil === 'string' ? supportedUntil : [],
  );
  return ends.sort()[0];
}

const unknownWeight = Number.MAX_SAFE_INTEGER;

/** In steps of 10 MB. A flavour that was not measured is smaller than the whole; how much is not known. */
function weightOf({ name, tag, size }: KnownReference): number {
  if (size !== undefined || tag === undefined) return roundedWeight(size);
  const whole = tag.replace(/-(?:slim|alpine|minimal|jre)$/, '');
  return whole === tag ? unknownWeight : roundedWeight(measuredSize(`${name}:${whole}`)) - 1;
}

function roundedWeight(size: ImageSize | undefined): number {
  return size === undefined ? unknownWeight : Math.round(size.bytes / 1e7);
}

interface Weighed {
  readonly base: KnownReference;
  readonly weight: number;
}

/** A tag is worth more than none, the usual C library more than another, then size counts, then how long it is kept up. */
function byWorth({ base: a, weight }: Weighed, { base: b, weight: other }: Weighed): number {
  return (
    Number(a.tag === undefined) - Number(b.tag === undefined) ||
    Number(isAlpine(a)) - Number(isAlpine(b)) ||
    weight - other ||
    compared(b.until ?? '', a.until ?? '') ||
    compared(a.reference, b.reference)
  );
}

function isAlpine({ reference }: KnownReference): boolean {
  return reference.includes('alpine');
}

function compared(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
