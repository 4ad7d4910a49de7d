import slimmer from '../../../data/known-bases/slimmer.json' with { type: 'json' };

/** What kind of change a smaller image asks for. */
export type SlimmerKind = 'variant' | 'multi-stage' | 'other-image' | 'successor' | 'other-distribution';

export interface Alternative {
  readonly from: SlimmerFrom;
  readonly to: readonly SlimmerTarget[];
  readonly kind: SlimmerKind;
  readonly caveats?: readonly string[];
  readonly source?: string;
}

/** Bytes on linux/amd64, compressed. */
interface Measured {
  readonly amd64?: number;
  readonly date?: string;
  readonly measuredTag?: string;
}

export interface SlimmerFrom extends Measured {
  readonly name: string;
  readonly match: readonly string[];
  readonly notMatch?: readonly string[];
}

/** At most one of the ways to get its tag; with none, only the repository can be named. */
export interface SlimmerTarget extends Measured {
  readonly name: string;
  readonly tag?: string;
  readonly keep?: true;
  readonly append?: string;
  readonly strip?: string;
  readonly replace?: { readonly from: string; readonly to: string };
  readonly choose?: readonly string[];
  readonly caveat?: string;
  readonly plus?: string;
  readonly approx?: string;
}

interface SlimmerTable {
  readonly asOf: string;
  readonly kinds: Readonly<Record<SlimmerKind, string>>;
  readonly caveatWords: Readonly<Record<string, string>>;
  readonly source: string;
  readonly alternatives: readonly Alternative[];
}

// test/unit/bases/tables.test.ts holds the file to this shape, key by key.
export const slimmerTable = slimmer as SlimmerTable;
