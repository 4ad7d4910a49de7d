import type { DeclaredReference } from '../facts/declared.ts';
import { parseReference } from '../reference/imageReference.ts';
import { placeholderIn } from '../reference/placeholder.ts';
import type { Span } from '../text/span.ts';
import { firstGap, hasGap, withGapsShown } from './gaps.ts';

interface Shown {
  readonly at: Span;
  readonly editable: boolean;
}

/** A reference that an author wrote as such. */
export function writtenReference(text: string, { at, editable }: Shown): DeclaredReference {
  const placeholder = placeholderIn(text);
  return {
    text,
    reference: parseReference(text),
    samples: undefined,
    ...(placeholder === undefined ? {} : { placeholder }),
    at,
    editable,
  };
}

/** A reference that a build makes, with gaps for what only the build tells. `samples` are whole references. */
export function builtReference(
  { text, samples }: { readonly text: string; readonly samples: readonly string[] | undefined },
  { at, path }: { readonly at: Span; readonly path: string },
): DeclaredReference {
  const { before, name, tag } = split(text);
  const tags = hasGap(name) || tag === undefined || !hasGap(tag) ? undefined : sampleTags(samples);
  const because = (part: string) => `${firstGap(part)} is only known to the build in ${path}`;
  const nameless = hasGap(name);
  const tagless = tag === undefined ? nameless : hasGap(tag) && tags === undefined;
  const unknown = {
    ...(nameless ? { name: because(name) } : {}),
    ...(tagless ? { tag: because(tag ?? name) } : {}),
  };
  const known = `${hasGap(before) ? '' : before}${name}${tag === undefined || hasGap(tag) ? '' : `:${tag}`}`;
  return {
    text: withGapsShown(text),
    reference: nameless ? undefined : parseReference(known),
    samples: tags,
    ...(nameless || tagless ? { unknown } : {}),
    at,
    editable: false,
  };
}

/** Whether it tells more than that the image is pushed somewhere: a name, or a version. */
export function tellsSomething({ unknown, text }: DeclaredReference): boolean {
  return unknown?.name === undefined || (unknown.tag === undefined && !/:latest$/.test(text));
}

interface Parts {
  /** Registry and folders, with the slash. */
  readonly before: string;
  readonly name: string;
  readonly tag: string | undefined;
}

function split(text: string): Parts {
  const slash = text.lastIndexOf('/') + 1;
  const colon = text.indexOf(':', slash);
  const end = colon < 0 ? text.length : colon;
  return {
    before: text.slice(0, slash),
    name: text.slice(slash, end),
    tag: colon < 0 ? undefined : text.slice(colon + 1),
  };
}

/** The tags of the samples, where every one is known. */
function sampleTags(samples: readonly string[] | undefined): readonly string[] | undefined {
  if (samples === undefined || samples.length === 0) return undefined;
  const tags = samples.map((sample) => split(sample).tag);
  const known = tags.flatMap((tag) => (tag === undefined || hasGap(tag) ? [] : [tag]));
  return known.length < tags.length ? undefined : [...new Set(known)];
}
