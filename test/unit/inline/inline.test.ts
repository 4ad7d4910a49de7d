import { describe, expect, it } from 'vitest';
import { checkDockerfile } from '../../../server/src/engine/check.ts';
import { baseHints } from '../../../server/src/engine/inline/baseHints.ts';
import { levelLens } from '../../../server/src/engine/inline/levelLens.ts';

const date = '2026-11-24';
const image = 'quay.io/st4sd/community-applications/namd-hlcs:1.0.0';

describe('the lens', () => {
  it.each([
    ['what is to go', 'FROM debian:13\nCMD ["a"]\n', /^ST4SD contrib: 1 to go · gold: \d to go$/],
    ['what cannot be told', 'FROM x.example/a:1\nCMD ["a"]\n', /^ST4SD contrib: \d cannot be told · gold: \d /],
    [
      'a level that is met',
      `# st4sd image=${image}\nFROM debian:13\nUSER 10001:0\nCMD ["ls"]\n`,
      /^ST4SD contrib: met · gold: /,
    ],
  ])('says %s', (_, text, expected) => {
    expect(levelLens(checkDockerfile(text, { date }))?.title).toMatch(expected);
  });

  it('stands on the FROM of the target', () => {
    const text = 'FROM a:1 AS x\nFROM b:1 AS y\n';
    const at = (target: string | undefined) => levelLens(checkDockerfile(text, { date, target }))?.at.start;
    expect([at(undefined), at('x')]).toEqual([14, 0]);
  });

  it.each([['', '# nothing\n', 'RUN a\n']])('is not there without a stage', (text) => {
    expect(levelLens(checkDockerfile(text, { date }))).toBeUndefined();
  });
});

describe('the hints behind FROM', () => {
  const hints = (text: string, within = { start: 0, end: text.length }) =>
    baseHints(checkDockerfile(text, { date }), within).map(({ label, offset }) => [label, text.slice(0, offset)]);

  it.each([
    [
      'a size that was measured for this very tag',
      'FROM debian:trixie-slim AS a\n',
      '30 MB · root',
      'FROM debian:trixie-slim AS a',
    ],
    ['another name of the same image', 'FROM debian:13-slim\n', '30 MB · root', 'FROM debian:13-slim'],
    ['a size of that order', 'FROM python:3.13-slim\n', '≈ 45 MB · root', 'FROM python:3.13-slim'],
    ['a patch release of a flavour', 'FROM python:3.12.4-slim\n', '≈ 45 MB · root', 'FROM python:3.12.4-slim'],
    ['a user alone', 'FROM mambaorg/micromamba:2.0\n', 'mambauser', 'FROM mambaorg/micromamba:2.0'],
    [
      'a size of another platform',
      'FROM --platform=linux/arm64 debian:13-slim',
      '30 MB · root',
      'FROM --platform=linux/arm64 debian:13-slim',
    ],
    ['a base behind a variable', 'ARG V=13-slim\nFROM debian:$V\n', '30 MB · root', 'ARG V=13-slim\nFROM debian:$V'],
  ])('show %s', (_, text, label, before) => {
    expect(hints(text)).toEqual([[label, before]]);
  });

  it('show nothing where nothing is known, nor for stages', () => {
    expect(hints('FROM x.example/a:1 AS a\nFROM a\nFROM scratch\n')).toEqual([]);
  });

  it('show only what is in sight', () => {
    const text = 'FROM debian:13-slim\nFROM debian:13-slim\n';
    expect(hints(text, { start: 21, end: 30 })).toHaveLength(1);
  });
});
