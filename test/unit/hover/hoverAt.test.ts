import { describe, expect, it } from 'vitest';
import { checkDockerfile } from '../../../server/src/engine/check.ts';
import { settingsFor } from '../../../server/src/engine/configuration/settingsFor.ts';
import { asMarkdown, asPlainText } from '../../../server/src/engine/hover/card.ts';
import { hoverAt } from '../../../server/src/engine/hover/hoverAt.ts';

const date = '2026-11-24';

/** The hover at the bar, with the quiet hints left out; the rules behind findings are dropped where `rules` is false. */
function hovered(marked: string, { rules = true, target = undefined as string | undefined } = {}): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const check = checkDockerfile(text, { date, target, settings: settingsFor(undefined, '') });
  const shown = rules ? check : { ...check, problems: [] };
  const hover = hoverAt(shown, offset, { date, hints: false });
  return hover && asPlainText(hover.blocks, (rule) => `page of ${rule}`);
}

const fact = (marked: string, options = {}) => hovered(marked, { rules: false, ...options });

describe('a hover on FROM', () => {
  it('tells what a known base brings, each fact with its source and day', () => {
    const text = fact('FROM python:3.12-s|lim AS app\n') ?? '';
    expect(text).toMatch(/^python:3\.12-slim\n/);
    expect(text).toContain('- User: root\n- Entry point: none\n- Command: `["python3"]`\n- Platforms: linux/amd64, ');
    expect(text).toMatch(
      /- Size: about 45 MB compressed on linux\/amd64 \(measured for tag `3\.12-slim-\w+` on \d{4}-\d\d-\d\d\)/,
    );
    expect(text).toMatch(/- End of life of Python 3\.12: 2028-10-31 \(endoflife\.date .*, \d{4}-\d\d-\d\d\)/);
    expect(text).toMatch(/- End of life of Debian 13, inside as of \d{4}-\d\d-\d\d: /);
    expect(text).toMatch(/User, Entry point, Command, Platforms: from docker-library\/python .*, \d{4}-\d\d-\d\d\./);
  });

  it.each([
    ['the keyword', 'FR|OM debian:13\n', /^debian:13\n/],
    ['a variable', 'ARG V=13\nFROM debian:$|V\n', /^debian:13\n\n`debian:\$V` with the build arguments put in\./],
    ['a user other than root', 'FROM mambaorg/micromamba:2.0|\n', /- User: `mambauser` \(uid 57439\)/],
    [
      'a stage',
      'FROM debian:13 AS build\nFROM bu|ild\n',
      /^Stage `build`, line 1, goes on here\. It stands on:\n\ndebian:13\n/,
    ],
    ['scratch', 'FROM scr|atch\n', /^scratch\n\nNothing: /],
    ['an unknown base', 'FROM registry.example/hpc/base:2|\n', /Not a known base\. .*"bases" in \.st4sd\.yaml\.$/],
    [
      'a base without value',
      'ARG B\nFROM $|B\n',
      /^Which base this is cannot be told: the build argument B has no value\.$/,
    ],
    ['an ended base', 'FROM debian:10|\n', /End of life of Debian 10: 2024-06-30, past its end of life/],
    ['a retired image', 'FROM centos:7|\n', /- Built no more since 2022-02/],
    ['continuation and CRLF', 'FROM \\\r\n  deb|ian:13\r\n', /^debian:13\n/],
    ['lower case', 'from deb|ian:13', /^debian:13\n/],
  ])('reads %s', (_, marked, expected) => {
    expect(fact(marked)).toMatch(expected);
  });

  it('says who configured a base', () => {
    const text = 'FROM x.example/a:1\n';
    const bases = () => ({
      reference: 'x.example/a:1',
      source: '.st4sd.yaml',
      checked: '',
      derived: false,
      user: { text: '1001', uid: 1001, literal: true },
    });
    const hover = hoverAt({ ...checkDockerfile(text, { date, bases }), problems: [] }, 8, { date, hints: false });
    expect(asPlainText(hover?.blocks ?? [], (rule) => rule)).toBe(
      'x.example/a:1\n\n- User: `1001`\n- Entry point: not known\n- Command: not known\n\nUser: from .st4sd.yaml.',
    );
  });
});

describe('a hover on USER', () => {
  it.each([
    ['the line itself', 'FROM debian:13\nUS|ER 10001:0\n', 'In force for stage `0`: `10001:0`, from line 2.'],
    [
      'an account',
      'FROM debian:13\nRUN useradd -u 7 a\nUSER |a\n',
      'In force for stage `0`: `a` (uid 7), from line 3.',
    ],
    ['root', 'FROM debian:13 AS app\nUSER 0|\n', 'In force for stage `app`: `0`, which is root, from line 2.'],
    [
      'an overridden line',
      'FROM debian:13\nUSER |0\nUSER 7\n',
      /from line 3\.\n\nThis line is overridden further down\.$/,
    ],
    [
      'a stage that does not ship',
      'FROM debian:13 AS build\nUSER |7\nFROM debian:13\n',
      /: root, no USER is set, nor by `debian:13` \(.*\)\.\n\nThis line holds for stage `build` only, which does not ship\.$/s,
    ],
    ['an unknown', 'ARG U\nFROM debian:13\nARG U\nUSER $U|\n', /: cannot be told, the build argument U has no default/],
  ])('tells the value in force: %s', (_, marked, expected) => {
    const text = fact(marked);
    if (typeof expected === 'string') expect(text).toBe(`User of the image\n\n${expected}`);
    else expect(text).toMatch(expected);
  });
});

describe('a hover on ENTRYPOINT and CMD', () => {
  it('tells both, and what they start together', () => {
    expect(fact('FROM debian:13\nENTRYPOINT ["a"]\nCM|D ["b"]\n')).toBe(
      [
        'What the image starts\n\nIn force for stage `0`:\n',
        '- Entry point: `["a"]`, from line 2',
        '- Command: `["b"]`, from line 3',
        '- Started together: `["a","b"]`',
      ].join('\n'),
    );
  });

  it.each([
    [
      'a cleared CMD',
      'FROM python:3.12\nENTRYPOINT ["a"]|\n',
      'none, the ENTRYPOINT in line 2 clears what the base brings',
    ],
    ['a shell form', 'FROM debian:13\nCMD ["b"]\nENTRYPOINT a|\n', 'The entry point is a shell form'],
    [
      'what the base brings',
      'FROM mambaorg/micromamba:2.0\nCMD ["a"]|\n',
      '_entrypoint.sh"]`, from `mambaorg/micromamba:2.0` (',
    ],
    ['another target', 'FROM a AS x\nCMD a|\nFROM scratch AS y\nCMD ["b"]\n', 'holds for stage `x` only'],
  ])('tells of %s', (_, marked, expected) => {
    expect(fact(marked)).toContain(expected);
  });

  it('speaks of the target that is asked for', () => {
    const text = fact('FROM debian:13 AS x\nCMD ["a"]|\nFROM debian:13 AS y\nCMD ["b"]\n', { target: 'x' });
    expect(text).toContain('In force for stage `x`:');
    expect(text).toContain('- Command: `["a"]`, from line 2');
  });
});

describe('a hover on a finding', () => {
  it('tells the rule: why, one bad and one good example, and where its page is', () => {
    const text = hovered('FROM debian:13\nCMD ["a"]\nUSER 0|\n') ?? '';
    expect(text).toContain('The image runs as a user other than root.\n\nClusters that run');
    expect(text).toMatch(/Found:\n {2}FROM [\s\S]*As it should be:\n {2}FROM /);
    expect(text).toContain('- More on it, and when to ignore it page of non-root-user');
  });

  it('is not there where nothing is underlined', () => {
    expect(hovered('# a com|ment\nFROM debian:13\n')).toBeUndefined();
    expect(hovered('FROM debian:13\nRUN ma|ke\n')).toBeUndefined();
  });

  it('tells of quiet hints only where they are shown, after what is more serious', () => {
    const text = 'FROM debian:13\nCMD ["a"]\n';
    const said = (hints: boolean) => {
      const hover = hoverAt(checkDockerfile(text, { date }), 6, { date, hints });
      return asPlainText(hover?.blocks ?? [], (rule) => `page of ${rule}`);
    };
    expect(said(false)).not.toContain('page of base-digest');
    const both = said(true);
    expect(both.indexOf('page of non-root-user')).toBeLessThan(both.indexOf('page of base-digest'));
    expect(both.indexOf('page of non-root-user')).toBeGreaterThan(0);
  });

  it('tells nothing of what is ignored', () => {
    const text = hovered('FROM debian:13\nCMD ["a"]\n# st4sd ignore=non-root-user; reason=test\nUSER 0|\n');
    expect(text).not.toContain('Clusters');
  });
});

it('takes what a file says for text, never for Markdown', () => {
  const text = 'FROM debian:13\nUSER [a](command:x)*`<b>\n';
  const hover = hoverAt({ ...checkDockerfile(text, { date }), problems: [] }, 17, { date, hints: true });
  expect(asMarkdown(hover?.blocks ?? [], (rule) => rule)).toContain("`[a](command:x)*'<b>`");
  const blocks = [{ kind: 'text' as const, text: 'a_b *c* <i> [d](e) `f_g` & ~~h~~' }];
  expect(asMarkdown(blocks, (rule) => rule)).toBe('a\\_b \\*c\\* \\<i\\> \\[d\\](e) `f_g` \\& \\~\\~h\\~\\~');
});

it('never throws, wherever it is', () => {
  const text = 'FROM \u0000\nUSER\nENTRYPOINT [\nCMD\nFROM\n# st4sd \nFROM a AS\nRUN <<E\n';
  const check = checkDockerfile(text, { date });
  for (let offset = -1; offset <= text.length + 1; offset++) hoverAt(check, offset, { date, hints: true });
});
