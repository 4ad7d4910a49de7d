import { textOfUtf8 } from './utf8.ts';

/** The 512 bytes that stand before every entry of a tar file, as they are. */
export interface TarHeader {
  readonly name: string;
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly target: string;
  /** GNU's old form of files with holes: the bytes of the file with its holes. */
  readonly realSize: number | undefined;
  /** GNU's old form of files with holes: a further block with a list of them follows. */
  readonly extended: boolean;
}

export const blockSize = 512;

/** The header of a block, or why it is none. */
export function tarHeader(block: Uint8Array): TarHeader | { readonly problem: string } {
  if (!hasRightSum(block)) return { problem: 'a header has a wrong checksum' };
  const type = String.fromCharCode(block[156] ?? 0);
  const gnu = textAt(block, 257, 6) === 'ustar ';
  const prefix = !gnu && textAt(block, 257, 5) === 'ustar' ? textAt(block, 345, 155) : '';
  const numbers = { mode: numberAt(block, 100, 8), uid: numberAt(block, 108, 8), gid: numberAt(block, 116, 8) };
  const size = numberAt(block, 124, 12);
  const realSize = gnu && type === 'S' ? numberAt(block, 483, 12) : undefined;
  const wrong = [size, realSize, ...Object.values(numbers)].some((number) => Number.isNaN(number));
  if (wrong) return { problem: 'a header has a number that is none' };
  const name = textAt(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    type: type === '\0' ? '0' : type,
    ...numbers,
    size,
    target: textAt(block, 157, 100),
    realSize,
    extended: gnu && type === 'S' && block[482] === 1,
  };
}

export function isZero(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/** The sum counts the field of the sum as blanks; some old programs took bytes for signed numbers. */
function hasRightSum(block: Uint8Array): boolean {
  const wanted = numberAt(block, 148, 8);
  let unsigned = 0;
  let signed = 0;
  for (let i = 0; i < blockSize; i++) {
    const byte = i >= 148 && i < 156 ? 0x20 : (block[i] ?? 0);
    unsigned += byte;
    signed += byte < 0x80 ? byte : byte - 0x100;
  }
  return wanted === unsigned || wanted === signed;
}

function textAt(block: Uint8Array, start: number, length: number): string {
  const zero = block.indexOf(0, start);
  return textOfUtf8(block, start, zero < 0 ? start + length : Math.min(zero, start + length));
}

/** Octal digits, or with the highest bit set a number of base 256. NaN for what is neither, or cannot be counted. */
function numberAt(block: Uint8Array, start: number, length: number): number {
  const first = block[start] ?? 0;
  if (first & 0x80) return first & 0x40 ? Number.NaN : binary(block, start, length);
  let at = start;
  const end = start + length;
  while (at < end && block[at] === blank) at++;
  let number = 0;
  for (; at < end; at++) {
    const digit = (block[at] ?? 0) - zero;
    if (digit < 0 || digit > 7) break;
    number = number * 8 + digit;
  }
  // Blanks and NUL end the digits.
  return at === end || block[at] === 0 || block[at] === blank ? number : Number.NaN;
}

const blank = 0x20;
const zero = 0x30;

function binary(block: Uint8Array, start: number, length: number): number {
  let number = (block[start] ?? 0) & 0x3f;
  for (let i = 1; i < length; i++) number = number * 256 + (block[start + i] ?? 0);
  return Number.isSafeInteger(number) ? number : Number.NaN;
}
