import { familiarName } from '../reference/normalise.ts';
import { compileGlob, type Glob, isGlob } from './glob.ts';
import { entryOf } from './imagesTable.ts';
import { type Alternative, type SlimmerKind, type SlimmerTarget, slimmerTable } from './slimmerTable.ts';
import { lookupReference } from './tableFacts.ts';

/** A smaller image that could stand in the place of one. */
export interface Slimmer {
  /** Normalised. */
  readonly name: string;
  /** Undefined where it cannot be derived. */
  readonly tag: string | undefined;
  /** Patterns of the tags to choose from, where none can be derived. */
  readonly choose: readonly string[];
  /** As people write it: `python:3.12-slim`; the repository alone where the tag is not known. */
  readonly reference: string;
  readonly kind: SlimmerKind;
  /** What the kind of change asks for, in words. */
  readonly change: string;
  /** What to mind, in words. */
  readonly caveats: readonly string[];
  readonly size: MeasuredSize | undefined;
  /** The size in words, where it was not measured. */
  readonly approximateSize: string | undefined;
  /** The size of the image it stands in for. */
  readonly instead: MeasuredSize | undefined;
  readonly source: string;
}

/** Of `tag`, on linux/amd64, compressed: other tags of the kind are of that order, not equal. */
export interface MeasuredSize {
  readonly bytes: number;
  readonly tag: string;
  readonly date: string;
}

/** Smaller images for a reference, in the table's order, smallest change first; a digest alone has none. */
export function slimmerThan(reference: string): readonly Slimmer[] {
  const known = lookupReference(reference);
  if (known?.tag === undefined) return [];
  const { name, tag } = known;
  const original = entryOf(name)?.name ?? name;
  return prepared().flatMap(({ alternative, fits }) => {
    const named = [name, original].find((candidate) => fits(candidate, tag));
    if (named === undefined) return [];
    return alternative.to
      .map((target) => slimmer(alternative, target, { name, tag }))
      .filter((found) => found !== undefined);
  });
}

interface Prepared {
  readonly alternative: Alternative;
  readonly fits: (name: string, tag: string) => boolean;
}

let made: readonly Prepared[] | undefined;

function prepared(): readonly Prepared[] {
  made ??= slimmerTable.alternatives.map((alternative) => ({ alternative, fits: fitting(alternative) }));
  return made;
}

function fitting({ from }: Alternative): Prepared['fits'] {
  const ofName = compileGlob(from.name);
  const wanted = from.match.map(compileGlob);
  const unwanted = (from.notMatch ?? []).map(compileGlob);
  const any = (globs: readonly Glob[], text: string): boolean => globs.some((matches) => matches(text));
  return (name, tag) => ofName(name) && any(wanted, tag) && !any(unwanted, tag);
}

interface Named {
  readonly name: string;
  readonly tag: string;
}

function slimmer(alternative: Alternative, target: SlimmerTarget, from: Named): Slimmer | undefined {
  const tag = derivedTag(target, from.tag);
  if (tag === undefined && derives(target)) return undefined;
  // The same pattern on both sides is the same repository; another stands for one that nobody can name.
  const name = target.name === alternative.from.name ? from.name : target.name;
  if (isGlob(name) || (name === from.name && tag === from.tag)) return undefined;
  const words = target.caveat === undefined ? [] : [slimmerTable.caveatWords[target.caveat] ?? target.caveat];
  return {
    ...{ name, tag, choose: target.choose ?? [] },
    reference: familiarName(name) + (tag === undefined ? '' : `:${tag}`),
    ...{ kind: alternative.kind, change: slimmerTable.kinds[alternative.kind] },
    caveats: [...words, ...(target.plus === undefined ? [] : [target.plus]), ...(alternative.caveats ?? [])],
    size: measured(target, target.measuredTag ?? target.tag),
    approximateSize: target.approx,
    instead: measured(alternative.from, alternative.from.measuredTag),
    source: alternative.source ?? slimmerTable.source,
  };
}

function measured(
  { amd64, date }: { readonly amd64?: number; readonly date?: string },
  tag: string | undefined,
): MeasuredSize | undefined {
  return amd64 === undefined || date === undefined || tag === undefined ? undefined : { bytes: amd64, tag, date };
}

function derives({ strip, replace }: SlimmerTarget): boolean {
  return strip !== undefined || replace !== undefined;
}

function derivedTag({ tag, keep, append, strip, replace }: SlimmerTarget, from: string): string | undefined {
  if (tag !== undefined) return tag;
  if (keep) return from;
  if (append !== undefined) return from + append;
  if (strip !== undefined) return from.includes(strip) ? from.replace(strip, '') : undefined;
  if (replace === undefined) return undefined;
  const expression = new RegExp(replace.from);
  return expression.test(from) ? from.replace(expression, replace.to) : undefined;
}
