import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonNode, member, parseJson, readJsonStart } from '../../../server/src/engine/text/json.ts';
import { fixture, fixtureNames } from './imageFixtures.ts';

describe('parseJson', () => {
  it('gives every value with its place, strings with their quotes', () => {
    const text = ' { "a" : [ 1, -2.5e3, true, null, "x\\n\\u00e9" ], "b": {} }';
    const root = rootOf(text);
    expect(slices(root, text)).toEqual([
      ['{ "a" : [ 1, -2.5e3, true, null, "x\\n\\u00e9" ], "b": {} }', 'object'],
      ['"a"', 'name'],
      ['[ 1, -2.5e3, true, null, "x\\n\\u00e9" ]', 'array'],
      ['1', 1],
      ['-2.5e3', -2500],
      ['true', true],
      ['null', 'null'],
      ['"x\\n\\u00e9"', 'x\né'],
      ['"b"', 'name'],
      ['{}', 'object'],
    ]);
  });

  it('takes the last of members with one name', () => {
    const root = rootOf('{"a":1,"b":2,"a":3}');
    const found = root.kind === 'object' ? member(root, 'a') : undefined;
    expect(found?.value).toEqual({ kind: 'number', value: 3, at: { start: 17, end: 18 } });
  });

  it('lets a byte order mark through and counts it as a character', () => {
    expect(rootOf('\uFEFF[1]').at).toEqual({ start: 1, end: 4 });
  });

  it.each([
    ['', 'a value is expected', ''],
    [' \n', 'a value is expected', ''],
    ['{"a":1,}', 'a name in double quotes is expected', '}'],
    ['[1,]', 'a value is expected', ']'],
    ['{"a" 1}', 'a colon is expected', '1'],
    ['[1 2]', 'a comma is expected', '2'],
    ['{a:1}', 'there is an unknown word', 'a'],
    ["{'a':1}", 'there is an unknown word', "'a'"],
    ['[01]', 'a comma is expected', '1'],
    ['[1.]', 'a number breaks off', '1.'],
    ['[NaN]', 'there is an unknown word', 'NaN'],
    ['["a\tb"]', 'a string holds a control character', '"a\tb"'],
    ['["a\nb"]', 'a string does not end on its line', '"a'],
    ['["\\x"]', 'a backslash is followed by a character that cannot be escaped', '"\\x"'],
    ['["\\u12"]', 'a \\u needs four hexadecimal digits', '"\\u12"'],
    ['{"a":[1', 'the closing ] is missing', '1'],
    ['{"a":1\n', 'the closing } is missing', '1'],
    ['{} {}', 'there is more text after the value', '{'],
    ['{}}', 'nothing is open that } could close', '}'],
    ['[1}', 'nothing is open that } could close', '}'],
    ['// a\n{}', 'comments are not allowed', '/'],
    ['{"a":1 /* b */}', 'comments are not allowed', '/'],
    // What comes first is reported, not what stopped the reading.
    ['{"a" 1, "b": [}', 'a colon is expected', '1'],
  ])('says what is wrong with %j', (text, message, words) => {
    const json = parseJson(text);
    if (!('problem' in json)) throw new Error('is JSON');
    expect(json.problem).toBe(`The text is not JSON: ${message}.`);
    expect(text.slice(json.at.start, json.at.end)).toBe(words);
  });

  it('agrees with the JSON of the language on what is JSON and what it says', () => {
    const broken = fc
      .tuple(
        fc.constantFrom(...fixtureNames),
        fc.nat(),
        fc.nat(12),
        fc.string({ unit: fc.constantFrom(...'{}[]",:\\/ 0-e.tn\n') }),
      )
      .map(([name, start, length, inserted]) => {
        const text = fixture(name).slice(0, 600);
        const at = start % text.length;
        return text.slice(0, at) + inserted + text.slice(at + length);
      });
    const tokens = fc.array(
      fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '1', 'null', ' ', '"a"', '\\', '"a":', '//', '/*', '*/', '\n'),
    );
    const valid = fc.json();
    fc.assert(
      fc.property(
        fc.oneof(
          valid,
          broken,
          tokens.map((list) => list.join('')),
        ),
        (text) => {
          const json = parseJson(text);
          expect('problem' in json ? 'broken' : plain(json.root)).toEqual(languageValue(text));
          if ('problem' in json) expect(json.at.start <= json.at.end && json.at.end <= text.length).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('nesting', () => {
  it.each([
    ['arrays', '['.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000)],
    ['closed arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['brackets that pair only by number', '[},'.repeat(100_000)],
    ['brackets after a comment with a quote', `/* " */ ${'['.repeat(100_000)}`],
    ['brackets after a string cut by its line', `["\n,${'['.repeat(100_000)}`],
    ['brackets after an escaped line end', `"\\\n"${'['.repeat(100_000)}`],
  ])('is survived: %s', (_, text) => {
    expect(parseJson(text)).toHaveProperty('problem');
    expect(() => readJsonStart(text)).not.toThrow();
  });

  it('is allowed up to 200', () => {
    expect(parseJson('['.repeat(200) + ']'.repeat(200))).toHaveProperty('root');
    expect(parseJson('['.repeat(201) + ']'.repeat(201))).toEqual({
      problem: 'The JSON is nested too deep to be an image.',
      at: { start: 200, end: 201 },
    });
  });
});

describe('readJsonStart', () => {
  it('gives what stands before the cut', () => {
    const root = readJsonStart('{"a":[1,{"b":"c');
    expect(root && plain(root)).toEqual({ a: [1, { b: 'c' }] });
    expect(readJsonStart('')).toBeUndefined();
  });
});

function rootOf(text: string): JsonNode {
  const json = parseJson(text);
  if ('problem' in json) throw new Error(json.problem);
  return json.root;
}

function slices(node: JsonNode, text: string): readonly (readonly [string, unknown])[] {
  const own = [text.slice(node.at.start, node.at.end), 'value' in node ? node.value : node.kind] as const;
  if (node.kind === 'array') return [own, ...node.items.flatMap((item) => slices(item, text))];
  if (node.kind !== 'object') return [own];
  const members = node.members.flatMap(({ nameAt, value }) => [
    [text.slice(nameAt.start, nameAt.end), 'name'] as const,
    ...slices(value, text),
  ]);
  return [own, ...members];
}

function plain(node: JsonNode): unknown {
  if (node.kind === 'array') return node.items.map(plain);
  if (node.kind === 'object') return Object.fromEntries(node.members.map(({ name, value }) => [name, plain(value)]));
  return node.kind === 'null' ? null : node.value;
}

function languageValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return 'broken';
  }
}
