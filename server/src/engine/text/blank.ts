/** White space as Go knows it, which the builder is written in: U+0085 counts, a byte order mark does not. */
const blank = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Whether the builder takes the character for a blank; the end of a text, undefined, is none. */
export function isBlank(char: string | undefined): boolean {
  return char !== undefined && blank.test(char);
}

/** The first place at or after `from` that holds no blank. */
export function skipBlanks(text: string, from: number, end = text.length): number {
  let i = from;
  while (i < end && isBlank(text[i])) i++;
  return i;
}

/** The end of the text without the blanks before it. */
export function endWithoutBlanks(text: string, start = 0, end = text.length): number {
  let i = end;
  while (i > start && isBlank(text[i - 1])) i--;
  return i;
}
