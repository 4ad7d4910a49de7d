import { readFileSync, statSync } from 'node:fs';

/** The text of a file, and what has to be known to write it back. */
export interface FileText {
  /** Without a byte order mark: no column counts it. */
  readonly text: string;
  readonly mark: '' | '\uFEFF';
  /** Whether the same bytes come out again when it is written as UTF-8. */
  readonly isUtf8: boolean;
}

/** Text that nobody wrote by hand is not worth the memory. */
const largest = 64 * 1024 * 1024;

/** Reads a file, or says in a sentence why it is not read. Throws what the file system throws. */
export function readText(file: string): FileText | { readonly problem: string } {
  if (/\.tar(\.\w+)?$|\.tgz$/.test(file))
    return { problem: 'The file is no archive: it starts as neither tar, gzip nor zstd do.' };
  if (statSync(file).size > largest) return { problem: 'The file is larger than 64 MiB.' };
  return decoded(readFileSync(file));
}

/** UTF-16 is what a redirection in Windows PowerShell writes, `docker inspect` among others. */
function decoded(bytes: Buffer): FileText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: bytes.toString('utf16le').slice(1), mark: '\uFEFF', isUtf8: false };
  const text = bytes.toString('utf8');
  return { ...withoutMark(text), isUtf8: Buffer.from(text).equals(bytes) };
}

export function withoutMark(text: string): Pick<FileText, 'text' | 'mark'> {
  return text.startsWith('\uFEFF') ? { text: text.slice(1), mark: '\uFEFF' } : { text, mark: '' };
}
