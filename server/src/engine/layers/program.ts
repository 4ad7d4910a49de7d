import { textOfUtf8 } from './utf8.ts';

/** How an executable file starts. */
export type Program =
  | {
      readonly kind: 'script';
      /** What stands behind `#!`, up to the end of the line. */
      readonly line: string;
    }
  | {
      readonly kind: 'elf';
      /** The number of the processor family. */
      readonly machine: number;
      /** The loader that has to be there as well; undefined where the program needs none. */
      readonly interpreter: string | undefined;
    };

/** Enough of a file to see which program it needs. */
export const programBytes = 4096;

/** What a file that starts so is run by; undefined where it is neither a script nor an ELF file, or says so too late. */
export function programOf(start: Uint8Array): Program | undefined {
  if (start[0] === 0x23 && start[1] === 0x21) return { kind: 'script', line: firstLine(start) };
  const isElf = start[0] === 0x7f && start[1] === 0x45 && start[2] === 0x4c && start[3] === 0x46;
  return isElf && start.length >= 64 ? elf(start) : undefined;
}

/** Linux reads no more of the line. */
const longestLine = 256;

function firstLine(start: Uint8Array): string {
  const end = start.indexOf(0x0a);
  const limit = Math.min(start.length, longestLine);
  // A carriage return belongs to the name of the interpreter, which is then not found.
  return textOfUtf8(start, 2, end < 0 ? limit : Math.min(end, limit)).replace(/^[ \t]+|[ \t]+$/g, '');
}

function elf(start: Uint8Array): Program | undefined {
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  const little = start[5] === 1;
  const wide = start[4] === 2;
  const machine = view.getUint16(18, little);
  const word = (at: number) => (wide ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little));
  const table = word(wide ? 32 : 28);
  const size = view.getUint16(wide ? 54 : 42, little);
  const count = view.getUint16(wide ? 56 : 44, little);
  if (size < (wide ? 56 : 32)) return count === 0 ? { kind: 'elf', machine, interpreter: undefined } : undefined;
  for (let i = 0; i < count; i++) {
    const at = table + i * size;
    if (at + size > start.length) return undefined;
    if (view.getUint32(at, little) !== interpreterSegment) continue;
    const from = word(at + (wide ? 8 : 4));
    const to = from + word(at + (wide ? 32 : 16));
    if (to > start.length) return undefined;
    return { kind: 'elf', machine, interpreter: textOfUtf8(start, from, to).replace(/\0.*$/s, '') };
  }
  return { kind: 'elf', machine, interpreter: undefined };
}

const interpreterSegment = 3;
