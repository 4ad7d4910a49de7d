import type { JsonMember, JsonNode, JsonObject } from '../text/json.ts';
import type { Span } from '../text/span.ts';

/**
 * A field of an image document, with the place to show: the value, or what it is missing from. `wrong`: something else
 * stands there than the format asks for; `because` says what.
 */
export type Field<T> = Present<T> | Missing | Wrong;

interface Present<T> {
  readonly state: 'present';
  readonly value: T;
  readonly at: Span;
}
interface Missing {
  readonly state: 'missing';
  readonly at: Span;
}
interface Wrong {
  readonly state: 'wrong';
  readonly because: string;
  readonly at: Span;
}

/** An object whose fields are to be read; where it is missing or wrong itself, each of them is. */
export type Holder = Field<JsonObject>;

/** The node as a holder, shown by its first character. */
export function holderOf(node: JsonNode, name: string): Holder {
  const at = { start: node.at.start, end: node.at.start + 1 };
  return node.kind === 'object' ? present(node, at) : { ...wrongKind(name, node, 'an object'), at };
}

/** An object; its place is its name, as the whole value would be too much to show. */
export function objectField(holder: Holder, name: string): Holder {
  return read(holder, name, ({ value, nameAt }) =>
    value.kind === 'object' ? present(value, nameAt) : wrongKind(name, value, 'an object'),
  );
}

/** The items of an array; its place is its name. */
export function listField(holder: Holder, name: string): Field<readonly JsonNode[]> {
  return read(holder, name, ({ value, nameAt }) =>
    value.kind === 'array' ? present(value.items, nameAt) : wrongKind(name, value, 'an array'),
  );
}

export function textField(holder: Holder, name: string): Field<string> {
  return read(holder, name, ({ value }) =>
    value.kind === 'string' ? present(value.value, value.at) : wrongKind(name, value, 'a string'),
  );
}

export function truthField(holder: Holder, name: string): Field<boolean> {
  return read(holder, name, ({ value }) =>
    value.kind === 'boolean' ? present(value.value, value.at) : wrongKind(name, value, 'a boolean'),
  );
}

/** A number of bytes. */
export function sizeField(holder: Holder, name: string): Field<number> {
  return read(holder, name, ({ value }) => {
    if (value.kind !== 'number') return wrongKind(name, value, 'a number');
    if (Number.isSafeInteger(value.value) && value.value >= 0) return present(value.value, value.at);
    return wrong(`${name} is ${value.value}, which is no number of bytes`, value.at);
  });
}

export function textsField(holder: Holder, name: string): Field<readonly string[]> {
  return read(holder, name, ({ value }) => textsOf(value, name));
}

/** `NAME=value` strings; of a name given twice the last counts. Its place is its name. */
export function variablesField(holder: Holder, name: string): Field<ReadonlyMap<string, string>> {
  return read(holder, name, ({ value, nameAt }) => {
    const texts = textsOf(value, name);
    if (texts.state !== 'present') return texts;
    const pairs = texts.value.map((text): [string, string] => {
      const equals = text.indexOf('=');
      return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
    });
    return present(new Map(pairs), nameAt);
  });
}

/** Names that lead to strings; they count to the letter, unlike the names of fields. Its place is its name. */
export function textMapField(holder: Holder, name: string): Field<ReadonlyMap<string, string>> {
  return read(holder, name, ({ value, nameAt }) => {
    if (value.kind !== 'object') return wrongKind(name, value, 'an object of strings');
    const map = new Map<string, string>();
    for (const entry of value.members) {
      const text = textOrNull(entry.value);
      if (text === undefined) return wrongKind(`${entry.name.slice(0, 80)} in ${name}`, entry.value, 'a string');
      map.set(entry.name, text);
    }
    return present(map, nameAt);
  });
}

/** The names of an object whose values say nothing, as ports and volumes are given. Its place is its name. */
export function namesField(holder: Holder, name: string): Field<readonly string[]> {
  return read(holder, name, ({ value, nameAt }) => {
    if (value.kind !== 'object') return wrongKind(name, value, 'an object');
    return present([...new Set(value.members.map((entry) => entry.name))], nameAt);
  });
}

/** The value of a field that is there and right. */
export function presentValue<T>(field: Field<T>): T | undefined {
  return field.state === 'present' ? field.value : undefined;
}

export function present<T>(value: T, at: Span): Present<T> {
  return { state: 'present', value, at };
}

export function missing(at: Span): Missing {
  return { state: 'missing', at };
}

export function wrong(because: string, at: Span): Wrong {
  return { state: 'wrong', because, at };
}

function read<T>(holder: Holder, name: string, value: (found: JsonMember) => Field<T>): Field<T> {
  if (holder.state !== 'present') return holder;
  const found = memberAsGo(holder.value, name);
  if (found === undefined) return missing(holder.at);
  // Null is how the writers of these documents leave a field out.
  return found.value.kind === 'null' ? missing(found.value.at) : value(found);
}

/** As the programs that read image documents, written in Go, find a field: in whatever case, the last of several. */
function memberAsGo(object: JsonObject, name: string): JsonMember | undefined {
  const folded = name.toLowerCase();
  return object.members.findLast((entry) => entry.name.length === name.length && entry.name.toLowerCase() === folded);
}

function textsOf(node: JsonNode, name: string): Field<readonly string[]> {
  if (node.kind !== 'array') return wrongKind(name, node, 'an array of strings');
  const texts: string[] = [];
  for (const item of node.items) {
    const text = textOrNull(item);
    if (text === undefined) return wrong(`${name} holds ${kindName(item)}, not a string`, item.at);
    texts.push(text);
  }
  return present(texts, node.at);
}

function wrongKind(name: string, node: JsonNode, expected: string): Wrong {
  return wrong(`${name} is ${kindName(node)}, not ${expected}`, node.at);
}

const kindNames = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
} as const satisfies Record<JsonNode['kind'], string>;

/** What the node is, with its article. */
function kindName(node: JsonNode): string {
  return kindNames[node.kind];
}

function textOrNull(node: JsonNode): string | undefined {
  if (node.kind === 'null') return '';
  return node.kind === 'string' ? node.value : undefined;
}
