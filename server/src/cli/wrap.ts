/** Breaks a sentence between words; the first line may have less room than the others. */
export function wrap(text: string, firstWidth: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const room = Math.max(20, lines.length === 0 ? firstWidth : width);
    if (line !== '' && visibleWidth(line) + 1 + visibleWidth(word) > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Columns that the text takes, by code points: wide characters are rare in Dockerfiles. */
export function visibleWidth(text: string): number {
  return [...text].length;
}
