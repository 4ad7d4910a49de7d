import { Composer, isAlias, isMap, isScalar, isSeq, type ParsedNode, Parser, type Scalar, type YAMLError } from 'yaml';
import type { Span } from './span.ts';
import { nestedTooDeep } from './yamlNesting.ts';

/** A YAML value and its place, in the words of the JSON tree; an alias stands as what it means. */
export type YamlNode = YamlObject | YamlArray | YamlString | YamlNumber | YamlBoolean | YamlNull;

export interface YamlObject {
  readonly kind: 'object';
  readonly at: Span;
  /** As written: a name given twice is there twice, and `<<` is a name like any other. */
  readonly members: readonly YamlMember[];
}
export interface YamlMember {
  readonly name: string;
  readonly nameAt: Span;
  readonly value: YamlNode;
}
export interface YamlArray {
  readonly kind: 'array';
  readonly at: Span;
  readonly items: readonly YamlNode[];
}
export interface YamlString {
  readonly kind: 'string';
  /** Quotes, or the `|` of a block, included. */
  readonly at: Span;
  readonly value: string;
}
export interface YamlNumber {
  readonly kind: 'number';
  readonly at: Span;
  readonly value: number;
  /** As written: `1.10` is the number 1.1. */
  readonly text: string;
}
export interface YamlBoolean {
  readonly kind: 'boolean';
  readonly at: Span;
  readonly value: boolean;
  readonly text: string;
}
export interface YamlNull {
  readonly kind: 'null';
  readonly at: Span;
}

export interface YamlProblem {
  /** One sentence. */
  readonly problem: string;
  readonly at: Span;
}

export interface YamlReading {
  /** What could be read of each document of the text, empty ones left out. */
  readonly documents: readonly YamlNode[];
  /** Why the text is not YAML to the letter, in its order; empty where it is. */
  readonly problems: readonly YamlProblem[];
}

/** Reads YAML as far as it can be understood. Never throws. */
export function parseYaml(text: string): YamlReading {
  if (text.length > longest) return refused(`The YAML is longer than ${longest / 1024} KiB.`, 0);
  const tokens = [...new Parser().parse(text)];
  // What composes the tokens calls itself for every level.
  const deep = nestedTooDeep(tokens, deepest);
  if (deep !== undefined) return refused('The YAML is nested too deep.', deep);
  // A name given twice is the reader's to judge, and the library compares each with each.
  const composer = new Composer<ParsedNode>({ uniqueKeys: false, prettyErrors: false });
  const documents: YamlNode[] = [];
  const problems: YamlProblem[] = [];
  for (const { contents, errors } of composer.compose(tokens, true, text.length)) {
    for (const error of errors.slice(0, mostProblems)) problems.push(problemOf(error, text.length));
    const tree = contents === null ? undefined : treeOf(contents);
    if (tree === 'too large') return refused('The aliases of the YAML repeat it too often.', 0);
    if (tree !== undefined && tree.kind !== 'null') documents.push(tree);
  }
  return { documents, problems };
}

/** The member of this name: of several the last, else what `<<` brings. */
export function yamlMember(object: YamlNode | undefined, name: string): YamlMember | undefined {
  if (object?.kind !== 'object') return undefined;
  const own = object.members.findLast((member) => member.name === name);
  if (own !== undefined) return own;
  for (const { name: written, value } of object.members) {
    if (written !== '<<') continue;
    for (const merged of value.kind === 'array' ? value.items : [value]) {
      const found = yamlMember(merged, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The text of a scalar as it is written; undefined for what is none. */
export function yamlText(node: YamlNode | undefined): string | undefined {
  if (node?.kind === 'string') return node.value;
  return node?.kind === 'number' || node?.kind === 'boolean' ? node.text : undefined;
}

const longest = 1024 * 1024;
const deepest = 100;
const mostProblems = 100;
/** Nodes that a reader who follows every alias would meet. */
const mostNodes = 500_000;

function refused(problem: string, start: number): YamlReading {
  return { documents: [], problems: [{ problem, at: { start, end: start } }] };
}

function problemOf({ message, pos: [start, end] }: YAMLError, length: number): YamlProblem {
  const [line = ''] = message.split('\n', 1);
  const reason = line.charAt(0).toLowerCase() + line.slice(1).replace(/\.+$/, '');
  const at = { start: Math.min(start, length), end: Math.min(Math.max(start, end), length) };
  return { problem: `The text is not YAML: ${reason}.`, at };
}

interface Sized {
  readonly node: YamlNode;
  /** Nodes in it, each alias counted as what it means. */
  readonly size: number;
}

function treeOf(contents: ParsedNode): YamlNode | 'too large' {
  const anchors = new Map<string, Sized>();
  const { node, size } = sized(contents, anchors);
  return size > mostNodes ? 'too large' : node;
}

/** An alias of what is not complete yet, or is nowhere, is null. */
function sized(node: ParsedNode, anchors: Map<string, Sized>): Sized {
  const at = { start: node.range[0], end: node.range[1] };
  if (isAlias(node)) return anchors.get(node.source) ?? { node: { kind: 'null', at }, size: 1 };
  const read = isScalar(node) ? { node: scalar(node, at), size: 1 } : collection(node, { at, anchors });
  if (node.anchor !== undefined) anchors.set(node.anchor, read);
  return read;
}

function collection(
  node: Exclude<ParsedNode, Scalar.Parsed>,
  { at, anchors }: { readonly at: Span; readonly anchors: Map<string, Sized> },
): Sized {
  let size = 1;
  const inside = (child: ParsedNode | null, otherwise: Span): YamlNode => {
    const read: Sized = child === null ? { node: { kind: 'null', at: otherwise }, size: 1 } : sized(child, anchors);
    size += read.size;
    return read.node;
  };
  if (isSeq<ParsedNode>(node)) {
    const items = node.items.map((item) => inside(item, at));
    return { node: { kind: 'array', at, items }, size };
  }
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return { node: { kind: 'null', at }, size };
  const members = node.items.flatMap(({ key, value }) => {
    const nameAt = { start: key.range[0], end: key.range[1] };
    const read = inside(value, { start: nameAt.end, end: nameAt.end });
    return isScalar(key) ? [{ name: nameOf(key), nameAt, value: read }] : [];
  });
  return { node: { kind: 'object', at, members }, size };
}

function nameOf({ value, source }: Scalar): string {
  return typeof value === 'string' ? value : (source ?? '');
}

function scalar({ value, source = '' }: Scalar, at: Span): YamlNode {
  if (typeof value === 'string') return { kind: 'string', at, value };
  if (typeof value === 'number') return { kind: 'number', at, value, text: source };
  if (typeof value === 'boolean') return { kind: 'boolean', at, value, text: source };
  return { kind: 'null', at };
}
