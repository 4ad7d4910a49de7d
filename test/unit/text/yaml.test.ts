import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml, type YamlNode, yamlMember, yamlText } from '../../../server/src/engine/text/yaml.ts';

/** The value as JavaScript has it. */
function plain(node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'array') return node.items.map(plain);
  if (node.kind === 'object') return Object.fromEntries(node.members.map(({ name, value }) => [name, plain(value)]));
  return node.kind === 'null' ? null : node.value;
}

const first = (text: string) => parseYaml(text).documents[0];

describe('parseYaml', () => {
  it.each<[string, unknown]>([
    ['a: 1\nb: [x, "y", 2.5]\n', { a: 1, b: ['x', 'y', 2.5] }],
    ['a:\n  - b: c\n    d: |\n      one\n      two\n', { a: [{ b: 'c', d: 'one\ntwo\n' }] }],
    ['a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['a: yes\nb: true\nc: ~\nd:\n', { a: 'yes', b: true, c: null, d: null }],
    ['on: push\n1: 2\n', { on: 'push', 1: 2 }],
    ['a: >\n  one\n  two\n', { a: 'one two\n' }],
    ['- echo one\n  two\n', ['echo one two']],
    ['a: b\r\nc: d\r\n', { a: 'b', c: 'd' }],
    ['\uFEFFa: 1\n', { a: 1 }],
    ['x: !reference [.a, script]\n', { x: ['.a', 'script'] }],
    ['a: *missing\n', { a: null }],
    ['a: &a [*a]\n', { a: [null] }],
    ['', undefined],
    ['# nothing\n', undefined],
  ])('reads %j', (text, value) => {
    expect(plain(first(text))).toEqual(value);
  });

  it('gives every document that holds something', () => {
    expect(parseYaml('---\na: 1\n---\n---\nb: 2\n...\n').documents.map(plain)).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('tells where everything stands', () => {
    const text = 'images:\n  "a b": [one, \'two\']\n';
    const member = yamlMember(yamlMember(first(text), 'images')?.value, 'a b');
    const shown = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(member === undefined ? undefined : shown(member.nameAt)).toBe('"a b"');
    const items = member?.value.kind === 'array' ? member.value.items : [];
    expect(items.map(({ at }) => shown(at))).toEqual(['one', "'two'"]);
  });

  it('keeps a number as it is written', () => {
    expect(yamlText(yamlMember(first('v: 1.10\n'), 'v')?.value)).toBe('1.10');
    expect(yamlText(first('x'))).toBe('x');
    expect(yamlText(first('[x]'))).toBeUndefined();
  });

  it.each([
    ['a: "b\n', /missing closing/],
    ['a: [b\n', /flow/i],
    ['a: b: c\n', /compact mappings/],
    ['\ta: b\n', /tab/i],
  ])('says what is wrong with %j and goes on', (text, reason) => {
    const { problems } = parseYaml(text);
    expect(problems[0]?.problem).toMatch(/^The text is not YAML: [^\n]+[^.]\.$/);
    expect(problems[0]?.problem).toMatch(reason);
  });

  it('reads what stands before a broken line', () => {
    expect(plain(yamlMember(first('level: gold\nimages: [a\nx: "\n'), 'level')?.value)).toBe('gold');
  });

  it('finds no problem in what is given twice', () => {
    expect(parseYaml('a: 1\na: 2\n').problems).toEqual([]);
    expect(plain(yamlMember(first('a: 1\na: 2\n'), 'a')?.value)).toBe(2);
  });
});

describe('yamlMember', () => {
  it.each([
    ['base: &b {v: 1}\nx:\n  <<: *b\n  w: 2\n', 1],
    ['base: &b {v: 1}\nx:\n  <<: *b\n  v: 3\n', 3],
    ['a: &a {v: 1}\nb: &b {v: 2}\nx:\n  <<: [*b, *a]\n', 2],
    ['a: &a {v: 1}\nb: &b {<<: *a}\nx:\n  <<: *b\n', 1],
    ['x:\n  <<: 5\n', undefined],
    ['x: [v]\n', undefined],
  ])('of %j', (text, value) => {
    expect(plain(yamlMember(yamlMember(first(text), 'x')?.value, 'v')?.value)).toBe(value);
  });
});

describe('what nobody writes by hand', () => {
  it.each([
    ['[', 50_000],
    ['{a: ', 50_000],
    ['- ', 50_000],
    [': ', 50_000],
    ['? ', 50_000],
  ])('%j, %d times, is nested too deep', (piece, times) => {
    expect(parseYaml(piece.repeat(times)).problems.map(({ problem }) => problem)).toEqual([
      'The YAML is nested too deep.',
    ]);
  });

  it('does not unfold aliases that grow without end', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`);
    const { documents, problems } = parseYaml(`a0: &a0 x\n${lines.join('\n')}\n`);
    expect(documents).toEqual([]);
    expect(problems.map(({ problem }) => problem)).toEqual(['The aliases of the YAML repeat it too often.']);
  });

  it('is not read where it is very long', () => {
    expect(parseYaml('a'.repeat(2 ** 20 + 1)).problems[0]?.problem).toBe('The YAML is longer than 1024 KiB.');
  });

  it('never makes it throw, and every place is in the text', () => {
    const piece = fc.constantFrom(
      ...['a', ': ', ':\n', '\n', '  ', '- ', '? ', '[', ']', '{', '}', ',', '&x ', '*x', '!!str ', '!x ', '<<: *x'],
      ...[
        '|\n',
        '>-\n',
        '"',
        "'",
        '#',
        '%YAML 1.1\n',
        '---\n',
        '...\n',
        '\t',
        '\r\n',
        '1.10',
        'true',
        '~',
        '\\u',
        '\uFEFF',
      ],
    );
    const inside = (text: string, node: YamlNode): void => {
      expect(node.at.start).toBeGreaterThanOrEqual(0);
      expect(node.at.end).toBeGreaterThanOrEqual(node.at.start);
      expect(node.at.end).toBeLessThanOrEqual(text.length);
      if (node.kind === 'array') for (const item of node.items) inside(text, item);
      if (node.kind === 'object') for (const { value } of node.members) inside(text, value);
    };
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const { documents, problems } = parseYaml(text);
        for (const document of documents) inside(text, document);
        for (const { at } of problems) expect(at.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });
});
