/** What a key of `.st4sd.yaml` takes. Reading, problems, the JSON schema, completion and settings all go by it. */
export type Shape =
  | { readonly kind: 'choice'; readonly values: Readonly<Record<string, string>> }
  | TextShape
  | { readonly kind: 'switch' }
  | { readonly kind: 'size' }
  /** A list of words, or one text for the shell. */
  | { readonly kind: 'command' }
  | { readonly kind: 'texts'; readonly item: TextShape }
  | MapShape
  | RecordShape;

export interface TextShape {
  readonly kind: 'text';
  /** What the text is, in the singular: `a maintainer id`. */
  readonly what: string;
  /** Texts worth proposing. */
  readonly proposals?: readonly string[];
  readonly problem?: (text: string) => string | undefined;
}

/** Names that the user chooses, each with a value of one shape. */
export interface MapShape {
  readonly kind: 'map';
  readonly name: NameShape;
  readonly value: Shape;
}

export interface NameShape {
  readonly what: string;
  /** The only names there are, each with what it stands for. */
  readonly known?: ReadonlyMap<string, string>;
  /** One sentence on what is wrong with the name. */
  readonly problem?: (name: string) => string | undefined;
}

/** Keys of the table. */
export interface RecordShape {
  readonly kind: 'record';
  readonly keys: readonly Key[];
  /** The key that a bare text stands for. */
  readonly short?: string;
}

export interface Key {
  readonly name: string;
  readonly shape: Shape;
  /** One or two sentences, for completion, the schema and the settings. */
  readonly description: string;
  /** What holds where the key is missing, as JSON; null: nothing. */
  readonly default: unknown;
  /** Settings of the editor have it too, except where this is false. */
  readonly setting?: false;
}
