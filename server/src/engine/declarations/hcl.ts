import type { Span } from '../text/span.ts';
import { type HclToken, hclTokens } from './hclTokens.ts';

/** A block such as `target "app" { ... }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: readonly HclAttribute[];
}
export interface HclAttribute {
  readonly name: string;
  readonly value: HclValue;
}

/** A value as far as it is read: a text whose `${...}` are not evaluated, a list, the name of a variable. */
export type HclValue =
  | { readonly kind: 'text'; readonly text: string; readonly at: Span }
  | { readonly kind: 'name'; readonly name: string; readonly at: Span }
  | { readonly kind: 'list'; readonly items: readonly HclValue[]; readonly at: Span }
  | { readonly kind: 'map'; readonly members: readonly HclAttribute[]; readonly at: Span }
  | { readonly kind: 'other'; readonly at: Span };

/** The blocks of a file; what is not understood is passed over. Never throws. */
export function readHcl(text: string): readonly HclBlock[] {
  const reader = { tokens: hclTokens(text), at: 0 };
  const blocks: HclBlock[] = [];
  while (peek(reader) !== undefined) {
    const block = readBlock(reader);
    if (block !== undefined) blocks.push(block);
  }
  return blocks;
}

interface Reader {
  readonly tokens: readonly HclToken[];
  at: number;
}

const deepest = 20;

function peek({ tokens, at }: Reader): HclToken | undefined {
  return tokens[at];
}

function take(reader: Reader): HclToken | undefined {
  return reader.tokens[reader.at++];
}

function isSign(token: HclToken | undefined, ...signs: readonly string[]): boolean {
  return token?.kind === 'sign' && signs.includes(token.text);
}

/** At a name: a block, or an attribute of the file itself, which counts for nothing. */
function readBlock(reader: Reader): HclBlock | undefined {
  const type = take(reader);
  if (type?.kind !== 'name') return undefined;
  const labels: string[] = [];
  for (let next = peek(reader); next?.kind === 'text' || next?.kind === 'name'; next = peek(reader)) {
    labels.push(next.text);
    take(reader);
  }
  if (!isSign(peek(reader), '{')) return undefined;
  take(reader);
  return { type: type.text, labels, attributes: readAttributes(reader, 0) };
}

/** Up to the closing brace; blocks inside are passed over. */
function readAttributes(reader: Reader, depth: number): readonly HclAttribute[] {
  const attributes: HclAttribute[] = [];
  for (let token = take(reader); token !== undefined && !isSign(token, '}'); token = take(reader)) {
    if (isSign(token, '{', '[', '(')) skipClosed(reader);
    if (token.kind !== 'name' && token.kind !== 'text') continue;
    if (!isSign(peek(reader), '=', ':')) continue;
    take(reader);
    attributes.push({ name: token.text, value: readValue(reader, depth) });
  }
  return attributes;
}

/** A value, and what else stands there up to the end of its line or item, which makes it another than it seems. */
function readValue(reader: Reader, depth: number): HclValue {
  const value = readPlain(reader, depth);
  const next = peek(reader);
  if (next === undefined || isSign(next, '\n', ',', ']', '}')) return value;
  skipExpression(reader);
  return { kind: 'other', at: value.at };
}

function readPlain(reader: Reader, depth: number): HclValue {
  const token = peek(reader);
  if (token === undefined) return { kind: 'other', at: { start: 0, end: 0 } };
  const { at } = token;
  if (isSign(token, '\n', ',', ']', '}')) return { kind: 'other', at };
  take(reader);
  if (token.kind === 'text' || token.kind === 'number') return { kind: 'text', text: token.text, at };
  if (token.kind === 'name') return { kind: 'name', name: token.text, at };
  if (depth < deepest && token.text === '[') return { kind: 'list', items: readItems(reader, depth + 1), at };
  if (depth < deepest && token.text === '{') return { kind: 'map', members: readAttributes(reader, depth + 1), at };
  if (isSign(token, '[', '{', '(')) skipClosed(reader);
  return { kind: 'other', at };
}

function readItems(reader: Reader, depth: number): readonly HclValue[] {
  const items: HclValue[] = [];
  for (let next = peek(reader); next !== undefined && !isSign(next, ']'); next = peek(reader)) {
    if (isSign(next, '\n', ',', '}')) take(reader);
    else items.push(readValue(reader, depth));
  }
  take(reader);
  return items;
}

/** Up to the end of the line or item, brackets inside closed. */
function skipExpression(reader: Reader): void {
  for (let next = peek(reader); next !== undefined && !isSign(next, '\n', ',', ']', '}'); next = peek(reader)) {
    take(reader);
    if (isSign(next, '[', '{', '(')) skipClosed(reader);
  }
}

/** Behind the bracket that closes the one just taken. */
function skipClosed(reader: Reader): void {
  let open = 1;
  for (let token = take(reader); token !== undefined; token = take(reader)) {
    if (isSign(token, '[', '{', '(')) open++;
    if (isSign(token, ']', '}', ')')) open--;
    if (open === 0) return;
  }
}
