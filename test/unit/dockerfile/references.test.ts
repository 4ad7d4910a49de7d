import { describe, expect, it } from 'vitest';
import { facts, lines, problems, shown } from './reading.ts';

const digest = `sha256:${'0a'.repeat(32)}`;

describe('the base of the image', () => {
  it.each([
    [
      'with the tag that is meant',
      ['FROM python'],
      { reference: 'docker.io/library/python:latest', digest: undefined },
    ],
    ['with a tag', ['FROM a/b:1'], { reference: 'docker.io/a/b:1', digest: undefined }],
    ['F41: with a digest', [`FROM ubuntu@${digest}`], { reference: 'docker.io/library/ubuntu', digest }],
    [
      'F41: with port, tag and digest',
      [`FROM localhost:5000/a/b:1@${digest}`],
      { reference: 'localhost:5000/a/b:1', digest },
    ],
    [
      'F12: from an ARG',
      ['ARG BASE=alpine:3.20', 'FROM $BASE'],
      { reference: 'docker.io/library/alpine:3.20', digest: undefined },
    ],
    [
      'F12: from a default in braces',
      ['FROM ${V:-debian:12}'],
      { reference: 'docker.io/library/debian:12', digest: undefined },
    ],
    [
      'F12: from a part',
      ['ARG tagpart=:1.2', 'FROM img${tagpart}'],
      { reference: 'docker.io/library/img:1.2', digest: undefined },
    ],
    [
      'of the root of the chain',
      ['FROM a:1 AS x', 'FROM x AS y', 'FROM y'],
      { reference: 'docker.io/library/a:1', digest: undefined },
    ],
    [
      'F31: with an architecture in the tag',
      ['FROM nvidia/cuda:12.4.1-x86_64'],
      { reference: 'docker.io/nvidia/cuda:12.4.1-x86_64', digest: undefined },
    ],
  ])('is told %s', (_, text, expected) => expect(shown(facts(lines(...text)).base)).toEqual(expected));

  it('stands where the chain begins', () => {
    const text = 'FROM a:1 AS x\nFROM x\n';
    const { at } = facts(text).base;
    expect(text.slice(at.start, at.end)).toBe('a:1');
  });

  it('is unknown without a value', () => {
    expect(shown(facts(lines('ARG B', 'FROM $B')).base)).toBe('unknown: the build argument B has no value');
  });

  it.each([
    ['upper case', 'FROM Debian:12'],
    ['a tag without a name', 'FROM :1'],
    ['an empty tag', 'FROM a:'],
    ['a scheme', 'FROM https://a/b:1'],
    ['two tags', 'FROM a:1:2'],
    ['a plus sign', 'FROM a:1+2'],
    ['a short digest', 'FROM a@sha256:0123'],
    ['a stage that is not built', 'FROM Debian:12\nFROM b'],
  ])('%s stops the build', (_, text) => expect(problems(`${text}\n`)).toHaveLength(1));

  it('the problem stands on the base', () => {
    expect(problems('FROM Debian:12\n')).toEqual([expect.stringContaining('debian')]);
  });
});
