import { nearest } from '../reference/nearest.ts';
import type { Fix } from '../rules/rule.ts';
import type { Span } from '../text/span.ts';
import { type YamlMember, type YamlNode, yamlText } from '../text/yaml.ts';
import type { NameShape, RecordShape, Shape } from './shape.ts';
import { bytesOf } from './size.ts';

/** Something in the file that is not understood and does not count. */
export interface ConfigurationProblem {
  readonly message: string;
  readonly at: Span;
  readonly fixes: readonly Fix[];
}

/** More than this of one list are not read. */
export const mostEntries = 1000;

interface Named {
  readonly name: string;
  /** Where the problem shows if the value has no width. */
  readonly nameAt: Span;
}

/** What in the value is not of the shape. */
export function shapeProblems(node: YamlNode, shape: Shape, named: Named): readonly ConfigurationProblem[] {
  const at = node.at.start < node.at.end ? node.at : named.nameAt;
  const wrong = (what: string) => [problem(at, `${shown(named.name)} takes ${what}, not ${wordFor(node)}.`)];
  if (node.kind === 'null') return [problem(named.nameAt, `${shown(named.name)} has no value.`)];
  switch (shape.kind) {
    case 'choice':
      return choiceProblems(node, Object.keys(shape.values), named);
    case 'text':
      return yamlText(node) === undefined ? wrong(shape.what) : [];
    case 'switch':
      return node.kind === 'boolean' ? [] : wrong('true or false');
    case 'size':
      return sizeIn(node) === undefined ? wrong('bytes, or a size such as 500MB or 1.5GiB') : [];
    case 'command':
      if (node.kind === 'array') return listProblems(node.items, { kind: 'text', what: 'a word' }, named);
      return yamlText(node) === undefined ? wrong('a list of words, or a text for the shell') : [];
    case 'texts':
      if (node.kind !== 'array') return wrong('a list');
      return listProblems(node.items, shape.item, named);
    case 'map':
      if (node.kind !== 'object') return wrong('names with values');
      return mapProblems(node.members, shape.name, { value: shape.value, named });
    case 'record':
      return recordProblems(node, shape, named);
  }
}

/** The bytes that the node says. */
export function sizeIn(node: YamlNode): number | undefined {
  if (node.kind === 'number') return node.value > 0 && Number.isFinite(node.value) ? Math.round(node.value) : undefined;
  return node.kind === 'string' ? bytesOf(node.value) : undefined;
}

function problem(at: Span, message: string, fixes: readonly Fix[] = []): ConfigurationProblem {
  return { at, message, fixes };
}

function choiceProblems(node: YamlNode, values: readonly string[], { name, nameAt }: Named) {
  const text = yamlText(node);
  if (text !== undefined && values.includes(text)) return [];
  const at = node.at.start < node.at.end ? node.at : nameAt;
  const message = `${shown(name)} takes ${values.join(' or ')}, not ${wordFor(node)}.`;
  return [problem(at, message, text === undefined ? [] : replacedBy(nearest(text, values), at))];
}

function listProblems(items: readonly YamlNode[], item: Shape, named: Named): readonly ConfigurationProblem[] {
  const counted = items
    .slice(0, mostEntries)
    .flatMap((node) => shapeProblems(node, item, { ...named, name: `An entry of ${named.name}` }));
  return [...tooMany(items.length, named), ...counted];
}

function tooMany(count: number, { name, nameAt }: Named): readonly ConfigurationProblem[] {
  if (count <= mostEntries) return [];
  return [problem(nameAt, `${shown(name)} has more than ${mostEntries} entries; the rest is not read.`)];
}

function mapProblems(
  members: readonly YamlMember[],
  shape: NameShape,
  { value, named }: { readonly value: Shape; readonly named: Named },
): readonly ConfigurationProblem[] {
  const counted = members.slice(0, mostEntries).flatMap((member) => {
    const { name, nameAt } = member;
    // What is merged in is judged where it stands.
    if (name === '<<') return [];
    const wrong = shape.problem?.(name);
    if (wrong !== undefined) return [problem(nameAt, wrong)];
    if (shape.known !== undefined && !shape.known.has(name)) return [unknown(member, shape.what, shape.known.keys())];
    return shapeProblems(member.value, value, { name, nameAt });
  });
  return [...tooMany(members.length, named), ...repeated(members), ...counted];
}

function recordProblems(node: YamlNode, { keys, short }: RecordShape, { name, nameAt }: Named) {
  if (node.kind !== 'object') {
    if (short !== undefined && yamlText(node) !== undefined) return [];
    const or = short === undefined ? '' : `a ${short}, or `;
    return [
      problem(
        node.at.start < node.at.end ? node.at : nameAt,
        `${shown(name)} takes ${or}keys with values, not ${wordFor(node)}.`,
      ),
    ];
  }
  const counted = node.members.slice(0, mostEntries).flatMap((member) => {
    if (member.name === '<<') return [];
    const key = keys.find((one) => one.name === member.name);
    if (key === undefined)
      return [
        unknown(
          member,
          'a key',
          keys.map((one) => one.name),
        ),
      ];
    return shapeProblems(member.value, key.shape, { name: key.name, nameAt: member.nameAt });
  });
  return [...repeated(node.members), ...counted];
}

function unknown({ name, nameAt }: YamlMember, what: string, known: Iterable<string>): ConfigurationProblem {
  if (name === '') return problem(nameAt, 'A value has no name.');
  const close = nearest(name, known);
  const hint = close === undefined ? '' : `; the nearest is ${close}`;
  return problem(
    nameAt,
    `There is no ${what.replace(/^an? /, '')} ${shown(name)} here${hint}.`,
    replacedBy(close, nameAt),
  );
}

function repeated(members: readonly YamlMember[]): readonly ConfigurationProblem[] {
  const last = new Map(members.map((member) => [member.name, member]));
  return members
    .filter((member) => last.get(member.name) !== member)
    .slice(0, mostEntries)
    .map(({ name, nameAt }) => problem(nameAt, `${shown(name)} is given again below, and the last one counts.`));
}

function replacedBy(text: string | undefined, span: Span): readonly Fix[] {
  if (text === undefined) return [];
  return [{ title: `Write ${text}`, safe: false, edits: [{ span, newText: text }] }];
}

function wordFor(node: YamlNode): string {
  if (node.kind === 'object') return 'keys with values';
  if (node.kind === 'array') return 'a list';
  const text = yamlText(node) ?? '';
  return text.trim() === '' ? 'an empty text' : shown(text);
}

/** What the user wrote, in one line. */
function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return 'an empty name';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
