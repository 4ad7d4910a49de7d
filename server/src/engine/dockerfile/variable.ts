/** What a variable stands for at a place of the file. */
export type Variable =
  | { readonly state: 'set'; readonly value: string }
  | { readonly state: 'unset' }
  | { readonly state: 'unknown'; readonly because: string };

export type Lookup = (name: string) => Variable;

/** The outcome of expanding a word: its text, or why it cannot be told, or what is wrong with it. */
export type Expansion =
  | { readonly state: 'text'; readonly text: string; readonly unset: readonly string[] }
  | { readonly state: 'unknown'; readonly because: string }
  | { readonly state: 'malformed'; readonly problem: string };
