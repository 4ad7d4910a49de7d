import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { lines, list, problems } from './reading.ts';

function directives(text: string): readonly string[] {
  return parseDockerfile(text).directives.map(({ name, value }) => `${name}=${value}`);
}

describe('parser directives', () => {
  it.each([
    ['are written # name=value', '# escape=`\nFROM a\n', ['escape=`']],
    ['may have blanks around the equals sign', '#  escape  =  `  \nFROM a\n', ['escape=`']],
    ['may have none at all', '#escape=`\nFROM a\n', ['escape=`']],
    ['may be indented', '  # escape=`\nFROM a\n', ['escape=`']],
    ['have names in any case', '# EsCaPe=`\nFROM a\n', ['escape=`']],
    ['are read after a byte order mark', '\uFEFF# escape=`\nFROM a\n', ['escape=`']],
    ['are read in a file with CRLF', '# syntax=x\r\n# escape=`\r\nFROM a\r\n', ['syntax=x', 'escape=`']],
    [
      'are several',
      '# syntax=docker/dockerfile:1\n# check=skip=all\n# escape=`\nFROM a\n',
      ['syntax=docker/dockerfile:1', 'check=skip=all', 'escape=`'],
    ],
    ['end at a blank line', '\n# escape=`\nFROM a\n', []],
    ['end at a comment', '# hello\n# escape=`\nFROM a\n', []],
    ['end at an unknown key', '# lang=x\n# escape=`\nFROM a\n', []],
    ['end at an instruction', 'FROM a\n# escape=`\n', []],
    ['end at a shebang', '#!/usr/bin/env docker\n# escape=`\nFROM a\n', []],
    ['have a value', '# escape=\nFROM a\n', []],
    [
      'keep all of the value, blanks in it too',
      '# check=skip=A because it is so\nFROM a\n',
      ['check=skip=A because it is so'],
    ],
  ])('%s', (_, text, expected) => expect(directives(text)).toEqual(expected));

  it('say where they stand', () => {
    const text = '  # escape = `  \nFROM a\n';
    const span = parseDockerfile(text).directives[0]?.span;
    expect(text.slice(span?.start, span?.end)).toBe('# escape = `');
  });

  it('are no comments', () => {
    expect(parseDockerfile('# escape=`\n# hi\nFROM a\n').comments.map(({ text }) => text)).toEqual(['hi']);
  });
});

describe('the escape directive', () => {
  it.each([
    ['backslash by default', 'FROM a\nRUN x \\\n  y\n', ['FROM a', 'RUN x   y']],
    ['backtick where it says so', '# escape=`\nFROM a\nRUN x `\n  y\n', ['FROM a', 'RUN x   y']],
    [
      'then a backslash continues nothing',
      '# escape=`\nFROM a\nCOPY x d:\\\nUSER 1\n',
      ['FROM a', 'COPY x d:\\', 'USER 1'],
    ],
    ['is ignored behind an unknown key', '# lang=x\n# escape=`\nFROM a\nRUN x \\\n  y\n', ['FROM a', 'RUN x   y']],
    ['is ignored behind a shebang', '#!/x\n# escape=`\nFROM a\nRUN x \\\n  y\n', ['FROM a', 'RUN x   y']],
  ])('%s', (_, text, expected) => expect(list(text)).toEqual(expected));

  it('takes a backslash or a backtick only', () => {
    expect(problems('# escape=x\nFROM a\n')).toEqual(['The escape character can be \\ or `, not x.']);
    expect(parseDockerfile('# escape=x\nFROM a\n').escape).toBe('\\');
  });

  it('may stand there once', () => {
    expect(problems('# escape=`\n# escape=`\nFROM a\n')).toEqual(['Only one escape directive can be used.']);
    expect(problems('# syntax=a\n# SYNTAX=b\nFROM a\n')).toEqual(['Only one syntax directive can be used.']);
  });
});

describe('the check directive', () => {
  it.each([
    'skip=all',
    'skip=JSONArgsRecommended,StageNameCasing',
    'error=true',
    'skip=A;error=1;experimental=all',
    'experimental=X;skip=A',
    'skip=A because of this',
  ])('takes %s', (value) => expect(problems(`# check=${value}\nFROM a\n`)).toEqual([]));

  it.each([
    ['warn=true', 'The check directive has no option warn; it takes skip=, error= and experimental=.'],
    ['skip', 'The check directive has no option skip; it takes skip=, error= and experimental=.'],
    ['skip=A;Error=true', 'The check directive has no option Error; it takes skip=, error= and experimental=.'],
    ['error=yes', 'The option error of the check directive is true or false.'],
    ['skip=A;experimental=all;error=true;skip=B', 'The option error of the check directive is true or false.'],
  ])('does not take %s', (value, message) => {
    expect(problems(`# check=${value}\nFROM a\n`)).toEqual([message]);
  });
});

describe('comments before an instruction', () => {
  function comments(text: string): readonly string[] {
    return (
      parseDockerfile(text)
        .instructions.at(-1)
        ?.comments.map((comment) => comment.text) ?? []
    );
  }

  it.each([
    ['are kept in order', lines('FROM a', '# one', '# two', 'USER 1'), ['one', 'two']],
    ['collect over blank lines', lines('FROM a', '# one', '', '# two', 'USER 1'), ['one', 'two']],
    ['are dropped at a bare #', lines('FROM a', '# one', '#', '# two', 'USER 1'), ['two']],
    ['are dropped at a # with blanks', lines('FROM a', '# one', '#  ', 'USER 1'), []],
    ['belong to one instruction', lines('FROM a', '# one', 'RUN x', 'USER 1'), []],
    ['do not come from inside a continued one', lines('FROM a', 'RUN x \\', '# inside', '  y', 'USER 1'), []],
    ['do not come from directives', lines('# syntax=x', '# one', 'FROM a'), ['one']],
  ])('%s', (_, text, expected) => expect(comments(text)).toEqual(expected));

  it('tell whether they are indented, where the builder reads no check= in them', () => {
    const { comments: all } = parseDockerfile('FROM a\n# check=skip=A\n  # check=skip=B\nUSER 1\n');
    expect(all.map(({ indented }) => indented)).toEqual([false, true]);
  });

  it('an indented bare # does not drop them', () => {
    expect(comments('FROM a\n# one\n  #\nUSER 1\n')).toEqual(['one', '']);
  });
});
