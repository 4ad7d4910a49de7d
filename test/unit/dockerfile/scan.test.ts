import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { lines, list, problems } from './reading.ts';

describe('logical lines', () => {
  it.each([
    ['an escape at the end of a line continues it', 'RUN a \\\n  b\n', ['RUN a   b']],
    ['blanks and tabs may follow the escape', 'RUN a \\ \t\n  b\n', ['RUN a   b']],
    ['another blank character may not', 'RUN a \\\f\nUSER 1\n', ['RUN a \\\f', 'USER 1']],
    ['an escaped escape continues nothing', 'RUN a \\\\\nUSER 1\n', ['RUN a \\\\', 'USER 1']],
    ['nor does a third one', 'RUN a \\\\\\\nUSER 1\n', ['RUN a \\\\\\', 'USER 1']],
    ['an escape alone on its line continues', 'RUN a \\\n\\\n b\n', ['RUN a  b']],
    ['an indented escape alone on its line continues', 'RUN a \\\n  \\\n b\n', ['RUN a    b']],
    ['nothing is put between the lines', 'RUN a\\\nb\n', ['RUN ab']],
    ['indentation of a continued line stays', 'RUN a \\\n\t\tb\n', ['RUN a \t\tb']],
    ['comment lines inside are dropped', 'RUN a \\\n# x\n  b\n', ['RUN a   b']],
    ['indented ones too', 'RUN a \\\n   # x\n  b\n', ['RUN a   b']],
    ['an escape at the end of a comment means nothing', '# x \\\nRUN a\n', ['RUN a']],
    ['not even inside an instruction', 'RUN a \\\n# x \\\n  b\n', ['RUN a   b']],
    ['blank lines inside are dropped', 'RUN a \\\n\n  \n  b\n', ['RUN a   b']],
    ['instructions may be indented', '  RUN a\n\tUSER 1\n', ['RUN a', 'USER 1']],
    ['keywords are read in any case', 'run a\nUser 1\n', ['RUN a', 'USER 1']],
    ['a tab may follow the keyword', 'RUN\ta\n', ['RUN\ta']],
    ['the keyword may be continued', 'RU\\\nN a\n', ['RUN a']],
    ['a lone escape may stand before an instruction', '\\\nRUN a\n', ['RUN a']],
    ['CRLF ends lines', 'RUN a \\\r\n  b\r\nUSER 1\r\n', ['RUN a   b', 'USER 1']],
    ['a carriage return alone ends none', 'RUN a\rUSER 1\n', ['RUN a\rUSER 1']],
    ['a byte order mark is skipped', '\uFEFFRUN a\n', ['RUN a']],
    ['but only at the start of the file', 'RUN a\n\uFEFFUSER 1\n', ['RUN a', '\uFEFFUSER 1']],
    ['a file needs no final line end', 'RUN a\nUSER 1', ['RUN a', 'USER 1']],
    ['a continuation may be cut off by the end', 'RUN a \\\n', ['RUN a ']],
    ['a hash inside a line starts no comment', 'RUN a # b\n', ['RUN a # b']],
  ])('%s', (_, text, expected) => expect(list(text)).toEqual(expected));

  it('an empty file, or one of comments only, has no instruction', () => {
    expect(list('')).toEqual([]);
    expect(list('\n\n# x\n')).toEqual([]);
  });
});

describe('spans', () => {
  it('an instruction reaches from its keyword to its last line', () => {
    const text = 'FROM a\n  RUN x \\\n# c\n    y  \nUSER 1\n';
    const spans = parseDockerfile(text).instructions.map(({ span }) => text.slice(span.start, span.end));
    expect(spans).toEqual(['FROM a', 'RUN x \\\n# c\n    y  ', 'USER 1']);
  });

  it('arguments and words stand where they are written', () => {
    const text = 'FROM a\nCOPY one \\\n  two \\\n  /x/\n';
    const copy = parseDockerfile(text).instructions[1];
    if (copy?.kind !== 'copy') throw new Error('no COPY');
    const words = [...copy.sources, copy.destination].map((word) => text.slice(word?.span.start, word?.span.end));
    expect(words).toEqual(['one', 'two', '/x/']);
    expect(text.slice(copy.argsSpan.start, copy.argsSpan.end)).toBe('one \\\n  two \\\n  /x/');
  });

  it('where there are no arguments, their span is empty and behind the keyword', () => {
    expect(parseDockerfile('USER\n').instructions[0]?.argsSpan).toEqual({ start: 4, end: 4 });
  });

  it('a here-document belongs to its instruction', () => {
    const text = 'RUN <<E\nx\nE\nUSER 1\n';
    const span = parseDockerfile(text).instructions[0]?.span;
    expect(text.slice(span?.start, span?.end)).toBe('RUN <<E\nx\nE');
  });
});

describe('the end of the file', () => {
  it.each([
    ['RUN a', false],
    ['RUN a\n', false],
    ['RUN a \\', true],
    ['RUN a \\\n', true],
    ['RUN a \\\n# x\n', true],
    ['RUN <<E\nx\n', true],
    ['RUN <<E\nx\nE', false],
    ['# x \\', false],
  ])('of %j breaks off: %s', (text, expected) => expect(parseDockerfile(text).breaksOff).toBe(expected));

  it('line ends to write with are those of the first line', () => {
    expect(parseDockerfile('FROM a\r\nUSER 1\n').newline).toBe('\r\n');
    expect(parseDockerfile('FROM a\nUSER 1\r\n').newline).toBe('\n');
    expect(parseDockerfile('FROM a').newline).toBe('\n');
  });
});

describe('lines the builder cannot read', () => {
  it('a lone escape at the end is an instruction without a name', () => {
    expect(problems('FROM a\n\\')).toEqual(['There is no instruction on this line.']);
  });

  const tooLong = 'The line is longer than the builder reads (65,535 bytes).';
  it.each([
    ['65,536 bytes, the line end included', 'x'.repeat(65_530), '\n', []],
    ['one byte more', 'x'.repeat(65_531), '\n', [tooLong]],
    ['65,535 bytes without line end', 'x'.repeat(65_530), '', []],
    ['one byte more, without line end', 'x'.repeat(65_531), '', [tooLong]],
    ['letters of two bytes', 'é'.repeat(32_765), '\n', []],
    ['letters of two bytes, one too many', 'é'.repeat(32_766), '\n', [tooLong]],
    ['letters of four bytes', '😀'.repeat(16_382), '\n', []],
    ['letters of four bytes, one too many', '😀'.repeat(16_383), '\n', [tooLong]],
  ])('a line of %s', (_, name, end, expected) => expect(problems(`FROM a\nUSER ${name}${end}`)).toEqual(expected));
});

/** Each stands for one of the cases that BuildKit tests its own parser with. */
const cases: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'ADD and COPY as JSON and as words',
    lines('FROM\tx:1', 'COPY\t.\t/a', 'ADD\t[ "one file", "/b" ]', 'ADD\t\tnull /'),
    ['FROM\tx:1', 'COPY\t.\t/a', 'ADD\t[ "one file", "/b" ]', 'ADD\t\tnull /'],
  ],
  [
    'ARG with several names',
    lines('ARG one two=2', 'FROM x', 'ARG a="1 2" b'),
    ['ARG one two=2', 'FROM x', 'ARG a="1 2" b'],
  ],
  [
    'an escape directive that names the default',
    lines('#escape=\\', 'FROM x', 'RUN a \\', '\t&& b \\', '', '\t&& c'),
    ['FROM x', 'RUN a \t&& b \t&& c'],
  ],
  [
    'blank lines between commands and a JSON CMD',
    lines('FROM x', '', '', 'ENV A /a', '', 'CMD ["a", "-b"]'),
    ['FROM x', 'ENV A /a', 'CMD ["a", "-b"]'],
  ],
  ['a continuation at the end of the file', 'FROM x\n\nRUN thing \\', ['FROM x', 'RUN thing ']],
  [
    'continuations with every indentation',
    'RUN a\\\n  b\\\n  c  \\\n  d\\\n  e\\\nf\nRUN g  \\  \nh\n',
    ['RUN a  b  c    d  ef', 'RUN g  h'],
  ],
  [
    'many ENV and EXPOSE',
    lines('FROM x', 'ENV A b', 'ENV C d', 'EXPOSE 25 80'),
    ['FROM x', 'ENV A b', 'ENV C d', 'EXPOSE 25 80'],
  ],
  [
    'comments between and in commands',
    lines('# top', 'FROM x', '# mid', 'RUN a; \\', '# in', 'b', 'WORKDIR /w'),
    ['FROM x', 'RUN a; b', 'WORKDIR /w'],
  ],
  [
    'ENV in every quoting, cut off at the end',
    'FROM x\nENV a="b c" d=\'e"f\'\nENV g=h \\\n  i="j \\\n k" \\',
    ['FROM x', 'ENV a="b c" d=\'e"f\'', 'ENV g=h   i="j  k" '],
  ],
  [
    'an escape directive behind a comment',
    '# Hello.\n# escape = `\n\nFROM x\nENV A \\\n\\go',
    ['FROM x', 'ENV A \\go'],
  ],
  [
    'an escape directive without a blank line behind it',
    '# escape = `\n# Hello.\nFROM x\nENV A `\n\\go\n',
    ['FROM x', 'ENV A \\go'],
  ],
  ['an escape directive behind a syntax directive', '# syntax = s\n# escape = `\n\nFROM `\n    x\n', ['FROM     x']],
  ['an escape directive without a final line end', '#escape = `\n\nFROM x\nENV A `\n\\go', ['FROM x', 'ENV A \\go']],
  [
    'escapes that continue nothing',
    'FROM x\nLABEL m a \\\\b \\"\nRUN a \\b && \\\n  c \\"d\nRUN e \\\n\nf \\\n\ng\n',
    ['FROM x', 'LABEL m a \\\\b \\"', 'RUN a \\b &&   c \\"d', 'RUN e f g'],
  ],
  [
    'flags',
    lines('FROM scratch', 'COPY --a=b c /d', 'COPY --a -- c /d', 'CMD -- [ "a" ]'),
    ['FROM scratch', 'COPY --a=b c /d', 'COPY --a -- c /d', 'CMD -- [ "a" ]'],
  ],
  [
    'health checks',
    lines('FROM x', 'HEALTHCHECK --interval=5s \\', '  CMD a --quiet', 'HEALTHCHECK   CMD   a b'),
    ['FROM x', 'HEALTHCHECK --interval=5s   CMD a --quiet', 'HEALTHCHECK   CMD   a b'],
  ],
  [
    'several VOLUME and EXPOSE',
    lines('FROM x', 'VOLUME /a', 'EXPOSE 80', 'EXPOSE 81'),
    ['FROM x', 'VOLUME /a', 'EXPOSE 80', 'EXPOSE 81'],
  ],
  ['JSON inside double quotes', 'CMD "[\\"a\\", \\"b\\"]"\n', ['CMD "[\\"a\\", \\"b\\"]"']],
  ['JSON inside single quotes', 'CMD \'["a", "b"]\'\n', ['CMD \'["a", "b"]\'']],
  ['an array in single quotes', "CMD ['a','b c']\n", ["CMD ['a','b c']"]],
  ['an array that is not closed', 'CMD ["a", "it\'s"\n', ['CMD ["a", "it\'s"']],
  ['a string that is not closed', 'CMD ["a", "b!]\n', ['CMD ["a", "b!]']],
  [
    'arrays with every blank',
    'CMD []\nCMD\t[\t"a",\t"b"\t]\t\nCMD ["♥", "\\u0000"]\n',
    ['CMD []', 'CMD\t[\t"a",\t"b"\t]\t', 'CMD ["♥", "\\u0000"]'],
  ],
  ['odd spacing of ENTRYPOINT', lines('FROM x', 'ENTRYPOINT [ "/a" ]'), ['FROM x', 'ENTRYPOINT [ "/a" ]']],
  [
    'blank and comment lines of all kinds in one RUN',
    'FROM x\nRUN a \\\n\n\n  \\\n  # c\n\nb\n\n',
    ['FROM x', 'RUN a   b'],
  ],
  ['quotes left open', "FROM x\nRUN echo it's \\\n  fine\n", ['FROM x', "RUN echo it's   fine"]],
  ['VOLUME with many paths', 'FROM x\n\nVOLUME /a /b /c\n', ['FROM x', 'VOLUME /a /b /c']],
  ['ADD with dots', lines('FROM x', 'ADD .rc /', 'ADD ./a.ini /etc/'), ['FROM x', 'ADD .rc /', 'ADD ./a.ini /etc/']],
  ['LABEL of old', lines('FROM x', 'LABEL m A B <c@d>'), ['FROM x', 'LABEL m A B <c@d>']],
  [
    'a shell CMD with redirections',
    lines('FROM x', 'CMD cd /a && ./b -p 1 >c'),
    ['FROM x', 'CMD cd /a && ./b -p 1 >c'],
  ],
  [
    'two backslashes at the end of a line',
    'FROM x\nENV B a\\\\b\\\\\nENV C hello\\\n\\\nworld\nENV D h\\\n \\\nw\n',
    ['FROM x', 'ENV B a\\\\b\\\\', 'ENV C helloworld', 'ENV D h w'],
  ],
  [
    'a pipeline in a RUN',
    lines('FROM x', 'RUN a -qq && b | c', 'CMD d -c e'),
    ['FROM x', 'RUN a -qq && b | c', 'CMD d -c e'],
  ],
  ['a JSON CMD at the very end', 'FROM x\nCMD [ "/a", "-f" ]', ['FROM x', 'CMD [ "/a", "-f" ]']],
];

describe('files like those BuildKit tests its parser with', () => {
  it.each(cases)('%s', (_, text, expected) => expect(list(text)).toEqual(expected));

  it.each([
    ['an empty file', ''],
    ['a file of comments', '# a\n# b\n'],
    ['ENV without a value', 'FROM x\nENV A\n'],
    ['JSON in JSON', 'FROM x\nCMD ["a", ["b"]]\n'],
  ])('%s stops the build', (_, text) => expect(problems(text)).toHaveLength(1));
});
