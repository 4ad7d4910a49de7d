import type { ShellCommand, ShellWord } from './script.ts';
import { codeIn } from './scriptedInstall.ts';

/** Code from the network that an interpreter is told to run. */
export interface SourcedCode {
  readonly url: string;
  readonly word: ShellWord;
}

const sources =
  /\b(?:source|source_url|sys\.source)\s{0,9}\(\s{0,9}(?:url\s{0,9}\(\s{0,9})?["']((?:https?|ftp):\/\/[^"'\s]{1,500})/;

/** `Rscript -e 'source("https://...")'`. */
export function sourcesCode(command: ShellCommand): SourcedCode | undefined {
  if (!/^(?:R|Rscript|r|littler)$/.test(command.program ?? '')) return undefined;
  for (const word of codeIn(command)) {
    const url = word.text === undefined || word.text.length > longest ? undefined : sources.exec(word.text)?.[1];
    if (url !== undefined) return { url, word };
  }
  return undefined;
}

const longest = 20_000;
