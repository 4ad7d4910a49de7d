import type { Span } from '../text/span.ts';

export interface HclToken {
  /** A text is without its quotes, its escapes resolved; a sign is one letter, a line end among them. */
  readonly kind: 'text' | 'name' | 'number' | 'sign';
  readonly text: string;
  readonly at: Span;
}

/** Splits HCL into its words and signs, without blanks and comments. */
export function hclTokens(text: string): readonly HclToken[] {
  const tokens: HclToken[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token.kind !== 'nothing') tokens.push({ ...token, kind: token.kind });
    at = Math.max(token.at.end, at + 1);
  }
  return tokens;
}

type Found = Omit<HclToken, 'kind'> & { readonly kind: HclToken['kind'] | 'nothing' };

function tokenAt(text: string, start: number): Found {
  const nothing = (end: number): Found => ({ kind: 'nothing', text: '', at: { start, end } });
  const letter = text[start] ?? '';
  if (letter === '#' || text.startsWith('//', start)) return nothing(endOf(text, '\n', start));
  if (text.startsWith('/*', start)) return nothing(endOf(text, '*/', start) + 2);
  if (letter === '"') return quoted(text, start);
  if (text.startsWith('<<', start)) return heredoc(text, start);
  const [word] = matchAt(/[A-Za-z_][\w.-]*/y, text, start);
  if (word !== undefined) return { kind: 'name', text: word, at: { start, end: start + word.length } };
  const [number] = matchAt(/\d[\d.]*/y, text, start);
  if (number !== undefined) return { kind: 'number', text: number, at: { start, end: start + number.length } };
  return /[ \t\r]/.test(letter) ? nothing(start + 1) : { kind: 'sign', text: letter, at: { start, end: start + 1 } };
}

function matchAt(pattern: RegExp, text: string, at: number): readonly (string | undefined)[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
}

function endOf(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? text.length : at;
}

/** Up to the closing quote; `${...}` may hold quotes of its own. */
function quoted(text: string, start: number): Found {
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    const letter = text[at];
    if (letter === '\\' && depth === 0) at++;
    else if (letter === '{' && (depth > 0 || text[at - 1] === '$')) depth++;
    else if (letter === '}' && depth > 0) depth--;
    else if (letter === '\n' || (letter === '"' && depth === 0)) {
      const end = letter === '"' ? at + 1 : at;
      return { kind: 'text', text: unescaped(text.slice(start + 1, at)), at: { start, end } };
    }
  }
  return { kind: 'text', text: unescaped(text.slice(start + 1)), at: { start, end: text.length } };
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter === 't' ? '\t' : letter));
}

function heredoc(text: string, start: number): Found {
  const [mark, name] = matchAt(/<<-?([A-Za-z_]\w*)[ \t\r]*\n/y, text, start);
  if (mark === undefined) return { kind: 'sign', text: '<', at: { start, end: start + 1 } };
  const from = start + mark.length;
  const close = new RegExp(`^[ \\t]*${name}[ \\t\\r]*$`, 'my');
  let line = from;
  while (line < text.length) {
    close.lastIndex = line;
    const found = close.exec(text);
    if (found !== null)
      return { kind: 'text', text: text.slice(from, line), at: { start, end: line + found[0].length } };
    line = endOf(text, '\n', line) + 1;
  }
  return { kind: 'text', text: text.slice(from), at: { start, end: text.length } };
}
