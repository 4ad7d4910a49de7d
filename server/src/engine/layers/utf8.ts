/** The text of UTF-8 bytes; what is no UTF-8 becomes the replacement character, one a byte. */
export function textOfUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = '';
  for (let at = start; at < end; ) {
    const plain = endOfPlain(bytes, at, Math.min(end, at + longestCall));
    if (plain > at) text += asciiText(bytes, at, plain);
    at = plain;
    if (at >= end || (bytes[at] ?? 0) < 0x80) continue;
    const length = sequenceLength(bytes, at, end);
    text += length === 0 ? '\uFFFD' : String.fromCodePoint(codePointAt(bytes, at, length));
    at += Math.max(1, length);
  }
  return text;
}

/** Spread out, the bytes would be taken one by one. */
function asciiText(bytes: Uint8Array, start: number, end: number): string {
  return Reflect.apply(String.fromCharCode, undefined, bytes.subarray(start, end));
}

/** More arguments than that may be too many for a call. */
const longestCall = 4096;

function endOfPlain(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] ?? 0) < 0x80) at++;
  return at;
}

/** How many bytes make up the character; 0 where they make up none. */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  const length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 ? 4 : 0;
  if (length === 0 || at + length > end) return 0;
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  const point = codePointAt(bytes, at, length);
  const tooLong = point < (length === 3 ? 0x800 : length === 4 ? 0x10000 : 0x80);
  return tooLong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? 0 : length;
}

function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  let point = (bytes[at] ?? 0) & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) point = (point << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return point;
}
