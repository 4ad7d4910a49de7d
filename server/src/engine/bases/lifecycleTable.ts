import lifecycle from '../../../data/known-bases/lifecycle.json' with { type: 'json' };
import type { Confidence } from './imagesTable.ts';

export type ProductKind = 'os' | 'runtime' | 'service';

export interface Product {
  readonly kind: ProductKind;
  readonly source: string | null;
  readonly asOf: string;
  readonly policy?: string;
  readonly note?: string;
  readonly confidence?: Confidence;
  readonly cycles: Readonly<Record<string, Cycle>>;
}

/** A day, or whether there is one that is not known. */
export type End = string | boolean;

export interface Cycle {
  readonly codename?: string;
  readonly release?: string;
  /** The end of support; true: ended, the day is not known; false: no end announced. */
  readonly eol: End;
  readonly extended?: End;
  /** The extension is free to everybody. */
  readonly extendedFree?: true;
  readonly active?: End;
  readonly lts?: End;
  readonly lastRelease?: string;
  readonly latest?: string;
}

/** How the product and cycle of an image are found. */
export interface ImageRule {
  /** `null`: no version to judge. */
  readonly product: string | null;
  /** A regular expression on the tag; group 1 is the cycle. */
  readonly cycle?: string;
  readonly cycleFixed?: string;
  /** As `cycle`, on the name of the repository. */
  readonly fromName?: string;
  /** The first word of the tag may be a codename. */
  readonly codename?: true;
  /** Year or month of the last build. */
  readonly retired?: string;
  readonly note?: string;
}

export interface OsToken {
  readonly match: string;
  readonly product: string;
  readonly by?: 'codename';
  readonly note?: string;
}

/** Which distribution release is behind the versions of an image whose tags do not say. */
export interface DefaultOs {
  readonly default: Readonly<Record<string, string>>;
  readonly alpine?: Readonly<Record<string, string>>;
}

/** Which tags of some repositories move. */
export interface MovingEntry {
  readonly appliesTo: readonly string[];
  readonly tags: readonly string[];
  readonly majorTags?: readonly string[];
  readonly releaseTags?: readonly string[];
  readonly codenames?: readonly string[];
  readonly neverPinned?: readonly string[];
  readonly fixed?: readonly string[];
  readonly note?: string;
}

interface LifecycleTable {
  readonly asOf: string;
  readonly products: Readonly<Record<string, Product>>;
  readonly images: Readonly<Record<string, ImageRule>>;
  readonly osTokens: readonly OsToken[];
  readonly defaultOs: {
    readonly asOf: string;
    readonly source: string;
    readonly images: Readonly<Record<string, DefaultOs>>;
  };
  readonly movingTags: { readonly any: readonly string[]; readonly rule: string } & Readonly<
    Record<string, MovingEntry | readonly string[] | string>
  >;
}

// test/unit/bases/tables.test.ts holds the file to this shape, key by key.
export const lifecycleTable = lifecycle as LifecycleTable;

const products = new Map(Object.entries(lifecycleTable.products));

export function productNamed(name: string): Product | undefined {
  return products.get(name);
}

/** A cycle of a product by its name or, for an operating system, its codename. */
export function cycleNamed(product: Product, word: string): readonly [string, Cycle] | undefined {
  const cycle = Object.hasOwn(product.cycles, word) ? product.cycles[word] : undefined;
  if (cycle !== undefined) return [word, cycle];
  return Object.entries(product.cycles).find(([, { codename }]) => codename === word);
}
