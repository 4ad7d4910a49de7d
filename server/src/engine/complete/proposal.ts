import type { Span } from '../text/span.ts';

/** Something that can stand at a place of a Dockerfile, in the order in which it is worth taking. */
export interface Proposal {
  readonly label: string;
  /** Where it differs from the label. */
  readonly insertText?: string;
  readonly detail: string;
  readonly kind: 'key' | 'value' | 'rule' | 'stage' | 'image' | 'account';
  /** What is already written, to be replaced. */
  readonly at: Span;
}
