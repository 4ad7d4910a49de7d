import images from '../../../data/known-bases/images.json' with { type: 'json' };
import type { Account } from './baseImage.ts';
import { nameIndex } from './nameIndex.ts';

/** An image of the table; its facts are in its variants, by tag. */
export interface ImageEntry {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly note?: string;
  readonly source: string;
  readonly checked: string;
  readonly confidence?: Confidence;
  readonly variants: readonly Variant[];
}

export type Confidence = 'documented' | 'derived';

export interface Variant extends VariantFacts {
  readonly tags: readonly string[];
}

/** What variants say: a field that is not there is not known, `null` is known to be none. */
export interface VariantFacts {
  /** `null` stops the cascade: not known for these tags. */
  readonly user?: 'root' | AccountEntry | null;
  readonly entrypoint?: readonly string[] | string | null;
  readonly cmd?: readonly string[] | string | null;
  readonly workdir?: string;
  readonly shell?: readonly string[] | null;
  readonly osFamily?: string;
  readonly packageManager?: string | null;
  readonly onbuild?: boolean;
  readonly accounts?: readonly Account[];
  readonly platforms?: readonly string[];
  readonly compressedSize?: Readonly<Record<string, number>>;
  readonly sizeTag?: string;
  readonly sizeDate?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly note?: string;
  readonly source?: string;
  readonly checked?: string;
  readonly confidence?: Confidence;
  /** The image it is built on, where worth knowing. */
  readonly base?: string;
}

export interface AccountEntry {
  readonly name?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** What the image's config holds, letter by letter. */
  readonly text?: string;
}

// test/unit/bases/tables.test.ts holds the file to this shape, key by key.
export const imageEntries = images as readonly ImageEntry[];

/** The entry of a normalised name: by its own name or an alias, else by the longest pattern. */
export const entryOf: (name: string) => ImageEntry | undefined = nameIndex(() =>
  imageEntries.flatMap((entry) => [entry.name, ...(entry.aliases ?? [])].map((name) => [name, entry] as const)),
);
