import type { Build } from '../../dockerfile/build.ts';
import { layerName, layerSpan } from '../../facts/image/layerFacts.ts';
import { leftInImage } from '../../facts/image/leftInImage.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import type { CacheName } from '../../facts/size/caches.ts';
import { type Leftover, leftovers } from '../../facts/size/leftovers.ts';
import { sizeText } from '../../text/sizeText.ts';
import type { TextEdit } from '../../text/span.ts';
import { advice, type Finding, type Fix, undecided, violation } from '../rule.ts';

interface Wording {
  readonly deciding?: boolean;
  /** What may stay: `the package lists stay`. */
  readonly stays: string;
  readonly message: (left: Leftover) => string;
  readonly fixes: (left: Leftover) => readonly Fix[];
  /** Told by another rule. */
  readonly skips?: (left: Leftover) => boolean;
}

/** One finding a RUN on what it leaves of a cache; undecided where something that is not seen may take it away. */
export function* leftoverFindings(
  build: Build,
  cache: CacheName,
  { deciding = true, stays, message, fixes, skips }: Wording,
): Iterable<Finding> {
  for (const left of leftovers(build)) {
    if (left.cache !== cache || skips?.(left) === true) continue;
    const at = left.calls[0].command.span;
    if (left.unless === undefined) {
      yield (deciding ? violation : advice)(at, message(left), { fixes: fixes(left) });
    } else if (deciding) {
      yield undecided(
        at,
        `Cannot tell whether ${stays} in the image: ${left.unless}. Clean up in the RUN itself, or check the built image.`,
      );
    }
  }
}

/** A safe fix; none where one of its edits cannot be made. */
export function safeFix(title: string, edits: readonly (TextEdit | undefined)[]): readonly Fix[] {
  const made = edits.filter((edit) => edit !== undefined);
  return made.length === 0 || made.length < edits.length ? [] : [{ title, safe: true, edits: made }];
}

interface ImageWording {
  readonly deciding?: boolean;
  /** `package lists of apt`. */
  readonly what: string;
  /** What to write instead, a sentence. */
  readonly instead: string;
}

/** What is left of a cache in the files of an image that was read with its layers. */
export function* leftInLayers(
  facts: ImageFacts,
  cache: CacheName,
  { deciding = true, what, instead }: ImageWording,
): Iterable<Finding> {
  for (const { cache: name, folders, bytes, layer } of leftInImage(facts) ?? []) {
    if (name !== cache) continue;
    const [first, ...others] = folders;
    const more = others.length === 0 ? '' : others.length === 1 ? ` and ${others[0]}` : ` and ${others.length} more`;
    const message = `${sizeText(bytes)} of ${what} lie in ${first}${more}, left by ${layerName(facts, layer)}. ${instead}`;
    yield (deciding ? violation : advice)(layerSpan(facts, layer), message);
  }
}
