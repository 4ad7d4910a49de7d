import { type Outcome, replaceMatches, trimEnd, trimStart } from './shellPattern.ts';
import type { Expansion, Lookup } from './variable.ts';
import { cannotTell, deepest, fail, grown, newReader, type Reader, readName, valueOf } from './wordReader.ts';

/** Expands a word as the builder does (BuildKit's shell/lex.go): quotes removed, every operator of `${}` known to it. */
export function expandWord(source: string, escape: string, lookup: Lookup): Expansion {
  return /["'$\\`]/.test(source) ? expansionOf(newReader(source, escape, lookup)) : plainText(source);
}

function plainText(text: string): Expansion {
  return { state: 'text', text, unset: [] };
}

function expansionOf(reader: Reader): Expansion {
  const text = readUntil(reader, undefined, false);
  // The builder has no such limit: it is only we who cannot tell.
  if (reader.problem === tooDeep) return { state: 'unknown', because: tooDeep };
  if (reader.problem !== undefined) return { state: 'malformed', problem: reader.problem };
  if (reader.because !== undefined) return { state: 'unknown', because: reader.because };
  return { state: 'text', text, unset: reader.unset };
}

/** Expands the body of a here-document of COPY or ADD, in which quotes are characters like others. */
export function expandUnquoted(source: string, lookup: Lookup): Expansion {
  return source.includes('$') ? expansionOf({ ...newReader(source, '\\', lookup), quotes: false }) : plainText(source);
}

/** Where the variable that starts at this `$` ends, or undefined where its braces make no sense to the builder. */
export function endOfVariable(source: string, position: number, escape: string): number | undefined {
  const reader = newReader(source, escape, () => ({ state: 'unset' }));
  reader.position = position;
  readVariable(reader);
  const failed = reader.problem !== undefined && !reader.problem.startsWith(required);
  return failed ? undefined : reader.position;
}

const required = 'needs a value: ';
const tooDeep = 'variables are nested too deep';

function readUntil(reader: Reader, stop: string | undefined, rawEscapes: boolean): string {
  let text = '';
  while (reader.position < reader.source.length && reader.problem === undefined) {
    const char = reader.source[reader.position] as string;
    if (char === stop) {
      reader.position++;
      return text;
    }
    text = grown(reader, text + readOne(reader, char, rawEscapes));
  }
  if (stop !== undefined) reader.problem ??= `${stop === '}' ? 'a closing brace' : stop} is missing`;
  return text;
}

function readOne(reader: Reader, char: string, rawEscapes: boolean): string {
  if (char === '$') return readVariable(reader);
  if (char === "'" && reader.quotes) return readSingleQuoted(reader);
  if (char === '"' && reader.quotes) return readDoubleQuoted(reader, rawEscapes);
  if (char !== reader.escape) return readPlain(reader);
  const escaped = reader.source[reader.position + 1] ?? '';
  reader.position += 2;
  return rawEscapes ? char + escaped : escaped;
}

/** At least one character, and all that mean nothing to the builder, whatever the escape character. */
function readPlain(reader: Reader): string {
  plain.lastIndex = reader.position + 1;
  const start = reader.position;
  reader.position += 1 + (plain.exec(reader.source)?.[0].length ?? 0);
  return reader.source.slice(start, reader.position);
}

const plain = /[^$"'\\`/}]*/y;

function readSingleQuoted(reader: Reader): string {
  const end = reader.source.indexOf("'", reader.position + 1);
  if (end < 0) return fail(reader, 'a closing single quote is missing');
  const text = reader.source.slice(reader.position + 1, end);
  reader.position = end + 1;
  return text;
}

function readDoubleQuoted(reader: Reader, rawEscapes: boolean): string {
  let text = '';
  reader.position++;
  while (reader.position < reader.source.length && reader.problem === undefined) {
    const char = reader.source[reader.position] as string;
    if (char === '"') {
      reader.position++;
      return text;
    }
    text = grown(reader, text + readOneQuoted(reader, char, rawEscapes));
  }
  return fail(reader, 'a closing double quote is missing');
}

function readOneQuoted(reader: Reader, char: string, rawEscapes: boolean): string {
  if (char === '$') return readVariable(reader);
  if (char !== reader.escape) return readPlain(reader);
  const next = reader.source[reader.position + 1] ?? '';
  reader.position++;
  // An escape that escapes nothing stays, and where escapes are kept the builder writes it twice.
  if (next !== '"' && next !== '$' && next !== reader.escape) return rawEscapes ? char + char : char;
  reader.position++;
  return rawEscapes ? char + next : next;
}

function readVariable(reader: Reader): string {
  reader.position++;
  if (reader.source[reader.position] !== '{') {
    const name = readName(reader);
    return name === '' ? '$' : valueOf(reader, name).text;
  }
  if (reader.depth >= deepest) return fail(reader, tooDeep);
  reader.depth++;
  reader.position++;
  const text = readBraces(reader);
  reader.depth--;
  return text;
}

function readBraces(reader: Reader): string {
  const first = reader.source[reader.position];
  if (first === undefined) return fail(reader, 'a closing brace is missing');
  if (first === '{' || first === '}' || first === ':') return fail(reader, 'the substitution has no variable name');
  const name = readName(reader);
  const operator = reader.source[reader.position];
  reader.position++;
  if (operator === '}') return valueOf(reader, name).text;
  if (operator === '/') return readReplacement(reader, name);
  const colon = operator === ':';
  const modifier = colon ? reader.source[reader.position++] : operator;
  if (modifier === undefined) return fail(reader, 'a closing brace is missing');
  const trims = modifier === '#' || modifier === '%';
  if (!'+-?#%'.includes(modifier) || (colon && trims)) {
    return fail(reader, `the builder knows no ${colon ? ':' : ''}${modifier} in a substitution`);
  }
  if (!trims) return choose(reader, { name, modifier, emptyIsUnset: colon });
  return trim(reader, name, modifier, readUntil(reader, '}', true));
}

interface Choice {
  readonly name: string;
  readonly modifier: string;
  readonly emptyIsUnset: boolean;
}

/** The word is read in any case, and stops the build if it is malformed; what it lacks counts only where it is taken. */
function choose(reader: Reader, { name, modifier, emptyIsUnset }: Choice): string {
  const { because } = reader;
  const unset = reader.unset.length;
  const word = readUntil(reader, '}', false);
  const variable = reader.lookup(name);
  if (variable.state === 'unknown') return cannotTell(reader, variable.because);
  const value = variable.state === 'set' ? variable.value : '';
  const isSet = variable.state === 'set' && !(emptyIsUnset && value === '');
  if (modifier === '?' && !isSet) return fail(reader, `${required}${name}${word === '' ? '' : ` (${word})`}`);
  if (isSet === (modifier === '+')) return word;
  reader.because = because;
  reader.unset.length = unset;
  return modifier === '+' ? '' : value;
}

function trim(reader: Reader, name: string, modifier: string, word: string): string {
  const { text, given } = valueOf(reader, name);
  if (!given) return text;
  const greedy = word.startsWith(modifier);
  const pattern = greedy ? word.slice(1) : word;
  return textOf(reader, pattern, (modifier === '#' ? trimStart : trimEnd)(pattern, text, greedy));
}

function textOf(reader: Reader, pattern: string, outcome: Outcome): string {
  if (outcome.state === 'text') return outcome.text;
  return outcome.state === 'malformed'
    ? fail(reader, `the pattern ${pattern} has an escape that the builder does not know`)
    : cannotTell(reader, 'a substitution is too long to follow');
}

function readReplacement(reader: Reader, name: string): string {
  const all = reader.source[reader.position] === '/';
  if (all) reader.position++;
  const pattern = readUntil(reader, '/', true);
  const replacement = readUntil(reader, '}', true);
  const { text, given } = valueOf(reader, name);
  if (!given) return text;
  return textOf(reader, pattern, replaceMatches(pattern, text, { replacement, all }));
}
