import type { MappedText } from './mappedText.ts';
import type { YamlString } from './yaml.ts';

/** The value of a string, each letter of which knows where it stands in the document. */
export function mappedScalar(document: string, { value, at }: YamlString): MappedText {
  const breaks: { at: number; from: number }[] = [];
  const escapes = document[at.start] === '"';
  let place = startOfText(document, at.start);
  let expected = -1;
  for (let i = 0; i < value.length; i++) {
    const letter = value[i];
    if (!isSpace(letter)) place = nextLetter(document, { place, end: at.end, letter, escapes });
    if (place !== expected) breaks.push({ at: i, from: Math.min(place, at.end) });
    expected = place + 1;
    // A line end that became a blank is passed with the next letter.
    if (document[place] === letter) place++;
    else if (escapes && document[place] === '\\') place += escapeLength(document[place + 1]);
  }
  return { text: value, from: breaks[0]?.from ?? at.start, breaks: breaks.slice(1) };
}

/** Behind the quote, or the `|` of a block and what else stands on its line. */
function startOfText(document: string, start: number): number {
  const first = document[start];
  if (first === '"' || first === "'") return start + 1;
  if (first !== '|' && first !== '>') return start;
  const feed = document.indexOf('\n', start);
  return feed < 0 ? start : feed + 1;
}

interface Looking {
  readonly place: number;
  readonly end: number;
  readonly letter: string | undefined;
  readonly escapes: boolean;
}

/** Past indents, line ends, and quotes that are written twice; an escape is the letter it stands for. */
function nextLetter(document: string, { place, end, letter, escapes }: Looking): number {
  let next = place;
  while (next < end - 1 && document[next] !== letter) {
    if (escapes && document[next] === '\\' && !/[\r\n]/.test(document[next + 1] ?? '')) return next;
    next++;
  }
  return next;
}

function escapeLength(kind: string | undefined): number {
  return kind === 'x' ? 4 : kind === 'u' ? 6 : kind === 'U' ? 10 : 2;
}

function isSpace(letter: string | undefined): boolean {
  return letter === ' ' || letter === '\n' || letter === '\t';
}
