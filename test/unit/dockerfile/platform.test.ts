import { describe, expect, it } from 'vitest';
import { build, facts, lines, problems, shown, stageBases, variable } from './reading.ts';

function platforms(text: string, args: Readonly<Record<string, string>> = {}): readonly (string | undefined)[] {
  return build(text, { args }).stages.map(({ platform }) => platform);
}

describe('FROM --platform', () => {
  it.each([
    ['is constant', ['FROM --platform=linux/arm64 a'], ['linux/arm64']],
    ['is the target platform where it is not given', ['FROM a'], [undefined]],
    ['takes global ARGs', ['ARG P=linux/s390x', 'FROM --platform=$P a'], ['linux/s390x']],
    ['takes the platform the builder runs on', ['FROM --platform=$BUILDPLATFORM a'], ['linux/amd64']],
    ['takes parts', ['FROM --platform=$TARGETOS/$TARGETARCH a'], ['linux/amd64']],
    ['is written in any case', ['FROM --platform=Linux/AMD64 a'], ['linux/amd64']],
    ['is inherited', ['FROM --platform=linux/arm64 a AS p', 'FROM p'], ['linux/arm64', 'linux/arm64']],
    ['does not change a parent stage', ['FROM a AS p', 'FROM --platform=linux/arm64 p'], [undefined, undefined]],
    ['does not matter for scratch', ['FROM --platform=linux/arm64 scratch'], [undefined]],
    ['is unknown without a value', ['ARG P', 'FROM --platform=$P a'], [undefined]],
  ])('%s', (_, text, expected) => expect(platforms(lines(...text))).toEqual(expected));

  it('takes build arguments', () => {
    expect(platforms('ARG P\nFROM --platform=$P a\n', { P: 'linux/arm64' })).toEqual(['linux/arm64']);
  });

  it('F13: the alias of a stage is no image', () => {
    expect(stageBases(lines('FROM --platform=$BUILDPLATFORM golang:1.22 AS base', 'FROM base'))).toEqual([
      'image golang:1.22',
      'stage base',
    ]);
  });

  it('F31, F32: is a fact of the target, and stands where it is written', () => {
    const text = 'FROM --platform=linux/amd64 x:1 AS amd64-final\n';
    const fact = facts(text).platforms;
    expect(shown(fact)).toEqual(['linux/amd64']);
    expect(text.slice(fact.at.start, fact.at.end)).toBe('linux/amd64');
    expect(facts('FROM x:1\n').platforms.state).toBe('unknown');
  });

  it.each([
    ['an empty value', 'FROM --platform=$NONE a', ['The platform $NONE is empty once its variables are put in.']],
    ['a part that is empty', 'FROM --platform=linux/ a', ['linux/ is no platform; write os/arch, as in linux/amd64.']],
    [
      'too many parts',
      'FROM --platform=linux/arm/v7/x a',
      ['linux/arm/v7/x is no platform; write os/arch, as in linux/amd64.'],
    ],
    ['a star', 'FROM --platform=linux/* a', ['linux/* is no platform; write os/arch, as in linux/amd64.']],
    ['what cannot be expanded', 'FROM --platform=${x a', ['FROM cannot be read: a closing brace is missing.']],
    ['no value', 'FROM --platform a', ['--platform has no value; write --platform=value.']],
  ])('stops the build with %s', (_, text, expected) => expect(problems(`${text}\n`)).toEqual(expected));

  it.each([
    'FROM --platform=linux/arm/v7 a',
    'FROM --platform=windows(10.0.17763)/amd64 a',
    'FROM --platform=arm64 a',
    'ARG P\nFROM --platform=linux/$P a',
    'ARG P\nFROM --platform=$P a',
  ])('not with %s', (text) => expect(problems(`${text}\n`)).toEqual([]));

  it('a stage on Windows is given no PATH', () => {
    expect(shown(facts('FROM --platform=windows/amd64 a\n').environment)).toBe('absent');
  });

  it('a stage on Windows is told by its base or its platform', () => {
    const os = (text: string) => build(text).target.os;
    expect(os('FROM a\n')).toBe('linux');
    expect(os('FROM --platform=windows/amd64 a\n')).toBe('windows');
    expect(os('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n')).toBe('windows');
    expect(os('FROM mcr.microsoft.com/dotnet/sdk:9.0-nanoserver-ltsc2022 AS p\nFROM p\n')).toBe('windows');
  });
});

describe('the arguments of the platform', () => {
  const all = lines(
    'FROM a AS final',
    'ARG BUILDPLATFORM BUILDOS BUILDARCH TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT TARGETSTAGE',
  );

  it.each([
    ['BUILDPLATFORM', '<linux/amd64>'],
    ['BUILDOS', '<linux>'],
    ['BUILDARCH', '<amd64>'],
    ['TARGETPLATFORM', '<linux/amd64>'],
    ['TARGETOS', '<linux>'],
    ['TARGETARCH', '<amd64>'],
    ['TARGETVARIANT', '<>'],
    ['TARGETSTAGE', '<final>'],
  ])('%s is %s unless somebody says another', (name, expected) => expect(variable(all, name)).toBe(expected));

  it('are seen in FROM without an ARG', () => {
    expect(stageBases('FROM a-$TARGETARCH\n')).toEqual(['image a-amd64']);
  });

  it('are empty in a stage without an ARG', () => expect(variable('FROM a\n', 'TARGETARCH')).toBe('<>'));

  it('follow a platform that is given', () => {
    const args = { TARGETPLATFORM: 'linux/arm/v7' };
    expect(variable(all, 'TARGETARCH', { args })).toBe('<arm>');
    expect(variable(all, 'TARGETVARIANT', { args })).toBe('<v7>');
    expect(variable(all, 'BUILDARCH', { args })).toBe('<amd64>');
  });

  it('may be given one by one', () => {
    expect(variable(all, 'TARGETARCH', { args: { TARGETARCH: 'arm64' } })).toBe('<arm64>');
  });

  it('TARGETSTAGE is the stage asked for, or default', () => {
    expect(variable('FROM a\nARG TARGETSTAGE\n', 'TARGETSTAGE')).toBe('<default>');
    expect(variable(all, 'TARGETSTAGE', { target: 'final' })).toBe('<final>');
  });
});
