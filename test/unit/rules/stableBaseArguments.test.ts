import { describe, expect, it } from 'vitest';
import { stageNameCase } from '../../../server/src/engine/rules/stableBase/stageNameCase.ts';
import { undeclaredBaseArgument } from '../../../server/src/engine/rules/stableBase/undeclaredBaseArgument.ts';
import { unresolvedBase } from '../../../server/src/engine/rules/stableBase/unresolvedBase.ts';
import { fixed, found, messages, outcomes } from './judging.ts';

describe('unresolved-base', () => {
  it.each([
    ['declared without a default', 'ARG BASE\nFROM $BASE\n', ['undecided "$BASE"']],
    ['a part of the name', 'ARG TAG\nFROM debian:${TAG}\n', ['undecided "debian:${TAG}"']],
    ['through a stage', 'ARG BASE\nFROM $BASE AS a\nFROM a\n', ['undecided "$BASE"']],
    ['a default in place', 'ARG BASE\nFROM ${BASE:-debian:13}\n', []],
    ['not declared: another rule says so', 'FROM $BASE\n', []],
    ['malformed: that is told elsewhere', 'ARG BASE\nFROM ${BASE\n', []],
    ['a builder decides nothing', 'ARG BASE\nFROM $BASE AS a\nFROM debian:13\nCOPY --from=a /a /a\n', []],
  ])('%s', (_, text, expected) => {
    expect(found(unresolvedBase, text)).toEqual(expected);
  });

  it('leaves undecided what stops the build', () => {
    expect(outcomes(unresolvedBase, 'FROM $BASE\n')).toMatchObject([{ finding: 'unjudged' }]);
    expect(outcomes(unresolvedBase, 'FROM debian:13 AS Final\nFROM Final\n')).toMatchObject([{ finding: 'unjudged' }]);
  });

  it('is settled by a build argument', () => {
    expect(found(unresolvedBase, 'ARG BASE\nFROM $BASE\n', { buildArgs: new Map([['BASE', 'debian:13']]) })).toEqual(
      [],
    );
  });
});

describe('undeclared-base-argument', () => {
  it.each([
    ['nowhere', 'FROM debian:$TAG\n', ['violated "TAG"']],
    ['in braces', 'FROM debian:${TAG}\n', ['violated "TAG"']],
    ['a longer name first', 'ARG TAGS=1\nFROM a/$TAGS:$TAG\n', ['violated "TAG"']],
    ['set by the builder', 'FROM debian-${TARGETARCH}:13\n', []],
    ['a default in place', 'FROM ${BASE:-debian:13}\n', []],
    ['a default that uses another', 'FROM ${BASE:-debian:$TAG}\n', ['violated "TAG"']],
    ['what the shell knows is no variable', 'FROM debian:13$1\n', []],
    ['single quotes', "FROM 'debian:$TAG'\n", []],
    ['a global one used twice', 'ARG V=13\nFROM debian:$V AS a\nFROM debian:$V\nCOPY --from=a /a /a\n', []],
    ['in a stage that is not used', 'FROM debian:$TAG AS a\nFROM debian:13\n', []],
    ['in capitals only', 'ARG tag=13\nFROM debian:$TAG\n', ['violated "TAG"']],
  ])('%s', (_, text, expected) => {
    expect(found(undeclaredBaseArgument, text)).toEqual(expected);
  });

  it('writes the nearest declared name', () => {
    expect(fixed(undeclaredBaseArgument, 'ARG PYTHON_VERSION=3.13\r\nFROM python:${PYTHON_VERSON}-slim\r\n')).toBe(
      'ARG PYTHON_VERSION=3.13\r\nFROM python:${PYTHON_VERSION}-slim\r\n',
    );
    expect(fixed(undeclaredBaseArgument, 'FROM base-$TARGETARC\n')).toBe('FROM base-$TARGETARCH\n');
    expect(fixed(undeclaredBaseArgument, 'FROM debian:$ABCDEF\n')).toBeUndefined();
  });

  it('declares before the first FROM what a stage declares', () => {
    expect(
      fixed(undeclaredBaseArgument, 'FROM debian:13 AS a\nARG V="12"\nFROM debian:$V\nCOPY --from=a /a /a\n'),
    ).toBe('ARG V="12"\nFROM debian:13 AS a\nARG V="12"\nFROM debian:$V\nCOPY --from=a /a /a\n');
    expect(messages(undeclaredBaseArgument, 'FROM debian:$V\nARG V=12\n')).toEqual([
      'FROM uses V, which is declared only behind a FROM, where no FROM can see it. Write ARG V=12 before the first FROM.',
    ]);
    expect(fixed(undeclaredBaseArgument, 'FROM debian:$V\nARG V\n')).toBeUndefined();
  });
});

describe('stage-name-case', () => {
  it.each([
    ['F42 a capital', 'FROM debian:13 AS Final\nFROM Final\n', ['violated "Final"']],
    ['another case on both sides', 'FROM debian:13 AS final\nFROM FINAL AS x\n', ['violated "FINAL"']],
    ['lower case', 'FROM debian:13 AS Final\nFROM final\n', []],
    ['a later stage is none', 'FROM Final\nFROM debian:13 AS final\n', []],
    ['no stage of that name', 'FROM Debian\n', []],
    ['from an argument', 'ARG B=Final\nFROM debian:13 AS final\nFROM $B\n', ['violated "$B"']],
  ])('%s', (_, text, expected) => {
    expect(found(stageNameCase, text)).toEqual(expected);
  });

  it('writes the name in lower case', () => {
    expect(fixed(stageNameCase, 'FROM debian:13 AS Final\nFROM Final AS x\n')).toBe(
      'FROM debian:13 AS Final\nFROM final AS x\n',
    );
    expect(fixed(stageNameCase, 'ARG B=Final\nFROM debian:13 AS final\nFROM $B\n')).toBeUndefined();
  });
});
