import { describe, expect, it } from 'vitest';
import type { CommandForm } from '../../../server/src/engine/dockerfile/model.ts';
import { first, problems } from './reading.ts';

function form(command: CommandForm): unknown {
  return command.form === 'exec' ? command.words : command.text.text;
}

describe('the JSON form', () => {
  it.each([
    ['an array of strings', 'CMD ["a", "b c"]', ['a', 'b c']],
    ['blanks of every kind in it', 'CMD [\t"a" ,\t"b"\t]\t', ['a', 'b']],
    ['an empty one', 'CMD []', []],
    ['escapes of JSON', 'CMD ["\\u0061\\n\\"\\\\\\/"]', ['a\n"\\/']],
    ['continued', 'CMD ["a", \\\n  # comment\n  "b"]', ['a', 'b']],
    ['in any case of the keyword', 'cmd ["a"]', ['a']],
  ])('%s', (_, text, expected) => expect(form(first(`${text}\n`, 'cmd').command)).toEqual(expected));

  it.each([
    ['single quotes', "CMD ['a', 'b']"],
    ['no comma', 'CMD ["a" "b"]'],
    ['a comma too many', 'CMD ["a",]'],
    ['no end', 'CMD ["a"'],
    ['something behind it', 'CMD ["a"] b'],
    ['no array', 'CMD "a"'],
    ['an object', 'CMD {"a": 1}'],
    ['an array in quotes', 'CMD "[\\"a\\"]"'],
    ['a comment in it', 'CMD ["a" /* b */]'],
    ['curly quotes', 'CMD [“a”]'],
  ])('is the shell form with %s', (_, text) => {
    expect(form(first(`${text}\n`, 'cmd').command)).toBe(text.slice('CMD '.length));
    expect(problems(`FROM a\n${text}\n`)).toEqual([]);
  });

  it.each(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'VOLUME', 'COPY', 'ADD'])(
    'of %s with an element that is no string stops the build',
    (keyword) => {
      const expected = [`The array of ${keyword} has an element that is no string.`];
      expect(problems(`FROM a\n${keyword} ["a", 1]\n`)).toEqual(expected);
      expect(problems(`FROM a\n${keyword} [["a"], "b"]\n`)).toEqual(expected);
    },
  );

  it('holds for RUN, SHELL, VOLUME, COPY and a health check too', () => {
    expect(form(first('RUN ["a", "b"]\n', 'run').command)).toEqual(['a', 'b']);
    expect(first('SHELL ["a", "-c"]\n', 'shell').words).toEqual(['a', '-c']);
    expect(first('VOLUME ["/a b", "/c"]\n', 'volume').words.map(({ raw }) => raw)).toEqual(['/a b', '/c']);
    const copy = first('COPY ["a b", "c", "/d e"]\n', 'copy');
    expect(copy.sources.map(({ raw }) => raw)).toEqual(['a b', 'c']);
    expect(copy.destination?.raw).toBe('/d e');
    const { command } = first('HEALTHCHECK CMD ["a", "b"]\n', 'healthcheck');
    expect(command && form(command)).toEqual(['a', 'b']);
  });

  it('words of COPY know no quotes', () => {
    const copy = first('COPY "a b" /c\n', 'copy');
    expect(copy.sources.map(({ raw }) => raw)).toEqual(['"a', 'b"']);
  });

  it('EXPOSE has none', () => {
    expect(first('EXPOSE ["80", "81"]\n', 'expose').words.map(({ raw }) => raw)).toEqual(['["80",', '"81"]']);
  });

  it('flags stand before it', () => {
    expect(form(first('RUN --network=none ["a"]\n', 'run').command)).toEqual(['a']);
  });
});
