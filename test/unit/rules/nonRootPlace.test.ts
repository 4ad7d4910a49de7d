import { describe, expect, it } from 'vitest';
import { defaultExecutable } from '../../../server/src/engine/rules/defaultExecutable/defaultExecutable.ts';
import { nonRootUser } from '../../../server/src/engine/rules/nonRoot/nonRootUser.ts';
import { firstFix, found } from './judging.ts';

const stages = 'FROM debian:12 AS base\nRUN apt-get update\nFROM base AS build\nRUN make\nFROM base AS final\n';

describe('what the base of another stage brings', () => {
  it.each([
    ['no user', nonRootUser, stages, 'violated "base"'],
    ['a shell', defaultExecutable, stages, 'advice "base"'],
    ['nothing', nonRootUser, 'FROM scratch AS a\nCOPY a /\nFROM a\n', 'violated "a"'],
  ] as const)('is said where the image ends: %s', (_, rule, text, expected) => {
    expect(found(rule, text)).toEqual([expected]);
    expect(firstFix(rule, text)?.edits[0]?.span.start ?? text.length).toBe(text.length);
  });

  it('leaves an instruction of another stage where it is', () => {
    const text = 'FROM debian:12 AS base\nUSER root\nFROM base\n';
    expect(found(nonRootUser, text)).toEqual(['violated "root"']);
  });

  it('offers no safe way out of a home of root', () => {
    const text = 'FROM debian:12\nRUN rm -rf /root\nWORKDIR /root\nCMD ["a"]\n';
    expect(firstFix(nonRootUser, text)?.safe).toBe(false);
  });
});
