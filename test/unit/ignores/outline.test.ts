import { expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { outlineOf } from '../../../server/src/engine/ignores/outline.ts';

it('tells every place the instruction that holds it or comes next, and its stage', () => {
  const text = 'ARG V\n# first\nFROM a\nUSER 0\n\nFROM b\n# last\n';
  const { instructionAt, stageOf, opensStage } = outlineOf(parseDockerfile(text));
  const at = (words: string) => instructionAt(text.indexOf(words));
  expect([at('ARG'), at('V'), at('# first'), at('a\nUSER'), at('0'), at('\nFROM b'), at('b\n'), at('# last')]).toEqual([
    0,
    0,
    1,
    1,
    2,
    3,
    3,
    undefined,
  ]);
  expect([0, 1, 2, 3].map(stageOf)).toEqual([0, 0, 0, 1]);
  expect([0, 1, 2, 3].map(opensStage)).toEqual([true, true, false, true]);
});

it('has nothing to tell of an empty file', () => {
  expect(outlineOf(parseDockerfile('')).instructionAt(0)).toBeUndefined();
});
