// dockerfile-ast asks Node's Buffer for the UTF-8 bytes of a character, and for nothing else.
export const Buffer = { from: (text) => new TextEncoder().encode(text) };
