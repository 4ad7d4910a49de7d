/** What our pages and the extension say to each other. */

export interface ShowReport {
  readonly body: string;
  /** How it stands, to be read out when that has changed. */
  readonly spoken: string;
}

export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'jump'; readonly line: number; readonly character: number }
  | { readonly kind: 'fix'; readonly index: number }
  /** A file of the overview: its report, or the place in it. */
  | { readonly kind: 'open'; readonly index: number; readonly at: Place | undefined }
  /** The whole overview once more. */
  | { readonly kind: 'again' }
  /** What is done with the report as a whole. */
  | { readonly kind: 'export' | 'contribute' };

export interface Place {
  readonly line: number;
  readonly character: number;
}

/** What the page keeps while it is hidden, and over a restart of the editor. */
export interface PageState {
  readonly uri: string;
  readonly scroll: number;
  /** Summaries of the folded parts that are open. */
  readonly open: readonly string[];
}
