import { printParseErrorCode, visit } from 'jsonc-parser';
import { nestingProblem } from './jsonNesting.ts';
import { type JsonProblem, notJson } from './jsonProblem.ts';
import type { Span } from './span.ts';

/** A JSON value and its place; the span of a string includes its quotes. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

export interface JsonObject {
  readonly kind: 'object';
  readonly at: Span;
  /** In the order of the text; a name given twice is there twice. */
  readonly members: readonly JsonMember[];
}
export interface JsonMember {
  readonly name: string;
  readonly nameAt: Span;
  readonly value: JsonNode;
}
export interface JsonArray {
  readonly kind: 'array';
  readonly at: Span;
  readonly items: readonly JsonNode[];
}
export interface JsonString {
  readonly kind: 'string';
  readonly at: Span;
  readonly value: string;
}
export interface JsonNumber {
  readonly kind: 'number';
  readonly at: Span;
  readonly value: number;
}
export interface JsonBoolean {
  readonly kind: 'boolean';
  readonly at: Span;
  readonly value: boolean;
}
export interface JsonNull {
  readonly kind: 'null';
  readonly at: Span;
}

/** The value of a text that is JSON to the letter (a byte order mark is let through), or the first thing that is wrong. */
export function parseJson(text: string): { readonly root: JsonNode } | JsonProblem {
  const { root, problem } = readJson(text);
  if (problem !== undefined) return problem;
  return root === undefined ? { problem: notJson('ValueExpected'), at: { start: 0, end: 0 } } : { root };
}

/** What can be read of a text that may be cut off anywhere, or be broken. */
export function readJsonStart(text: string): JsonNode | undefined {
  return readJson(text).root;
}

/** The member of this name; of several the last, which is the one that counts for JSON readers. */
export function member(object: JsonObject, name: string): JsonMember | undefined {
  return object.members.findLast((candidate) => candidate.name === name);
}

type Growing =
  | { readonly kind: 'object'; readonly at: GrowingSpan; readonly members: JsonMember[] }
  | { readonly kind: 'array'; readonly at: GrowingSpan; readonly items: JsonNode[] };
interface GrowingSpan {
  readonly start: number;
  end: number;
}

function readJson(text: string): { readonly root: JsonNode | undefined; readonly problem: JsonProblem | undefined } {
  const marked = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  // The parser calls itself for every bracket and goes on after errors: it is given only what is nested soundly.
  const nesting = nestingProblem(marked);
  const sound = nesting === undefined ? marked : marked.slice(0, nesting.at.start);
  const { root, problem } = build(sound);
  const earlier = nesting === undefined || (problem !== undefined && problem.at.end < sound.trimEnd().length);
  return { root, problem: earlier ? problem : nesting };
}

function build(text: string): { readonly root: JsonNode | undefined; readonly problem: JsonProblem | undefined } {
  const { root, add, begin, end, nameNext } = growingTree();
  let problem: JsonProblem | undefined;
  visit(
    text,
    {
      onObjectBegin: (start, length) => begin({ kind: 'object', at: { start, end: start + length }, members: [] }),
      onArrayBegin: (start, length) => begin({ kind: 'array', at: { start, end: start + length }, items: [] }),
      onObjectEnd: (start, length) => end(start + length),
      onArrayEnd: (start, length) => end(start + length),
      onObjectProperty: (name, start, length) => nameNext({ name, nameAt: { start, end: start + length } }),
      onLiteralValue: (value: unknown, start, length) => add(literal(value, { start, end: start + length })),
      onError: (code, start, length) => {
        const at = { start, end: start + length };
        problem ??= { problem: notJson(printParseErrorCode(code)), at: visible(at, text) };
      },
    },
    { disallowComments: true },
  );
  return { root: root(), problem };
}

/** A tree that is told of one token after the other; values hang in it from their first character on. */
function growingTree() {
  const open: Growing[] = [];
  let root: JsonNode | undefined;
  let next: Omit<JsonMember, 'value'> | undefined;
  const add = (node: JsonNode): void => {
    const parent = open.at(-1);
    if (parent === undefined) root ??= node;
    else if (parent.kind === 'array') parent.items.push(node);
    else if (next !== undefined) parent.members.push({ name: next.name, nameAt: next.nameAt, value: node });
    next = undefined;
  };
  const begin = (node: Growing): void => {
    add(node);
    open.push(node);
  };
  const end = (offset: number): void => {
    const node = open.pop();
    if (node !== undefined) node.at.end = offset;
  };
  const nameNext = (name: Omit<JsonMember, 'value'>): void => {
    next = name;
  };
  return { root: () => root, add, begin, end, nameNext };
}

function literal(value: unknown, at: Span): JsonNode {
  if (typeof value === 'string') return { kind: 'string', at, value };
  if (typeof value === 'number') return { kind: 'number', at, value };
  if (typeof value === 'boolean') return { kind: 'boolean', at, value };
  return { kind: 'null', at };
}

/** The end of the text has no width: its last visible character stands for it. */
function visible({ start, end }: Span, text: string): Span {
  if (end > start) return { start, end };
  const last = text.trimEnd().length;
  return { start: Math.max(0, last - 1), end: last };
}
