/** What the report's page and the extension say to each other. */

export interface ShowReport {
  readonly body: string;
  /** How the document stands, to be read out when it has changed. */
  readonly spoken: string;
}

export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'jump'; readonly line: number; readonly character: number }
  | { readonly kind: 'fix'; readonly index: number };

/** What the page keeps while it is hidden, and over a restart of the editor. */
export interface PageState {
  readonly uri: string;
  readonly scroll: number;
  /** Summaries of the folded parts that are open. */
  readonly open: readonly string[];
}
