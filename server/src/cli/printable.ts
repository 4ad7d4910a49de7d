/** What a file or its name holds must not steer the terminal: control characters become one that can be seen. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (char) => (char === '\t' ? ' ' : '\uFFFD'));
}
