import { type Lines, linesOf, positionAt } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { configurationKeys } from './keys.ts';
import type { Key, Shape } from './shape.ts';

/** Something that can stand at a place of a `.st4sd.yaml`. */
export interface Completion {
  readonly label: string;
  /** Where it differs from the label. */
  readonly insertText?: string;
  readonly detail: string;
  readonly kind: 'key' | 'rule' | 'value';
  /** The beginning that is already written, to be replaced. */
  readonly at: Span;
}

/** What can stand at the offset, however broken the rest of the text is. Never throws. */
export function completeConfiguration(text: string, offset: number): readonly Completion[] {
  const lines = linesOf(text);
  const { line, character } = positionAt(lines, offset);
  const before = lineText(lines, line).slice(0, character);
  if (before.length > longest || /(^|\s)#/.test(before)) return [];
  const end = (lines.starts[line] ?? 0) + before.length;
  const value = valueForm.exec(before);
  if (value !== null) {
    const [, indent = '', key = '', list, written = ''] = value;
    const shape = shapeAt([...pathAbove(lines, line, indent.length), plain(key)]);
    const item = list !== undefined && shape?.kind === 'texts' ? shape.item : list === undefined ? shape : undefined;
    return valuesOf(item, { start: end - written.length, end });
  }
  const name = nameForm.exec(before);
  if (name === null) return [];
  const [, indent = '', dash, written = ''] = name;
  const at = { start: end - written.length, end };
  if (dash !== undefined) {
    const shape = shapeAt(pathAbove(lines, line, indent.length + 1));
    return shape?.kind === 'texts' ? valuesOf(shape.item, at) : [];
  }
  return namesOf(shapeAt(pathAbove(lines, line, indent.length)), { at, indent, lines, line });
}

/** Nobody writes longer lines by hand. */
const longest = 500;

const valueForm = /^( *)("[^"]*"|'[^']*'|[^\s#'"[\]{},-][^#]*?):[ \t]+(\[(?:[^\],]*,)*[ \t]*)?["']?([\w.:/-]*)$/;
const nameForm = /^( *)(-[ \t]+)?["']?([\w.:/-]*)$/;
const parentForm = /^( *)("[^"]*"|'[^']*'|[^\s#'"[\]{},-].*?):[ \t]*(#.*)?$/;

function lineText({ text, starts }: Lines, line: number): string {
  return text.slice(starts[line] ?? text.length, starts[line + 1] ?? text.length).replace(/[\r\n]+$/, '');
}

function plain(name: string): string {
  return /^(".*"|'.*')$/.test(name) ? name.slice(1, -1) : name;
}

/** The keys that the line stands under, from the outermost on, by their indentation. */
function pathAbove(lines: Lines, line: number, indent: number): readonly string[] {
  const path: string[] = [];
  let limit = indent;
  for (let above = line - 1; above >= 0 && limit > 0; above--) {
    const text = lineText(lines, above);
    const width = indentOf(text);
    if (width === undefined || width >= limit) continue;
    const parent = text.length > longest ? null : parentForm.exec(text);
    // A dash at the same place as its key is the key's all the same.
    if (parent === null) continue;
    path.unshift(plain(parent[2] ?? ''));
    limit = width;
  }
  return path;
}

/** Blanks before the text of a line; none for a line that says nothing. */
function indentOf(line: string): number | undefined {
  const width = line.length - line.trimStart().length;
  return width === line.length || line[width] === '#' ? undefined : width;
}

function shapeAt(path: readonly string[]): Shape | undefined {
  let shape: Shape | undefined = configurationKeys;
  for (const name of path) {
    if (shape?.kind === 'map') shape = shape.value;
    else if (shape?.kind === 'record') shape = shape.keys.find((key) => key.name === name)?.shape;
    else return undefined;
  }
  return shape;
}

function valuesOf(shape: Shape | undefined, at: Span): readonly Completion[] {
  if (shape?.kind === 'choice')
    return Object.entries(shape.values).map(([label, detail]) => ({ label, detail, kind: 'value', at }));
  if (shape?.kind === 'switch') return ['true', 'false'].map((label) => ({ label, detail: '', kind: 'value', at }));
  if (shape?.kind !== 'text') return [];
  return (shape.proposals ?? []).map((label) => ({ label, detail: shape.what, kind: 'value', at }));
}

interface Naming {
  readonly at: Span;
  readonly indent: string;
  readonly lines: Lines;
  readonly line: number;
}

function namesOf(shape: Shape | undefined, naming: Naming): readonly Completion[] {
  const taken = takenNames(naming);
  const { at, indent } = naming;
  if (shape?.kind === 'record')
    return shape.keys.filter(({ name }) => !taken.has(name)).map((key) => keyCompletion(key, at, indent));
  if (shape?.kind !== 'map' || shape.name.known === undefined) return [];
  return [...shape.name.known]
    .filter(([label]) => !taken.has(label))
    .map(([label, detail]) => ({ label, insertText: `${label}: `, detail, kind: 'rule', at }));
}

function keyCompletion({ name, shape, description }: Key, at: Span, indent: string): Completion {
  const inside = `\n${indent}  `;
  const after = shape.kind === 'texts' ? `${inside}- ` : shape.kind === 'map' ? inside : ' ';
  return { label: name, insertText: `${name}:${after}`, detail: description, kind: 'key', at };
}

/** The keys beside the line, up and down to where the indentation falls below it. */
function takenNames({ lines, line, indent }: Naming): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const step of [-1, 1]) {
    for (let other = line + step; other >= 0 && other < lines.starts.length; other += step) {
      const text = lineText(lines, other);
      const width = indentOf(text);
      if (width === undefined || width > indent.length) continue;
      if (width < indent.length) break;
      const colon = text.indexOf(':');
      if (colon > 0) taken.add(plain(text.slice(width, colon).trim()));
    }
  }
  return taken;
}
