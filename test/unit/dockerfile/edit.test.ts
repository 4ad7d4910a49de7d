import { describe, expect, it } from 'vitest';
import {
  linesAfter,
  linesBefore,
  replacement,
  withoutInstruction,
} from '../../../server/src/engine/dockerfile/edit.ts';
import type { Dockerfile, Instruction } from '../../../server/src/engine/dockerfile/model.ts';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { applyEdits, type TextEdit } from '../../../server/src/engine/text/span.ts';
import { fixtureTexts } from './fixtureTexts.ts';
import { list } from './reading.ts';

type Edit = (dockerfile: Dockerfile, instruction: Instruction) => TextEdit | undefined;

/** The text after the edit at the instruction of this keyword. */
function edited(text: string, keyword: string, edit: Edit): string | undefined {
  const dockerfile = parseDockerfile(text);
  const instruction = dockerfile.instructions.find((candidate) => candidate.keyword === keyword);
  if (instruction === undefined) throw new Error(`no ${keyword}`);
  const result = edit(dockerfile, instruction);
  return result && applyEdits(text, [result]);
}

const after: Edit = (dockerfile, instruction) => linesAfter(dockerfile, instruction, ['NEW 1', 'NEW 2']);
const before: Edit = (dockerfile, instruction) => linesBefore(dockerfile, instruction, ['NEW 1', 'NEW 2']);

describe('linesAfter', () => {
  it.each([
    ['in the middle', 'FROM a\nUSER 1\nCMD b\n', 'FROM a\nUSER 1\nNEW 1\nNEW 2\nCMD b\n'],
    ['at the end', 'FROM a\nUSER 1\n', 'FROM a\nUSER 1\nNEW 1\nNEW 2\n'],
    ['without a final line end', 'FROM a\nUSER 1', 'FROM a\nUSER 1\nNEW 1\nNEW 2\n'],
    ['with CRLF', 'FROM a\r\nUSER 1\r\nCMD b\r\n', 'FROM a\r\nUSER 1\r\nNEW 1\r\nNEW 2\r\nCMD b\r\n'],
    ['with CRLF, without a final line end', 'FROM a\r\nUSER 1', 'FROM a\r\nUSER 1\r\nNEW 1\r\nNEW 2\r\n'],
    ['indented', 'FROM a\n  USER 1\nCMD b\n', 'FROM a\n  USER 1\n  NEW 1\n  NEW 2\nCMD b\n'],
    ['after a continued instruction', 'FROM a\nUSER \\\n  1\nCMD b\n', 'FROM a\nUSER \\\n  1\nNEW 1\nNEW 2\nCMD b\n'],
    ['with a backtick', '# escape=`\nFROM a\nUSER `\n 1\n', '# escape=`\nFROM a\nUSER `\n 1\nNEW 1\nNEW 2\n'],
    ['before a comment', 'FROM a\nUSER 1\n# c\nCMD b\n', 'FROM a\nUSER 1\nNEW 1\nNEW 2\n# c\nCMD b\n'],
    ['after blanks', 'FROM a\nUSER 1  \nCMD b\n', 'FROM a\nUSER 1  \nNEW 1\nNEW 2\nCMD b\n'],
    ['in an only line with a mark before it', '\uFEFFUSER 1', '\uFEFFUSER 1\nNEW 1\nNEW 2\n'],
    ['where the file breaks off', 'FROM a\nUSER 1 \\\n', undefined],
    ['before the instruction that breaks off', 'FROM a\nUSER 1\nRUN x \\', 'FROM a\nUSER 1\nNEW 1\nNEW 2\nRUN x \\'],
  ])('%s', (_, text, expected) => expect(edited(text, 'USER', after)).toBe(expected));

  it('after a here-document', () => {
    expect(edited('FROM a\nRUN <<E\nx\nE\nCMD b\n', 'RUN', after)).toBe('FROM a\nRUN <<E\nx\nE\nNEW 1\nNEW 2\nCMD b\n');
    expect(edited('FROM a\nRUN <<E\nx\nE', 'RUN', after)).toBe('FROM a\nRUN <<E\nx\nE\nNEW 1\nNEW 2\n');
    expect(edited('FROM a\nRUN <<E\nx\n', 'RUN', after)).toBeUndefined();
  });
});

describe('linesBefore', () => {
  it.each([
    ['in the middle', 'FROM a\nUSER 1\n', 'FROM a\nNEW 1\nNEW 2\nUSER 1\n'],
    ['at the start', 'USER 1\n', 'NEW 1\nNEW 2\nUSER 1\n'],
    ['behind a byte order mark', '\uFEFFUSER 1\n', '\uFEFFNEW 1\nNEW 2\nUSER 1\n'],
    ['with CRLF', 'FROM a\r\nUSER 1\r\n', 'FROM a\r\nNEW 1\r\nNEW 2\r\nUSER 1\r\n'],
    ['indented', 'FROM a\n\tUSER 1\n', 'FROM a\n\tNEW 1\n\tNEW 2\n\tUSER 1\n'],
    ['behind a comment', 'FROM a\n# c\nUSER 1\n', 'FROM a\n# c\nNEW 1\nNEW 2\nUSER 1\n'],
    ['where the file breaks off', 'FROM a\nUSER 1 \\', 'FROM a\nNEW 1\nNEW 2\nUSER 1 \\'],
  ])('%s', (_, text, expected) => expect(edited(text, 'USER', before)).toBe(expected));
});

describe('withoutInstruction', () => {
  it.each([
    ['in the middle', 'FROM a\nUSER 1\nCMD b\n', 'FROM a\nCMD b\n'],
    ['at the end', 'FROM a\nUSER 1\n', 'FROM a\n'],
    ['without a final line end', 'FROM a\nUSER 1', 'FROM a'],
    ['with CRLF', 'FROM a\r\nUSER 1\r\nCMD b\r\n', 'FROM a\r\nCMD b\r\n'],
    ['with CRLF, without a final line end', 'FROM a\r\nUSER 1', 'FROM a'],
    ['with its continued lines and their comments', 'FROM a\nUSER \\\n# c\n  1\nCMD b\n', 'FROM a\nCMD b\n'],
    ['with its indentation', 'FROM a\n  USER 1\nCMD b\n', 'FROM a\nCMD b\n'],
    ['as the only one', 'USER 1', ''],
    ['behind a byte order mark', '\uFEFFUSER 1\nCMD b\n', '\uFEFFCMD b\n'],
    ['the comment before it stays', 'FROM a\n# c\nUSER 1\n', 'FROM a\n# c\n'],
  ])('%s', (_, text, expected) => expect(edited(text, 'USER', withoutInstruction)).toBe(expected));

  it('with its here-document', () => {
    expect(edited('FROM a\nRUN <<E\nx\nE\nCMD b\n', 'RUN', withoutInstruction)).toBe('FROM a\nCMD b\n');
  });
});

it('replacement puts a text in the place of another', () => {
  expect(applyEdits('FROM a', [replacement({ start: 5, end: 6 }, 'b')])).toBe('FROM b');
});

/** All fixtures, also with the other line ends, a mark, no final line end, and indentation. */
const variants = fixtureTexts.flatMap((text) => {
  const unix = text.replaceAll('\r\n', '\n');
  const marked = `\uFEFF${text.replace(/^\uFEFF/, '')}`;
  return [
    text,
    unix,
    unix.replaceAll('\n', '\r\n'),
    marked,
    text.replace(/\r?\n$/, ''),
    ` \t${text.replace(/^\uFEFF/, '')}`,
  ];
});

describe('in every fixture and at every instruction', () => {
  it('lines put after it are read there', () => {
    for (const text of variants) {
      const dockerfile = parseDockerfile(text);
      for (const [i, instruction] of dockerfile.instructions.entries()) {
        const edit = linesAfter(dockerfile, instruction, ['LABEL a=b', 'USER 9']);
        if (edit === undefined) expect([dockerfile.breaksOff, i]).toEqual([true, dockerfile.instructions.length - 1]);
        else expect(list(applyEdits(text, [edit]))).toEqual(list(text).toSpliced(i + 1, 0, 'LABEL a=b', 'USER 9'));
      }
    }
  });

  it('lines put before it are read there', () => {
    for (const text of variants) {
      const dockerfile = parseDockerfile(text);
      for (const [i, instruction] of dockerfile.instructions.entries()) {
        const edit = linesBefore(dockerfile, instruction, ['LABEL a=b', 'USER 9']);
        expect(list(applyEdits(text, [edit]))).toEqual(list(text).toSpliced(i, 0, 'LABEL a=b', 'USER 9'));
      }
    }
  });

  it('without it the others are read as before', () => {
    for (const text of variants) {
      const dockerfile = parseDockerfile(text);
      for (const [i, instruction] of dockerfile.instructions.entries()) {
        const edit = withoutInstruction(dockerfile, instruction);
        expect(list(applyEdits(text, [edit]))).toEqual(list(text).toSpliced(i, 1));
      }
    }
  });
});
