import { baseName } from './path.ts';
import type { ShellWord } from './script.ts';

// Programs that come with their version in the name: `python${VERSION}` is python.
const versioned = /^(python|pypy|pip|gcc|g\+\+|gfortran|clang|clang\+\+|llvm-config|php|ruby|R)[-.\d]*$/;

/** Last path component of the program a word names, also where only its directory or its version is not known. */
export function programOf(word: ShellWord | undefined): string | undefined {
  if (word === undefined) return undefined;
  const { text, pieces, glob } = word;
  if (text !== undefined) {
    const name = baseName(text);
    return name === '' || (glob && /[*?[]/.test(name) && name !== '[' && name !== '[[') ? undefined : name;
  }
  const last = pieces.at(-1) ?? '';
  if (last.includes('/')) return baseName(last) || undefined;
  return last === '' && pieces.length === 2 ? versioned.exec(baseName(pieces[0] ?? ''))?.[1] : undefined;
}
