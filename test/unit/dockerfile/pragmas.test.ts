import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { readPragmas } from '../../../server/src/engine/pragmas.ts';
import { lines } from './reading.ts';

function read(...text: readonly string[]) {
  return readPragmas(parseDockerfile(lines(...text)));
}

describe('pragmas', () => {
  it.each([
    ['ignores', '# st4sd ignore=rule-a', { key: 'ignore', value: 'rule-a', scope: 'instruction', reason: undefined }],
    [
      'a reason',
      '# st4sd ignore=a,b; reason=it is so',
      { key: 'ignore', value: 'a,b', scope: 'instruction', reason: 'it is so' },
    ],
    ['a reason with a semicolon', '# st4sd ignore=a;reason=b; c', { value: 'a', reason: 'b; c' }],
    ['an empty reason, which is none', '# st4sd ignore=a; reason= ', { value: 'a', reason: undefined }],
    ['the scope of a stage', '# st4sd stage ignore=a', { value: 'a', scope: 'stage' }],
    ['the scope of the file', '# st4sd global ignore=a', { value: 'a', scope: 'global' }],
    ['an image', '# st4sd image=quay.io/a/b:1.0.0', { key: 'image', value: 'quay.io/a/b:1.0.0' }],
    ['a level', '#st4sd level=gold', { key: 'level', value: 'gold' }],
    ['blanks and tabs', '#  st4sd \t level=gold  ', { key: 'level', value: 'gold' }],
    ['no value', '# st4sd level=', { key: 'level', value: '' }],
    ['an unknown key', '# st4sd colour=red', { key: 'colour', value: 'red' }],
    ['an indented comment', '   # st4sd level=gold', { value: 'gold' }],
  ])('have %s', (_, comment, expected) => {
    expect(read('FROM a', comment, 'USER 1').all).toMatchObject([expected]);
  });

  it.each([
    ['another word before it', '# see st4sd level=gold'],
    ['a longer word', '# st4sdx level=gold'],
    ['capital letters', '# ST4SD level=gold'],
    ['no equals sign', '# st4sd level gold'],
    ['a here-document around it', 'RUN <<E\n# st4sd level=gold\nE'],
  ])('are none with %s', (_, text) => expect(read('FROM a', text).all).toEqual([]));

  it.each([
    ['after the directives', ['# syntax=x', '# st4sd level=gold', 'FROM a']],
    ['at the end', ['FROM a', '# st4sd level=gold']],
    ['inside an instruction', ['FROM a', 'RUN x \\', '# st4sd level=gold', '  y']],
  ])('may stand %s', (_, text) => expect(read(...text).all).toHaveLength(1));

  it('values stand where they are written', () => {
    const text = 'FROM a\r\n  # st4sd ignore=a,b ; reason=c\r\n';
    const [pragma] = readPragmas(parseDockerfile(text)).all;
    expect(text.slice(pragma?.valueSpan.start, pragma?.valueSpan.end)).toBe('a,b');
  });

  it('of a key given twice the last counts', () => {
    const pragmas = read('# st4sd target=a', '# st4sd level=gold', 'FROM a', '# st4sd target=b');
    expect(pragmas.target).toBe('b');
    expect(pragmas.all).toHaveLength(3);
  });

  it('a level that does not exist is none', () => {
    expect(read('# st4sd level=platinum', 'FROM a').level).toBeUndefined();
  });

  it('several references of the image may be given in one', () => {
    const text = '# st4sd image=a/b:1.0.0, c/d:1.0.0-amd64\nFROM a\n';
    const { images } = readPragmas(parseDockerfile(text));
    expect(images.map(({ reference }) => reference)).toEqual(['a/b:1.0.0', 'c/d:1.0.0-amd64']);
    expect(images.map(({ span }) => text.slice(span.start, span.end))).toEqual(['a/b:1.0.0', 'c/d:1.0.0-amd64']);
  });

  it('there are none in an empty file', () => expect(read().all).toEqual([]));
});
