import { isBlank } from '../text/blank.ts';
import { endOfVariable, expandWord } from './expand.ts';

/** What `<<NAME` on a line announces. */
export interface HeredocOpening {
  readonly name: string;
  readonly fileDescriptor: number;
  readonly expand: boolean;
  readonly stripTabs: boolean;
}

/** A logical line's words hold the quotes and escapes they were written with: heredocs look at them so. */
const escape = '\\';

/**
 * The here-documents that a line of RUN, COPY or ADD opens, in order (BuildKit's parser.go): only a whole word
 * `[fd]<<[-]NAME` counts, so quoted text and `cat<<EOF` do not.
 */
export function heredocsOf(line: string): readonly HeredocOpening[] {
  if (!line.includes('<<')) return [];
  return rawWords(line).flatMap((word) => openingOf(word) ?? []);
}

/** Whether the word opens a here-document (and so is no source of a COPY). */
export function openingOf(word: string): HeredocOpening | undefined {
  const match = /^(\d*)<<(-?)\s*([^<]*)$/.exec(word);
  const quotedName = match?.[3] ?? '';
  // The builder loses its place in a name with braces, which nobody writes.
  if (match === null || quotedName.includes('${') || rawWords(quotedName).length !== 1) return undefined;
  const name = expandWord(quotedName, escape, (variable) => ({ state: 'set', value: `$${variable}` }));
  if (name.state !== 'text' || name.text === '') return undefined;
  return {
    name: name.text,
    fileDescriptor: Number(match[1] ?? 0),
    expand: quotes(quotedName) === quotes(name.text),
    stripTabs: match[2] === '-',
  };
}

function quotes(text: string): number {
  return text.split(/["']/).length - 1;
}

/** Words with quotes and escapes as written; none at all where a quote or a brace is left open, as in the builder. */
function rawWords(line: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let i = 0;
  while (i < line.length) {
    const char = line[i] as string;
    if (isBlank(char)) {
      if (word !== '') words.push(word);
      word = '';
      i++;
      continue;
    }
    const end = endOfUnit(line, i);
    if (end === undefined) return [];
    word += line.slice(i, end);
    i = end;
  }
  if (word !== '') words.push(word);
  return words;
}

/** Where the quoted text, escape, variable, `<<` with its blanks, or plain character at this place ends. */
function endOfUnit(line: string, i: number): number | undefined {
  const char = line[i];
  if (char === "'") return closing(line.indexOf("'", i + 1));
  if (char === '"') return endOfDoubleQuotes(line, i);
  if (char === '$') return endOfVariable(line, i, escape);
  if (char === escape) return Math.min(i + 2, line.length);
  if (!line.startsWith('<<', i)) return i + 1;
  let end = i + 2;
  while (line[end] === ' ' || line[end] === '\t' || line[end] === '\r') end++;
  return end;
}

function endOfDoubleQuotes(line: string, start: number): number | undefined {
  for (let i = start + 1; i < line.length; i++) {
    const char = line[i];
    if (char === '"') return i + 1;
    if (char === escape) i++;
    if (char !== '$') continue;
    const end = endOfVariable(line, i, escape);
    if (end === undefined) return undefined;
    i = end - 1;
  }
  return undefined;
}

function closing(position: number): number | undefined {
  return position < 0 ? undefined : position + 1;
}
