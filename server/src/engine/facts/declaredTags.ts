import { readTag, type TagReading } from '../reference/tag.ts';
import { type DeclaredParts, declaredParts } from './declaredParts.ts';
import type { ImageFacts } from './imageFacts.ts';

/** A tag that the image is declared under. */
export interface DeclaredTag {
  readonly parts: DeclaredParts;
  /** As it is written, or made at build time. */
  readonly written: string;
  /** Of the tag, or of what it is on sample days. */
  readonly readings: readonly TagReading[];
}

/** The tags as far as they can be told; a reference without one, which means `latest`, is left out. */
export function declaredTags(facts: ImageFacts, accelerators: readonly string[]): readonly DeclaredTag[] {
  return declaredParts(facts).flatMap((parts) => {
    const { declared, tag, tagAt } = parts;
    const tags = declared.samples ?? (tag === undefined ? [] : [tag]);
    if (tags.length === 0 || tagAt === undefined) return [];
    const written = declared.text.slice(tagAt.start, tagAt.end);
    return [{ parts, written, readings: tags.map((one) => readTag(one, { accelerators })) }];
  });
}
