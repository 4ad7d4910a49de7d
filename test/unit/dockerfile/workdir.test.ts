import { describe, expect, it } from 'vitest';
import { build, facts, lines, noBases, problems, shown } from './reading.ts';

describe('WORKDIR', () => {
  it.each([
    ['is absolute', ['WORKDIR /a'], '/a'],
    ['joins the one before', ['WORKDIR /a', 'WORKDIR b/c'], '/a/b/c'],
    ['starts at the root', ['WORKDIR a'], '/a'],
    ['an absolute one starts anew', ['WORKDIR /a', 'WORKDIR /b'], '/b'],
    ['may go up', ['WORKDIR /a/b', 'WORKDIR ../c'], '/a/c'],
    ['not above the root', ['WORKDIR /a', 'WORKDIR ../../..'], '/'],
    ['dots mean nothing', ['WORKDIR /a', 'WORKDIR ./b/.'], '/a/b'],
    ['slashes at the end mean nothing', ['WORKDIR /a/'], '/a'],
    ['doubled slashes are one', ['WORKDIR //a///b'], '/a/b'],
    ['may have blanks', ['WORKDIR /a b'], '/a b'],
    ['loses quotes', ['WORKDIR "/a b"'], '/a b'],
    ['is expanded', ['ENV D=/d', 'WORKDIR $D/e'], '/d/e'],
    ['an empty one changes nothing', ['WORKDIR /a', 'WORKDIR ""'], '/a'],
    ['a backslash is an escape', ['WORKDIR /a\\b'], '/ab'],
    ['is unknown for an unknown variable', ['ARG D', 'WORKDIR /$D'], 'unknown: the build argument D has no default'],
    [
      'stays unknown when joined',
      ['ARG D', 'WORKDIR /$D', 'WORKDIR e'],
      'unknown: the build argument D has no default',
    ],
    ['is known again behind an absolute one', ['ARG D', 'WORKDIR /$D', 'WORKDIR /e'], '/e'],
  ])('%s', (_, text, expected) => expect(shown(facts(lines('FROM a', ...text)).workdir)).toBe(expected));

  it('joins that of an unknown base to something unknown', () => {
    expect(shown(facts('FROM b\nWORKDIR x\n', { bases: noBases }).workdir)).toBe('unknown: b is not a known base');
  });

  it('F34: is that of the parent stage for COPY', () => {
    const { target } = build(lines('FROM a AS p', 'WORKDIR /w', 'FROM p', 'COPY app .'));
    expect(target.steps[0]?.before.workdir).toMatchObject({ state: 'known', value: '/w' });
  });

  it('on Windows loses its drive', () => {
    const text = lines(
      '# escape=`',
      'FROM mcr.microsoft.com/windows/servercore:ltsc2022',
      'WORKDIR C:\\app',
      'WORKDIR b',
    );
    expect(shown(facts(text).workdir)).toBe('/app/b');
  });

  it('needs a value', () => expect(problems('FROM a\nWORKDIR\n')).toEqual(['WORKDIR has no value.']));
});

describe('LABEL', () => {
  it('adds, the later of a name wins', () => {
    expect(shown(facts(lines('FROM a', 'LABEL a=1 b=2', 'LABEL b=3 c="4 5"')).labels)).toEqual(
      new Map([
        ['a', '1'],
        ['b', '3'],
        ['c', '4 5'],
      ]),
    );
  });
  it('has a form of old', () => expect(shown(facts('FROM a\nLABEL a b c\n').labels)).toEqual(new Map([['a', 'b c']])));
  it('of a base is not known', () => {
    expect(shown(facts('FROM a\n', { bases: noBases }).labels)).toBe(
      'unknown: the file sets none and the labels of the base are not known',
    );
  });
});

describe('VOLUME and EXPOSE', () => {
  it('add', () => {
    const { ports, volumes } = facts(
      lines('FROM a', 'VOLUME /b /a', 'VOLUME ["/c d"]', 'EXPOSE 80', 'EXPOSE 53/udp 80'),
    );
    expect(shown(volumes)).toEqual(['/a', '/b', '/c d']);
    expect(shown(ports)).toEqual(['53/udp', '80']);
  });

  it.each([
    ['VOLUME', 'VOLUME has no value.'],
    ['VOLUME []', 'VOLUME has no value.'],
    ['VOLUME ["/a", " "]', 'VOLUME has a path that is empty.'],
    ['EXPOSE', 'EXPOSE has no value.'],
  ])('%s stops the build', (text, message) => expect(problems(`FROM a\n${text}\n`)).toEqual([message]));
});

describe('HEALTHCHECK', () => {
  const check = (...text: readonly string[]) => build(lines('FROM a', ...text)).target.after.healthcheck;

  it('replaces the one before', () => {
    expect(check('HEALTHCHECK CMD a', 'HEALTHCHECK CMD ["b"]')).toMatchObject({
      value: { form: 'exec', words: ['b'] },
    });
  });
  it('NONE takes it away', () => expect(check('HEALTHCHECK CMD a', 'HEALTHCHECK NONE').state).toBe('absent'));
  it('of a base is not known', () => expect(check().state).toBe('unknown'));
});

it.each([
  ['STOPSIGNAL', 'STOPSIGNAL has no value.'],
  ['MAINTAINER', 'MAINTAINER has no value.'],
  ['USER', 'USER has no value.'],
  ['LABEL', 'LABEL has no value.'],
  ['SHELL []', 'SHELL takes a JSON array of strings with a program in it.'],
  ['SHELL bash', 'SHELL takes a JSON array of strings with a program in it.'],
])('%s stops the build', (text, message) => expect(problems(`FROM a\n${text}\n`)).toEqual([message]));
