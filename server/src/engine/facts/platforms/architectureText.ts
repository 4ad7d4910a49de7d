import { type ArchitectureWord, architectureWords } from '../../reference/architectureWords.ts';
import type { ShellWord } from '../../shell/script.ts';

/** Stands for what is not known in a text. */
const gap = '\u0000';

/** What is known of a word of the shell. */
export function knownTextOf({ text, pieces }: ShellWord): string {
  return text ?? pieces.join(gap);
}

/** The text without its variables, whose names are none of its own. */
export function withoutVariables(text: string): string {
  return text.replace(/\$(?:\{[^{}]{0,500}\}|\w+)/g, gap);
}

/** The architecture that a name, a path or an address is for; a file that is the same for all of them is for none. */
export function architectureOfName(text: string): ArchitectureWord | undefined {
  // Code and sentences have blanks.
  if (/[\s;]/.test(text) || harmlessFile.test(text) || harmlessOption.test(text) || emulator.test(text))
    return undefined;
  return architectureWords(text.replace(/^[a-z+]{2,10}:\/\/[^/]*/i, ''))[0];
}

/** Whether a name is none of a Linux program for that architecture: of a key, a check sum, an emulator, another system's file. */
export function isForAll(text: string): boolean {
  return harmlessFile.test(text) || emulator.test(text) || otherSystem.test(text);
}

const harmlessFile =
  /\.(?:asc|gpg|key|pub|pem|crt|sig|sha\d+(?:sum)?s?|md5|json|txt|md|html?|patch|diff)(?:[?#]|$)|[.]noarch[.]rpm$/i;
const otherSystem = /darwin|macos|osx|windows|mingw|win(?:32|64)|android|%\{/i;
/** What runs programs of that architecture, on any. */
const emulator = /(?:^|\/)(?:qemu-|binfmt)[^/]*$/;
/** Places to look in beside others, and options for a processor, which another rule judges. */
const harmlessOption = /^-(?:[LI]|Wl,|m|-exclude)/;

const archive = /(?:\.(?:tar|gz|tgz|bz2|tbz2?|xz|txz|zst|zip|sh|run|bin|deb|rpm|whl|conda))+$/;

/** The part of a path that names the architecture, as it is called once it is unpacked. */
export function stemOf(text: string): string | undefined {
  const part = text
    .toLowerCase()
    .replace(/["']/g, '')
    .split(/[/:=]/)
    .find((each) => architectureWords(each).length > 0);
  return part?.replace(/[?#].*$/, '').replace(archive, '');
}

/** The part of a word that names the architecture and what follows, short enough for a message. */
export function shownName(text: string): string {
  const plain = text.replace(/["']/g, '').replaceAll(gap, '...');
  const hasWord = (part: string) => architectureWords(withoutVariables(part)).length > 0;
  // Of a search path one folder, of an address the end.
  const place = plain.split(/:(?!\/\/)/).find((part) => part.startsWith('/') && hasWord(part)) ?? plain;
  const parts = place.split('/');
  const first = /^[/-]/.test(place) ? -1 : parts.findIndex(hasWord);
  const shown = first < 0 ? place : parts.slice(first).join('/');
  return shown.length > longest ? `${shown.slice(0, longest)}...` : shown;
}

const longest = 80;
