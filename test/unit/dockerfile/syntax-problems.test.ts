import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { lines, problems, resolution } from './reading.ts';

describe('what stops the build', () => {
  it.each([
    ['no instruction', '', ['The file has no instruction; a Dockerfile starts with FROM.']],
    ['comments only', '# a\n', ['The file has no instruction; a Dockerfile starts with FROM.']],
    ['no FROM', 'ARG A=1\n', ['The file has no FROM, so there is no image to build.']],
    ['no FROM, but others', 'RUN make\n', ['The file has no FROM, so there is no image to build.']],
    ['an instruction before FROM', 'RUN a\nFROM b\n', ['RUN stands before the first FROM, where only ARG may stand.']],
    ['an unknown instruction', 'FROM a\nRUNN make\n', ['RUNN is no Dockerfile instruction.']],
    ['an unknown instruction before FROM', 'RUNN a\nFROM b\n', ['RUNN is no Dockerfile instruction.']],
    [
      'an unknown instruction in a stage that is not built',
      'FROM a\nRUNN b\nFROM c\n',
      ['RUNN is no Dockerfile instruction.'],
    ],
    [
      'text that is none',
      'hello there\n',
      ['HELLO is no Dockerfile instruction.', 'The file has no FROM, so there is no image to build.'],
    ],
  ])('is %s', (_, text, expected) => expect(problems(text)).toEqual(expected));

  it('is told in the order of the file', () => {
    const found = parseDockerfile('FROM a\nUSER\nFOO\nENV a\n').problems;
    expect(found.map(({ message }) => message)).toEqual([
      'USER has no value.',
      'FOO is no Dockerfile instruction.',
      'ENV has a without a value; write a=value.',
    ]);
  });

  it.each([
    ['the keyword, where there is nothing else', 'FROM a\nUSER\n', 'USER'],
    ['the arguments', 'FROM a\nCMD ["a", 1]\n', '["a", 1]'],
    ['the flag', 'FROM a\nCOPY --from=x --from=y a /b\n', '--from=y'],
    ['the line of a here-document', 'FROM a\nRUN a <<E\nb\n', 'RUN a <<E'],
    ['the directive', '# escape=x\nFROM a\n', '# escape=x'],
  ])('stands on %s', (_, text, expected) => {
    const { span } = parseDockerfile(text).problems[0] ?? {};
    expect(text.slice(span?.start, span?.end)).toBe(expected);
  });

  it.each([
    ['the base', 'FROM Debian\n', 'Debian'],
    ['the platform', 'FROM --platform=$NONE a\n', '$NONE'],
    ['the flag', 'FROM a\nCOPY --from=9 a /b\n', '--from=9'],
    ['the word that cannot be read', 'FROM a\nENV a=b c=${ d=e\n', '${'],
    ['the default that cannot be read', 'ARG A=${\nFROM a\n', '${'],
    ['the source', 'FROM a\nCOPY b https://c/d /e\n', 'https://c/d'],
  ])('once resolved, stands on %s', (_, text, expected) => {
    const { span } = resolution(text).problems[0] ?? {};
    expect(text.slice(span?.start, span?.end)).toBe(expected);
  });
});

it.each([
  [
    'a file with everything',
    lines(
      '# syntax=docker/dockerfile:1',
      'ARG V=1',
      'FROM a:$V AS x',
      'ARG V',
      'ENV a=b',
      'LABEL c d',
      'RUN e',
      'COPY f /g',
      'ADD h /i',
      'USER 1',
      'WORKDIR /j',
      'EXPOSE 80',
      'VOLUME /k',
      'STOPSIGNAL 9',
      'MAINTAINER l',
      'SHELL ["m"]',
      'HEALTHCHECK NONE',
      'ONBUILD RUN n',
      'ENTRYPOINT ["o"]',
      'CMD ["p"]',
    ),
  ],
  ['names the builder keeps for itself, of which it only warns', lines('FROM a AS context', 'FROM b AS scratch')],
  ['a name twice', lines('FROM a AS x', 'FROM b AS x')],
  ['CMD and ENTRYPOINT twice', lines('FROM a', 'CMD b', 'CMD c')],
  ['F40: an array in single quotes', lines('FROM a', "ENTRYPOINT ['/run.sh']")],
])('%s does not', (_, text) => expect(problems(text)).toEqual([]));
