import type { Span } from '../text/span.ts';
import { isSecretValue, namedValues } from './namedValues.ts';
import { newSearch } from './search.ts';
import { shownOfToken, tokensIn } from './tokens.ts';

/** Takes secrets out of what somebody is shown. */
export interface Mask {
  /** The text without them. */
  readonly text: (text: string) => string;
  /** The same, every other character at its place. */
  readonly lines: (text: string) => string;
  /** The value of a variable or label. */
  readonly value: (name: string, value: string) => string;
}

/** Names with the values they are known to have: variables, labels, build arguments. */
export type NamedValues = Iterable<readonly [name: string, value: string]>;

/** A mask for all that is told of a subject: its secrets are those that its text and these values hold. */
export function newMask(subject: string, known: NamedValues = []): Mask {
  const spans = secretSpans(subject);
  const values = spans.flatMap(({ start, end }) => pieces(subject.slice(start, end)));
  for (const [name, value] of known) {
    if (isSecretValue(name, value)) values.push(...pieces(value));
    else for (const { start, end } of tokensIn(value)) values.push(...pieces(value.slice(start, end)));
  }
  const search = newSearch(distinctive(values, subject, spans));
  const replaced = (text: string, by: (hidden: string) => string) => {
    const places = [...secretSpans(text), ...search(text)].sort((a, b) => a.start - b.start || b.end - a.end);
    if (places.length === 0) return text;
    return replaceAt(text, places, by);
  };
  const masked = (text: string) => replaced(text, short);
  return {
    text: masked,
    lines: (text) => replaced(text, starred),
    value: (name, value) => (isSecretValue(name, value) ? short(value) : masked(value)),
  };
}

function secretSpans(text: string): readonly Span[] {
  return [...tokensIn(text), ...namedValues(text)].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Line by line, as they may be met; quotes and escapes, which a shell takes off, part them too. */
function pieces(value: string): readonly string[] {
  const plain = value.replace(/\\(.)/g, '$1');
  const lines = [value, plain].flatMap((text) => [text, ...text.split(/[\r\n]+|\\n|["']/)]);
  return [...new Set(lines.map((line) => line.trim()))].filter((line) => line.length >= fewest);
}

const fewest = 4;

/** A plain word that stands elsewhere as well hides nothing by itself, and would garble what is told. */
function distinctive(values: readonly string[], subject: string, spans: readonly Span[]): readonly string[] {
  if (values.length === 0) return values;
  const elsewhere = replaceAt(subject, spans, () => ' ');
  const words = new Set([...(elsewhere.match(/[A-Za-z0-9]+/g) ?? []).map((word) => word.toLowerCase()), ...common]);
  return values.filter((value) => !/^[A-Za-z]{1,15}$|^\d{1,15}$/.test(value) || !words.has(value.toLowerCase()));
}

/** Words of our own messages. */
const common = 'password secret token root user value image stage admin test default 1000 10001'.split(' ');

function replaceAt(text: string, spans: readonly Span[], by: (hidden: string) => string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of spans) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    parts.push(text.slice(done, from), by(text.slice(from, end)));
    done = end;
  }
  return parts.join('') + text.slice(done);
}

/** The start of a token tells which kind it is; of a password nothing is shown. */
function startOf(hidden: string): string {
  return tokensIn(hidden)[0]?.start === 0 ? hidden.slice(0, shownOfToken) : '';
}

function short(hidden: string): string {
  return `${startOf(hidden)}…`;
}

function starred(hidden: string): string {
  const start = startOf(hidden);
  return start + hidden.slice(start.length).replace(/[^\r\n]/g, '*');
}
