import { describe, expect, it } from 'vitest';
import { build, built, lines, list, problems, user, variable } from './reading.ts';

describe('ONBUILD', () => {
  it.each([
    ['does nothing in its own stage', ['FROM a', 'USER 1', 'ONBUILD USER 2'], 'known: 1'],
    ['works in a child', ['FROM a AS p', 'USER 1', 'ONBUILD USER 2', 'FROM p'], 'known: 2'],
    [
      'works before the own instructions of the child',
      ['FROM a AS p', 'ONBUILD USER 2', 'FROM p', 'USER 3'],
      'known: 3',
    ],
    ['works once', ['FROM a AS p', 'ONBUILD USER 2', 'FROM p AS c', 'USER 3', 'FROM c'], 'known: 3'],
    ['its effect is inherited', ['FROM a AS p', 'ONBUILD USER 2', 'FROM p AS c', 'FROM c'], 'known: 2'],
    ['works in every child', ['FROM a AS p', 'ONBUILD USER 2', 'FROM p AS c', 'USER 1', 'FROM p'], 'known: 2'],
    ['several work in order', ['FROM a AS p', 'ONBUILD USER 1', 'ONBUILD USER 2', 'FROM p'], 'known: 2'],
    ['sees the variables of the child', ['FROM a AS p', 'ENV U=1', 'ONBUILD USER $U', 'ENV U=2', 'FROM p'], 'known: 2'],
    ['does not work by COPY --from', ['FROM a AS p', 'ONBUILD USER 2', 'FROM b', 'COPY --from=p / /'], 'absent'],
    ['is read in any case', ['FROM a AS p', 'onbuild user 2', 'FROM p'], 'known: 2'],
  ])('%s', (_, text, expected) => expect(user(lines(...text))).toBe(expected));

  it('sets ENV and ARG in the child', () => {
    const text = lines('FROM a AS p', 'ONBUILD ARG A=1', 'ONBUILD ENV B=$A', 'FROM p');
    expect(variable(text, 'B')).toBe('<1>');
  });

  it('a step tells the ONBUILD that brought it, and the stage it works in', () => {
    const { target } = build(lines('FROM a AS p', 'ONBUILD USER 2', 'FROM p', 'RUN x'));
    expect(
      target.steps.map(({ instruction, trigger, stage }) => [instruction.keyword, trigger?.keyword, stage.index]),
    ).toEqual([
      ['USER', 'ONBUILD', 1],
      ['RUN', undefined, 1],
    ]);
  });

  it('a trigger stands where it is written', () => {
    const text = 'FROM a AS p\nONBUILD  USER 2\nFROM p\n';
    const { instruction } = build(text).target.steps[0] ?? {};
    expect(text.slice(instruction?.span.start, instruction?.span.end)).toBe('USER 2');
  });

  it('brings new stages in', () => {
    const text = lines('FROM a AS x', 'FROM b AS p', 'ONBUILD COPY --from=x /a /b', 'FROM p');
    expect(built(text)).toEqual(['x', 'p', 2]);
    expect(built(text, { target: 'p' })).toEqual(['p']);
  });

  it('may hold a here-document', () => {
    expect(list(lines('ONBUILD RUN <<E', 'USER root', 'E', 'USER 1'))).toEqual(['ONBUILD RUN <<E', 'USER 1']);
  });

  it.each([
    ['ONBUILD', 'ONBUILD has no instruction.'],
    ['ONBUILD ONBUILD USER 1', 'ONBUILD cannot hold ONBUILD.'],
    ['ONBUILD FROM b', 'ONBUILD cannot hold FROM.'],
    ['ONBUILD MAINTAINER me', 'ONBUILD cannot hold MAINTAINER.'],
    ['ONBUILD ENV a', 'ENV has a without a value; write a=value.'],
    ['ONBUILD CMD ["a", 1]', 'The array of CMD has an element that is no string.'],
  ])('%s stops the build', (text, message) => expect(problems(lines('FROM a', text))).toEqual([message]));

  it('what else is wrong stops the builds on top', () => {
    const text = ['FROM a AS p', 'ONBUILD USR 1', 'ONBUILD USER', 'ONBUILD COPY a'];
    expect(problems(lines(...text))).toEqual([]);
    expect(problems(lines(...text, 'FROM p', 'FROM p'))).toEqual([
      'USR is no Dockerfile instruction.',
      'USER has no value.',
      'COPY needs a source and a destination.',
    ]);
  });

  it('multiplies only so far', () => {
    const many = [...Array(2000).keys()].map((n) => `ONBUILD ENV A${n}=1`);
    const children = Array(2000).fill('FROM p');
    const { stages } = build(lines('FROM a AS p', ...many, ...children));
    expect(stages.reduce((sum, { steps }) => sum + steps.length, 0)).toBeLessThan(30_000);
  });
});
