import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../server/src/engine/dockerfile/model.ts';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { facts, lines, noBases, problems, shown, variable } from './reading.ts';

function assignments(text: string): readonly string[] {
  const instruction = parseDockerfile(text).instructions[0];
  const values: readonly Assignment[] = instruction !== undefined && 'values' in instruction ? instruction.values : [];
  return values.map(({ name, value }) => (value === undefined ? name : `${name} = ${value}`));
}

describe('the words of ENV, LABEL and ARG', () => {
  it.each([
    ['a name and a value', 'ENV a=b', ['a = b']],
    ['several', 'ENV a=b c=d', ['a = b', 'c = d']],
    ['an empty value', 'ENV a= b=', ['a = ', 'b = ']],
    ['equals signs in the value', 'ENV a=b=c', ['a = b=c']],
    ['double quotes', 'ENV a="b c" d=e', ['a = "b c"', 'd = e']],
    ['single quotes', "ENV a='b c' d=e", ["a = 'b c'", 'd = e']],
    ['quotes in the middle', 'ENV a=b" "c d=e', ['a = b" "c', 'd = e']],
    ['an escaped blank', 'ENV a=b\\ c d=e', ['a = b\\ c', 'd = e']],
    ['an escaped quote outside of quotes', 'ENV A="a b"c\\\'d e=f', ['A = "a b"c\\\'d', 'e = f']],
    ['an escaped quote inside of quotes', 'ENV a="b\\"c d" e=f', ['a = "b\\"c d"', 'e = f']],
    ['a backslash in single quotes', "ENV a='b\\' c=d", ["a = 'b\\'", 'c = d']],
    ['a quote in other quotes', 'ENV a="it\'s" b=c', ['a = "it\'s"', 'b = c']],
    ['a quote left open', 'ENV a="b c=d', ['a = "b c=d']],
    ['an escape at the very end', 'ENV a=b c=d\\\\\\', ['a = b', 'c = d\\\\']],
    ['a value on more lines', 'ENV a="b \\\n  c" \\\n  d=e\n', ['a = "b   c"', 'd = e']],
    ['comments between the lines', 'ENV a=b \\\n# x\n  c=d\n', ['a = b', 'c = d']],
    ['tabs', 'ENV a=b\tc=d', ['a = b', 'c = d']],
    ['a quoted name', 'ENV "a"=b', ['a = b']],
    ['a quoted name with a blank', 'LABEL "a b"=c', ['a b = c']],
    [
      'names of LABEL',
      'LABEL org.x.title=t io_x.y=1 com.example/key="v w"',
      ['org.x.title = t', 'io_x.y = 1', 'com.example/key = "v w"'],
    ],
    ['the form of old', 'ENV a b c', ['a = b c']],
    ['the form of old, with equals signs', 'ENV a b=c d', ['a = b=c d']],
    ['the form of old, with quotes', 'LABEL a "b c" d', ['a = "b c" d']],
    ['the form of old, with many blanks', 'ENV a  \t b  c', ['a = b  c']],
    ['one without a value', 'ENV a', ['a']],
    ['one among others without', 'ENV a=b c d=e', ['a = b', 'c', 'd = e']],
    ['ARG without a value', 'ARG a', ['a']],
    ['several names of ARG', 'ARG a=1 b c=2', ['a = 1', 'b', 'c = 2']],
    ['names of ARG before a value', 'ARG a b=c', ['a', 'b = c']],
    ['quotes of ARG', 'ARG a="b c" d', ['a = "b c"', 'd']],
    ['quotes in a name of ARG, which stay', 'ARG "a"=b', ['"a" = b']],
    ['flags of ARG, which are forgotten', 'ARG --x a=b', ['a = b']],
    ['here-document signs, which mean nothing', 'ENV a=<<E b=c', ['a = <<E', 'b = c']],
    ['a hash', 'ENV a=b #c=d', ['a = b', '#c = d']],
    ['letters of all tongues', 'ENV ä=é b=日本', ['ä = é', 'b = 日本']],
  ])('%s', (_, text, expected) => expect(assignments(text)).toEqual(expected));

  it('use the escape character of the file', () => {
    const words = parseDockerfile('# escape=`\nENV a=c:\\ b="d`"e" f=g` h\n').instructions[0];
    expect(words?.kind === 'env' && words.values.map(({ value }) => value)).toEqual(['c:\\', '"d`"e"', 'g` h']);
  });

  it.each(['ENV a="b \\\n  c" \\\n d=e\n', 'ENV a=b \\\n  d=e\n', 'LABEL a b\\\nc\n', 'ARG a d="e f"\n'])(
    'stand where they are written: %j',
    (text) => {
      const instruction = parseDockerfile(text).instructions[0];
      if (instruction === undefined || !('values' in instruction)) throw new Error('no values');
      for (const { name, value, nameSpan, valueSpan, span } of instruction.values) {
        expect(text.slice(nameSpan.start, nameSpan.end)).toBe(name);
        expect(text.slice(valueSpan.start, valueSpan.end).replaceAll('\\\n', '')).toBe(value ?? '');
        expect(span.start).toBe(nameSpan.start);
        expect(span.end).toBe(Math.max(nameSpan.end, valueSpan.end));
      }
    },
  );

  it.each([
    ['ENV', 'ENV has no value.'],
    ['ENV a', 'ENV has a without a value; write a=value.'],
    ['ENV a=b c', 'ENV has c without a value; write c=value.'],
    ['LABEL a', 'LABEL has a without a value; write a=value.'],
    ['ENV =b', 'ENV has a name that is empty.'],
    ['ARG', 'ARG has no value.'],
    ['ARG =b', 'ARG has a name that is empty.'],
  ])('%s stops the build', (text, message) => expect(problems(`FROM a\n${text}\n`)).toEqual([message]));
});

describe('global ARGs', () => {
  it.each([
    ['are not seen in a stage', ['ARG A=1', 'FROM a'], {}, '<>'],
    ['are seen behind a bare ARG', ['ARG A=1', 'FROM a', 'ARG A'], {}, '<1>'],
    ['lose against a default of the stage', ['ARG A=1', 'FROM a', 'ARG A=2'], {}, '<2>'],
    ['lose against a build argument', ['ARG A=1', 'FROM a', 'ARG A'], { A: '3' }, '<3>'],
    ['so does the default of the stage', ['ARG A=1', 'FROM a', 'ARG A=2'], { A: '3' }, '<3>'],
    ['a build argument alone is not enough', ['FROM a'], { A: '3' }, '<>'],
    ['an ARG of the stage takes one', ['FROM a', 'ARG A'], { A: '3' }, '<3>'],
    ['are expanded one with another', ['ARG B=x', 'ARG A=$B-y', 'FROM a', 'ARG A'], {}, '<x-y>'],
    ['of the one line too', ['ARG B=x A=$B-y', 'FROM a', 'ARG A'], {}, '<x-y>'],
    [
      'without value are unknown: one may be given',
      ['ARG A', 'FROM a', 'ARG A'],
      {},
      'unknown: _SEEN cannot be told: the build argument A has no default',
    ],
  ])('%s', (_, text, args, expected) => expect(variable(lines(...text), 'A', { args })).toBe(expected));
});

describe('ARG and ENV in a stage', () => {
  it.each([
    ['ARG gives its default', ['ARG A=1'], '<1>'],
    ['ARG is seen only behind it', ['ENV B=$A', 'ARG A=1', 'ENV A=$B'], '<>'],
    ['several on a line see each other', ['ARG B=1 A=$B'], '<1>'],
    ['ENV after ARG wins', ['ARG A=1', 'ENV A=2'], '<2>'],
    ['ARG after ENV wins in the build', ['ENV A=2', 'ARG A=1'], '<1>'],
    ['a bare ARG leaves ENV as it is', ['ENV A=2', 'ARG A'], '<2>'],
    ['words of one ENV see what was before it', ['ENV A=1', 'ENV A=2 B=$A', 'ENV A=$B'], '<1>'],
    ['ENV may add to itself', ['ENV A=1', 'ENV A=$A:2'], '<1:2>'],
    ['quotes are taken off', ['ENV A="1 2"\\ 3\'4\''], '<1 2 34>'],
    ['quotes of the form of old too', ['ENV A "1" 2'], '<1 2>'],
    ['single quotes keep variables', ["ENV A='$B'"], '<$B>'],
    ['names are expanded too', ['ARG N=A', 'ENV $N=1'], '<1>'],
    ['but not those of ARG', ['ARG N=A', 'ARG $N=1'], '<>'],
    [
      'an unknown ARG makes what uses it unknown',
      ['ARG X', 'ENV A=$X'],
      'unknown: A cannot be told: the build argument X has no default',
    ],
    ['an empty default is a value', ['ARG A='], '<>'],
    ['a LABEL sets no variable', ['LABEL A=1'], '<>'],
    ['RUN sets none either', ['RUN export A=1'], '<>'],
  ])('%s', (_, text, expected) => expect(variable(lines('FROM a', ...text), 'A')).toBe(expected));

  it('only ENV reaches the image', () => {
    const result = facts(lines('FROM scratch', 'ENV A=1 B=2', 'ARG A=3', 'ARG C=4'));
    expect(result.environment.state === 'known' && [...result.environment.value]).toEqual([
      ['A', '1'],
      ['B', '2'],
      ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ]);
  });

  it('a base that may set more leaves the environment unknown', () => {
    expect(shown(facts('FROM a\nENV A=1\n', { bases: noBases }).environment)).toBe('unknown: a is not a known base');
  });
});

describe('what is expanded', () => {
  const head = ['FROM a', 'ENV A=1'];
  it.each([
    ['USER', (text: string) => shown(facts(text).user), 'USER $A', { text: '1', literal: true }],
    ['WORKDIR', (text: string) => shown(facts(text).workdir), 'WORKDIR /$A', '/1'],
    ['EXPOSE', (text: string) => shown(facts(text).ports), 'EXPOSE $A 2', ['1', '2']],
    ['VOLUME', (text: string) => shown(facts(text).volumes), 'VOLUME /$A', ['/1']],
    ['VOLUME in JSON', (text: string) => shown(facts(text).volumes), 'VOLUME ["/$A"]', ['/1']],
    ['LABEL', (text: string) => shown(facts(text).labels), 'LABEL l=$A', new Map([['l', '1']])],
    ['names of LABEL', (text: string) => shown(facts(text).labels), 'LABEL l$A=2', new Map([['l1', '2']])],
    [
      'not CMD',
      (text: string) => shown(facts(text).command),
      'CMD $A',
      { form: 'shell', words: ['/bin/sh', '-c', '$A'] },
    ],
    ['not SHELL', (text: string) => shown(facts(text).shell), 'SHELL ["$A"]', ['$A']],
  ])('%s', (_, read, instruction, expected) => expect(read(lines(...head, instruction))).toEqual(expected));

  it('EXPOSE may take several ports from a variable', () => {
    expect(shown(facts(lines('FROM a', 'ENV P="80 443/tcp"', 'EXPOSE $P')).ports)).toEqual(['443/tcp', '80']);
  });

  it.each([
    ['USER ${A', 'USER'],
    ['ENV B="${A"', 'ENV'],
    ['LABEL ${A=b', 'LABEL'],
    ['WORKDIR ${}', 'WORKDIR'],
    ["EXPOSE '1", 'EXPOSE'],
    ['VOLUME ${A:?} ${B:?}', 'VOLUME'],
    ['COPY ${B:?none} /x', 'COPY'],
    ['COPY --chown=${A a /x', 'COPY'],
    ['STOPSIGNAL ${', 'STOPSIGNAL'],
    ['ARG B=${A', 'ARG'],
  ])('%s stops the build', (text, keyword) => {
    expect(problems(lines(...head, text))).toEqual([expect.stringMatching(`^${keyword} cannot be read: `)]);
  });

  it.each([
    'RUN echo ${A',
    'CMD echo ${A',
    "ENTRYPOINT it's",
    'SHELL ["${"]',
    'HEALTHCHECK CMD ${',
    'COPY --exclude=${ a /x',
  ])('not %s', (text) => expect(problems(lines(...head, text))).toEqual([]));
});
