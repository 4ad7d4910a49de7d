/** What is looked at of a token of the syntax tree. */
interface Token {
  readonly offset: number;
  /** Of a document. */
  readonly value?: Token | undefined;
  /** Of a collection. */
  readonly items?: readonly { readonly key?: Token | null | undefined; readonly value?: Token | undefined }[];
}

/** Where the tokens are nested deeper than this many collections; undefined where they are not. */
export function nestedTooDeep(tokens: readonly Token[], most: number): number | undefined {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > most) return token.offset;
    for (const child of childrenOf(token)) open.push({ token: child, depth: depth + 1 });
  }
  return undefined;
}

function childrenOf({ value, items = [] }: Token): readonly Token[] {
  const inside = items.flatMap((item) => [item.key, item.value]);
  return [value, ...inside].filter((child) => child !== undefined && child !== null);
}
