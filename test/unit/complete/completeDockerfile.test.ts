import { describe, expect, it } from 'vitest';
import { checkDockerfile } from '../../../server/src/engine/check.ts';
import { completeDockerfile } from '../../../server/src/engine/complete/completeDockerfile.ts';
import { imageSupport } from '../../../server/src/engine/facts/support.ts';

const date = '2026-11-24';

function complete(marked: string, image?: string) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return completeDockerfile(text, offset, { check: () => checkDockerfile(text, { date, image }), date });
}

const labels = (marked: string, image?: string) => complete(marked, image).map(({ label }) => label);
const details = (marked: string) => complete(marked).map(({ label, detail }) => `${label}: ${detail}`);

describe('behind FROM', () => {
  it('stand the stages further up, the nearest first, then known bases with their size and end', () => {
    const all = complete('FROM debian:13 AS One\nFROM one AS two\nFROM |\nFROM x AS three\n');
    expect(all.slice(0, 2).map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      'two: stage, line 2 on one',
      'one: stage, line 1 on debian:13',
    ]);
    expect(all.find(({ label }) => label === 'debian:13-slim')?.detail).toBe('30 MB · until 2030-06-30');
    expect(all.map(({ label }) => label)).not.toContain('three');
  });

  it('stand the smaller and the longer supported first', () => {
    const all = labels('FROM |');
    const order = (...names: string[]) => names.map((name) => all.indexOf(name));
    const expected = [
      'debian:13-slim',
      'python:3.13-slim',
      'python:3.12-slim',
      'node:24-slim',
      'node:24',
      'mambaorg/micromamba',
    ];
    expect(order(...expected)).toEqual(order(...expected).toSorted((a, b) => a - b));
    expect(order(...expected)).not.toContain(-1);
  });

  it('stands nothing that has ended, was given up, or goes on to mean something else', () => {
    for (const { label, kind } of complete('FROM |')) {
      expect(label).not.toMatch(/:latest$|^centos|^debian:1[0-2]$|windows/);
      if (kind !== 'image') continue;
      const { parts, retired } = imageSupport(label, date);
      expect([label, retired, parts.filter(({ standing }) => standing === 'ended')]).toEqual([label, undefined, []]);
    }
  });

  it('stand the tags behind a colon, the name as it is written', () => {
    expect(labels('FROM docker.io/library/debian:|')).toEqual([
      'docker.io/library/debian:13-slim',
      'docker.io/library/debian:13',
    ]);
    expect(labels('FROM ghcr.io/x/y:|')).toEqual([]);
  });

  it('replaces the word, also where more of it follows', () => {
    const [first] = complete('FROM --platform=$P deb|ian:12 AS x\n');
    expect(first?.at).toEqual({ start: 19, end: 28 });
  });

  it.each([
    ['the name of the stage', 'FROM debian:13 |'],
    ['a flag', 'FROM --pl|'],
    ['a here-document', 'FROM a\nRUN <<E\nFROM |\nE\n'],
    ['a continuation', 'FROM a\nRUN b \\\nFROM |\n'],
    ['a comment', '# FROM |\n'],
  ])('is not %s', (_, marked) => {
    expect(complete(marked)).toEqual([]);
  });
});

describe('behind USER', () => {
  it('stand the accounts made by then, a number that needs none, and those of the base', () => {
    expect(details('FROM debian:13\nRUN useradd -u 7 a && useradd b\nUSER |\nRUN useradd c\n')).toEqual([
      'b: made in line 2',
      'a: uid 7, made in line 2',
      '7: a, made in line 2',
      '10001:0: any user, group 0: needs no account',
      'www-data: uid 33, of debian:13',
      'nobody: uid 65534, of debian:13',
    ]);
  });

  it.each([
    ['stages have their own', 'FROM debian:13 AS x\nRUN useradd a\nFROM scratch\nUSER |\n', ['10001:0']],
    ['and those of the stage they go on from', 'FROM scratch AS x\nRUN useradd a\nFROM x\nUSER |\n', ['a', '10001:0']],
    ['a group behind a colon', 'FROM debian:13\nUSER a:|', ['a:0']],
    ['CRLF', 'FROM scratch\r\nUSER |\r\nCMD a\r\n', ['10001:0']],
    ['no stage at all', 'USER |', ['10001:0']],
    ['Windows', 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER |', []],
    ['a second word', 'FROM scratch\nUSER a |', []],
    ['a here-document', 'FROM scratch\nRUN <<E\nUSER |\nE\n', []],
  ])('%s', (_, marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });
});

describe('in a pragma', () => {
  it.each([
    ['keys', '# st4sd |\nFROM a\n', ['image=', 'level=', 'target=', 'ignore=', 'stage ignore=', 'global ignore=']],
    ['levels', '# st4sd level=|\nFROM a\n', ['contrib', 'gold']],
    ['stages for the target, the last first', '# st4sd target=z|\nFROM a AS X\nFROM b AS y\nFROM c\n', ['y', 'x']],
    ['a reason', '# st4sd global ignore=base-tag; |\n', ['reason=']],
    ['nothing in the reason', '# st4sd ignore=base-tag; reason=because |\n', []],
    ['nothing for an unknown key', '# st4sd colour=|\n', []],
    ['nothing in another comment', '# stand |\nFROM a\n', []],
    ['nothing in a here-document', 'FROM a\nRUN <<E\n# st4sd |\nE\n', []],
  ])('%s', (_, marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  it('stand the rules that have found something first', () => {
    const rules = labels('# st4sd ignore=base-tag,|\nFROM debian:13\nUSER 0\nCMD ["a"]\n');
    expect(rules.slice(0, 6)).toContain('non-root-user');
    expect(rules).toContain('apt-lists');
  });

  it('stand the images that are declared elsewhere, then where images go', () => {
    const places = ['quay.io/st4sd/community-applications/', 'quay.io/st4sd/official-applications/'];
    expect(labels('# st4sd image=|\nFROM a\n', 'quay.io/x/namd-hlcs:1.0.0')).toEqual([
      'quay.io/x/namd-hlcs:1.0.0',
      ...places,
    ]);
    expect(labels('# st4sd image=quay|\nFROM a\n')).toEqual(places);
  });

  it('replaces the value and nothing before it', () => {
    expect(complete('# st4sd ignore=a,non|\n')[0]?.at).toEqual({ start: 17, end: 20 });
  });
});

it('asks for no check where it has nothing to say', () => {
  const text = 'FROM a\nRUN make \n';
  const asked = () => {
    throw new Error('asked');
  };
  for (let offset = 7; offset <= text.length; offset++) completeDockerfile(text, offset, { check: asked, date });
});

it('never throws, wherever it is', () => {
  const text = 'FROM \u0000\nUSER \nFROM\n# st4sd \n# st4sd ignore=\nFROM a AS\nUSER $\nRUN <<E\n';
  const check = checkDockerfile(text, { date });
  for (let offset = 0; offset <= text.length; offset++) completeDockerfile(text, offset, { check: () => check, date });
});
