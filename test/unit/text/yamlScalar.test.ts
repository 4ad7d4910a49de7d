import { describe, expect, it } from 'vitest';
import { originSpan } from '../../../server/src/engine/text/mappedText.ts';
import { parseYaml, type YamlNode, type YamlString } from '../../../server/src/engine/text/yaml.ts';
import { mappedScalar } from '../../../server/src/engine/text/yamlScalar.ts';

function strings(node: YamlNode | undefined): readonly YamlString[] {
  if (node?.kind === 'string') return [node];
  if (node?.kind === 'array') return node.items.flatMap(strings);
  return node?.kind === 'object' ? node.members.flatMap(({ value }) => strings(value)) : [];
}

/** Where a word of the value stands in the document, as the text there. */
function found(text: string, word: string): string {
  for (const node of strings(parseYaml(text).documents[0])) {
    const mapped = mappedScalar(text, node);
    const at = mapped.text.indexOf(word);
    if (at < 0) continue;
    const { start, end } = originSpan(mapped, at, at + word.length);
    return `${text.slice(0, start).split('\n').length}: ${text.slice(start, end)}`;
  }
  return 'nowhere';
}

describe('mappedScalar', () => {
  it.each([
    ['a: build it\n', 'it', '1: it'],
    ['a: "build it"\n', 'it', '1: it'],
    ["a: 'build it'\n", 'it', '1: it'],
    ["a: 'it''s x'\n", 'x', '1: x'],
    ['a: "\\x41\\tit"\n', 'it', '1: it'],
    ['a: |\n  one\n    two it\n  it two\n', 'two it', '3: two it'],
    ['a: |\n  one\n    two it\n  it two\n', 'it two', '4: it two'],
    ['a: |-\n  one\r\n  two\r\n', 'two', '3: two'],
    ['a: >\n  one\n  two\n\n  three\n', 'three', '5: three'],
    ['- docker build --tag x\n               .\n- it\n', 'x', '1: x'],
    ['- docker build\n     --tag x:1\n               .\n', 'x:1', '2: x:1'],
    ['a: |  # it\n  it\n', 'it', '2: it'],
  ])('of %j has %j in its place', (text, word, place) => {
    expect(found(text, word)).toBe(place);
  });
});
