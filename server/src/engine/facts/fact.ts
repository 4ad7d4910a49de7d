import type { Instruction } from '../dockerfile/model.ts';
import type { Span } from '../text/span.ts';

/** What a fact rests on. */
export type Origin =
  | { readonly kind: 'instruction'; readonly instruction: Instruction }
  | {
      /** Inherited from an outside image whose facts are had from a table, the configuration or its own config. */
      readonly kind: 'base';
      /** The base as the file names it, variables resolved. */
      readonly reference: string;
      /** Where the knowledge comes from, for a reader. */
      readonly source: string;
      /** YYYY-MM-DD of that source. */
      readonly checked: string;
      /** Inferred, not read from the image or its Dockerfile: never enough to call an image non-root. */
      readonly derived: boolean;
    }
  | { readonly kind: 'config' }
  | { readonly kind: 'default' };

/**
 * A fact about an image, with the place that tells it. `absent`: all was visible and it is not set.
 * `unknown`: it depends on something that was not given; `because` completes "Cannot tell ...: ".
 */
export type Fact<T> = Known<T> | Absent | Unknown;

export interface Known<T> {
  readonly state: 'known';
  readonly value: T;
  readonly at: Span;
  readonly origin: Origin;
}

export interface Absent {
  readonly state: 'absent';
  readonly at: Span;
  readonly origin: Origin;
}

export interface Unknown {
  readonly state: 'unknown';
  /** A clause, small letter, no full stop. */
  readonly because: string;
  readonly at: Span;
  /** A sentence on what would settle it, where there is something to do. */
  readonly settle?: string;
}

export function known<T>(value: T, at: Span, origin: Origin): Known<T> {
  return { state: 'known', value, at, origin };
}

export function absent(at: Span, origin: Origin): Absent {
  return { state: 'absent', at, origin };
}

export function unknown(because: string, at: Span, settle?: string): Unknown {
  return settle === undefined ? { state: 'unknown', because, at } : { state: 'unknown', because, at, settle };
}

/** The value of a known fact, else undefined. */
export function knownValue<T>(fact: Fact<T>): T | undefined {
  return fact.state === 'known' ? fact.value : undefined;
}
