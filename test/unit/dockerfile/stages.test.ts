import { describe, expect, it } from 'vitest';
import { baseOf, build, built, lines, noBases, problems, resolution, stageBases, user } from './reading.ts';

describe('FROM', () => {
  it.each([
    ['an image', ['FROM a:1'], ['image a:1']],
    ['an image with a name', ['FROM a:1 AS x'], ['image a:1']],
    ['AS in any case', ['FROM a:1 aS x', 'FROM x'], ['image a:1', 'stage x']],
    ['nothing', ['FROM scratch'], ['scratch']],
    ['an earlier stage', ['FROM a AS x', 'FROM x'], ['image a', 'stage x']],
    ['a stage whose name is written in upper case', ['FROM a AS Final', 'FROM final'], ['image a', 'stage final']],
    ['scratch, which is case-sensitive', ['FROM Scratch'], ['image Scratch']],
    ['a stage called scratch', ['FROM a AS scratch', 'FROM scratch'], ['image a', 'stage scratch']],
    ['itself: an image', ['FROM x AS x'], ['image x']],
    ['a later stage: an image', ['FROM x AS y', 'FROM a AS x'], ['image x', 'image a']],
    ['its name again: the stage', ['FROM alpine AS alpine', 'FROM alpine'], ['image alpine', 'stage alpine']],
    ['each other: the first one is an image', ['FROM b AS a', 'FROM a AS b'], ['image b', 'stage a']],
    ['a number: an image', ['FROM a', 'FROM 0'], ['image a', 'image 0']],
    ['the display name of an unnamed stage: an image', ['FROM a', 'FROM stage-0'], ['image a', 'image stage-0']],
  ])('means %s', (_, text, expected) => expect(stageBases(lines(...text))).toEqual(expected));

  it('of two stages of a name means the latest earlier one', () => {
    const { stages } = build(lines('FROM a AS x', 'FROM b AS x', 'FROM x', 'FROM c AS x'));
    expect(stages.map(baseOf)).toEqual(['image a', 'image b', 'stage x', 'image c']);
    const { base } = stages[2] ?? {};
    expect(base?.kind === 'stage' && base.stage.index).toBe(1);
  });

  it('a capital letter never means a stage, and no image has one', () => {
    const text = lines('FROM a AS builder', 'FROM Builder');
    expect(stageBases(text)).toEqual(['image a', 'image Builder']);
    expect(problems(text)).toEqual([
      'FROM Builder does not mean the stage builder: names are lower case there; write FROM builder.',
    ]);
  });

  it.each([
    ['one word or three', 'FROM a b', 'FROM takes one image, or an image followed by AS and a name.'],
    ['AS as the second of three', 'FROM a TO x', 'FROM takes one image, or an image followed by AS and a name.'],
    ['a name behind AS', 'FROM a AS', 'FROM takes one image, or an image followed by AS and a name.'],
    ['an image', 'FROM', 'FROM names no base image.'],
    [
      'a name that begins with a letter',
      'FROM a AS 1x',
      '1x is no stage name: it starts with a letter and has letters, digits, -, _ and . only.',
    ],
    [
      'a name without other signs',
      'FROM a AS x/y',
      'x/y is no stage name: it starts with a letter and has letters, digits, -, _ and . only.',
    ],
  ])('takes %s', (_, text, message) => expect(problems(`${text}\n`)).toEqual([message]));

  it.each(['FROM a AS X-1_y.z', 'FROM a AS context', 'FROM a AS scratch'])('may be %s', (text) => {
    expect(problems(`${text}\n`)).toEqual([]);
  });
});

describe('variables of FROM', () => {
  it.each([
    ['the default of an ARG before it', ['ARG B=a:1', 'FROM $B'], {}, ['image a:1']],
    ['a build argument before the default', ['ARG B=a:1', 'FROM $B'], { B: 'b:2' }, ['image b:2']],
    ['a build argument without default', ['ARG B', 'FROM $B'], { B: 'b:2' }, ['image b:2']],
    ['but not one that is nowhere declared', ['FROM ${B:-a}'], { B: 'b:2' }, ['image a']],
    ['the default in the braces', ['FROM ${V:-debian:12}'], {}, ['image debian:12']],
    ['parts of a reference', ['ARG tag=:1.2', 'FROM img${tag}'], {}, ['image img:1.2']],
    ['ARGs that use ARGs', ['ARG V=1', 'ARG B=a:$V', 'FROM $B'], {}, ['image a:1']],
    ['the name of a stage', ['ARG S=x', 'FROM a AS x', 'FROM $S'], {}, ['image a', 'stage x']],
    ['quotes', ['FROM "a:1"'], {}, ['image a:1']],
    [
      'not an ARG behind it',
      ['FROM a', 'ARG B=b', 'FROM $B'],
      {},
      ['image a', 'unknown: the build argument B has no value'],
    ],
    [
      'not an ENV',
      ['FROM a AS x', 'ENV B=b', 'FROM $B'],
      {},
      ['image a', 'unknown: the build argument B has no value'],
    ],
    ['not an ARG without a value', ['ARG B', 'FROM $B'], {}, ['unknown: the build argument B has no value']],
    ['nothing where the shell has a parameter', ['FROM a:1$$$1'], {}, ['image a:1']],
    ['a variable that is not taken', ['ARG B=a', 'FROM ${B:-$C}'], {}, ['image a']],
  ])('are %s', (_, text, args, expected) => expect(stageBases(lines(...text), { args })).toEqual(expected));

  it('stages named for the architecture are found', () => {
    const text = lines('FROM a AS base-amd64', 'FROM b AS base-arm64', 'FROM base-${TARGETARCH}');
    expect(stageBases(text).at(-1)).toBe('stage base-amd64');
    expect(stageBases(text, { args: { TARGETARCH: 'arm64' } }).at(-1)).toBe('stage base-arm64');
  });

  it('a base without a value is unknown, and no fault of the file', () => {
    expect(problems(lines('ARG B', 'FROM $B'))).toEqual([]);
    expect(user(lines('ARG B', 'FROM $B'))).toBe('unknown: the build argument B has no value');
  });

  it('a base that is empty for certain stops the build', () => {
    expect(problems(lines('ARG B=', 'FROM $B'))).toEqual(['The base image is empty once its variables are put in.']);
    expect(problems('FROM ""\n')).toEqual(['The base image is empty once its variables are put in.']);
  });

  it.each([
    ['in FROM', ['FROM ${B'], 'FROM cannot be read: a closing brace is missing.'],
    ['in a stage that is not built', ['FROM ${B', 'FROM a'], 'FROM cannot be read: a closing brace is missing.'],
    ['in an ARG before FROM', ['ARG B=${C:?}', 'FROM a'], 'ARG cannot be read: needs a value: C.'],
  ])('what cannot be read stops the build, %s', (_, text, message) => {
    expect(problems(lines(...text))).toEqual([message]);
  });

  it('a default is not read where a build argument is given', () => {
    expect(problems(lines('ARG B=${C:?}', 'FROM $B'), { args: { B: 'a' } })).toEqual([]);
  });
});

describe('the target', () => {
  const text = lines('FROM a AS x', 'USER 1', 'FROM b AS Y', 'USER 2', 'FROM c', 'USER 3');

  it('is the last stage', () => expect(user(text)).toBe('known: 3'));
  it('may be another, by name', () => expect(user(text, { target: 'x' })).toBe('known: 1'));
  it('in any case', () => expect(user(text, { target: 'y' })).toBe('known: 2'));

  it('is not found by number', () => {
    const { build: none, problems: found } = resolution(text, { target: '0' });
    expect(none).toBeUndefined();
    expect(found.map(({ message }) => message)).toEqual(['No stage is called 0, which is asked for as the target.']);
  });

  it('there is none without a stage', () => {
    expect(resolution('ARG A=1\n').build).toBeUndefined();
    expect(resolution('', { target: 'x' })).toEqual({ build: undefined, problems: [] });
  });

  it('of two stages of a name is the last', () => {
    expect(user(lines('FROM a AS x', 'USER 1', 'FROM b AS x', 'USER 2', 'FROM c'), { target: 'x' })).toBe('known: 2');
  });
});

describe('the stages that are built', () => {
  it.each([
    ['the target', ['FROM a AS x', 'FROM b AS y'], ['y']],
    ['its base stages', ['FROM a AS x', 'FROM x AS y', 'FROM b AS z', 'FROM y AS t'], ['x', 'y', 't']],
    ['what it copies from, by name', ['FROM a AS x', 'FROM b AS y', 'FROM c', 'COPY --from=x /a /b'], ['x', 2]],
    ['in any case', ['FROM a AS Final', 'FROM c', 'COPY --from=FINAL /a /b'], ['final', 1]],
    ['by number', ['FROM a AS x', 'FROM b', 'FROM c', 'COPY --from=1 /a /b'], [1, 2]],
    ['behind other flags', ['FROM a AS x', 'FROM c', 'COPY --chown=1 --from=x --link /a /b'], ['x', 1]],
    ['what it mounts', ['FROM a AS x', 'FROM c', 'RUN --mount=type=bind,from=x,target=/a b'], ['x', 1]],
    ['mounts in any case', ['FROM a AS x', 'FROM c', 'RUN --mount=FROM=X,target=/a b'], ['x', 1]],
    ['but not by number', ['FROM a AS x', 'FROM c', 'RUN --mount=from=0,target=/a b'], [1]],
    [
      'all of several mounts',
      ['FROM a AS x', 'FROM b AS y', 'FROM c', 'RUN --mount=from=x --mount=from=y z'],
      ['x', 'y', 2],
    ],
    [
      'what these need in turn',
      ['FROM a AS x', 'FROM x AS y', 'FROM b AS z', 'COPY --from=y /a /b', 'FROM c', 'COPY --from=z /a /b'],
      ['x', 'y', 'z', 3],
    ],
    ['nothing for an image', ['FROM a AS x', 'FROM c', 'COPY --from=nginx:1 /a /b'], [1]],
    ['nothing for ADD', ['FROM a AS x', 'FROM c', 'ADD --from=x /a /b'], [1]],
  ])('are %s', (_, text, expected) => expect(built(lines(...text))).toEqual(expected));

  it('ship with the target only as its FROM ancestors', () => {
    const { ships } = build(lines('FROM a AS x', 'FROM b AS y', 'FROM x AS z', 'COPY --from=y /a /b', 'FROM z AS t'));
    expect(ships.map(({ name }) => name)).toEqual(['x', 'z', 't']);
  });

  it('reach from FROM to their last instruction', () => {
    const text = 'FROM a AS x\nRUN <<E\nb\nE\n# c\nFROM b\n';
    const spans = build(text).stages.map(({ span }) => text.slice(span.start, span.end));
    expect(spans).toEqual(['FROM a AS x\nRUN <<E\nb\nE', 'FROM b']);
  });
});

describe('sources that stop the build', () => {
  it.each([
    [
      'a stage further down',
      ['FROM a', 'COPY --from=x /a /b', 'FROM b AS x', 'FROM 0', 'FROM c', 'COPY --from=0 /a /b'],
      ['The stage x is read before it is made; put it further up.'],
    ],
    ['the stage itself', ['FROM a AS x', 'COPY --from=x /a /b'], ['The stage x reads files of itself.']],
    ['the stage itself, by number', ['FROM a', 'COPY --from=0 /a /b'], ['The stage 0 reads files of itself.']],
    ['itself in a mount', ['FROM a AS x', 'RUN --mount=from=x,target=/a b'], ['The stage x reads files of itself.']],
    ['a number without a stage', ['FROM a', 'COPY --from=1 /a /b'], ['There is no stage number 1.']],
    [
      'a variable',
      ['FROM a AS x', 'FROM b', 'COPY --from=$X /a /b'],
      ['--from takes no variable: write the name of a stage.'],
    ],
    [
      'a variable of a mount',
      ['FROM a', 'RUN --mount=from=$X,target=/a b'],
      ['The from of --mount takes no variable: write the name of a stage.'],
    ],
  ])('%s', (_, text, expected) => expect(problems(lines(...text))).toEqual(expected));

  it.each([
    [
      'a circle',
      ['FROM a AS x', 'COPY --from=y /a /b', 'FROM a AS y', 'COPY --from=x /a /b', 'FROM c'],
      ['The stage y is read before it is made; put it further up.'],
    ],
    ['a circle of one', ['FROM a AS x', 'COPY --from=x /a /b', 'FROM c'], ['The stage x reads files of itself.']],
    [
      'a variable',
      ['FROM a', 'COPY --from=$X /a /b', 'FROM c'],
      ['--from takes no variable: write the name of a stage.'],
    ],
    ['a number without a stage', ['FROM a', 'COPY --from=7 /a /b', 'FROM c'], ['There is no stage number 7.']],
    [
      'but not a look ahead beside an end',
      [
        'FROM a AS x',
        'FROM a AS y',
        'COPY --from=x /a /b',
        'COPY --from=z /a /b',
        'FROM a AS z',
        'COPY --from=x /a /b',
        'FROM c',
      ],
      [],
    ],
    ['but not a look ahead without a circle', ['FROM a AS x', 'COPY --from=y /a /b', 'FROM a AS y', 'FROM c'], []],
    ['nor words it cannot read', ['FROM a', 'USER ${x', 'FROM c'], []],
  ])('in a stage that is not built: %s', (_, text, expected) => expect(problems(lines(...text))).toEqual(expected));

  it.each([
    ['a name that is no stage: it may be a context', 'COPY --from=ctx / /src'],
    ['an image', 'COPY --from=ghcr.io/astral-sh/uv:0.8.15 /uv /bin/'],
    ['a well-known word', 'COPY --from=hello-world /hello /'],
    ['a stage above, in any case', 'COPY --from=FINAL /a /b'],
  ])('not %s', (_, text) => expect(problems(lines('FROM a AS Final', 'FROM b', text))).toEqual([]));

  it('what ONBUILD copies counts where it works', () => {
    const text = ['FROM a AS p', 'ONBUILD COPY --from=q /a /b', 'FROM p AS c', 'FROM z AS q'];
    expect(problems(lines(...text))).toEqual([]);
    expect(problems(lines('FROM a AS p', 'ONBUILD COPY --from=c /a /b', 'FROM p AS c', 'FROM z'))).toEqual([]);
    expect(problems(lines('FROM a AS p', 'ONBUILD COPY --from=$X /a /b', 'FROM p AS c', 'FROM z'))).toEqual([]);
    expect(problems(lines(...text), { target: 'c' })).toEqual([
      'The stage q is read before it is made; put it further up.',
    ]);
  });
});

it('named contexts do not matter to facts: an unknown name is an image, no fault', () => {
  expect(stageBases('FROM my-context\n', { bases: noBases })).toEqual(['image my-context']);
  expect(problems('FROM my-context\n', { bases: noBases })).toEqual([]);
});
