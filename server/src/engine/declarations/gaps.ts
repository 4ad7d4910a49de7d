/**
 * Texts in which a part that is only known when the image is built stays as a gap: letters of the private use area that
 * no parser takes for syntax, round what is written there. So a gap passes through variables and quotes as any text does.
 */
const start = '\uF000';
const end = '\uF001';
const shift = 0xf100;
/** The end is missing where a shell cut the value. */
const gap = /\uF000([\uF100-\uF17F]*)(\uF001?)/g;

/** A gap for what is written so. */
export function gapFor(written: string): string {
  const letters = Array.from(written.slice(0, longestShown), (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCharCode(shift + (code >= 0x20 && code < 0x7f ? code : 0x3f));
  });
  return start + letters.join('') + end;
}

export function hasGap(text: string): boolean {
  return text.includes(start);
}

/** The text with its gaps as they are written. */
export function withGapsShown(text: string): string {
  return text.replace(gap, (_, letters: string, last: string) => shown(letters, last));
}

/** What is written in the first gap. */
export function firstGap(text: string): string | undefined {
  const [, letters, last] = text.match(new RegExp(gap.source)) ?? [];
  return letters === undefined ? undefined : shown(letters, last);
}

/** A text from outside without the letters that mean a gap here; of the same length. */
export function withoutGapLetters(text: string): string {
  return text.replace(/[\uF000-\uF17F]/g, '?');
}

const longestShown = 200;

function shown(letters: string, last = ''): string {
  if (last === '') return '${...}';
  return Array.from(letters, (letter) => String.fromCharCode(letter.charCodeAt(0) - shift)).join('');
}
