import { describe, expect, it } from 'vitest';
import { mountOptions } from '../../../server/src/engine/dockerfile/reach.ts';
import { first, problems } from './reading.ts';

describe('COPY and ADD', () => {
  it.each([
    ['a source and a destination', 'COPY a /b', ['a'], '/b'],
    ['several sources', 'COPY a b c /d/', ['a', 'b', 'c'], '/d/'],
    ['many blanks', 'COPY  a\t b   /c ', ['a', 'b'], '/c'],
    ['variables as written', 'COPY $A ${B} $C', ['$A', '${B}'], '$C'],
    ['only one word', 'COPY a', [], undefined],
    ['nothing', 'COPY', [], undefined],
    ['flags before', 'COPY --link --chown=1:0 a b', ['a'], 'b'],
  ])('take %s', (_, text, sources, destination) => {
    const copy = first(`${text}\n`, 'copy');
    expect(copy.sources.map(({ raw }) => raw)).toEqual(sources);
    expect(copy.destination?.raw).toBe(destination);
  });

  it.each([
    ['COPY a', 'COPY needs a source and a destination.'],
    ['ADD a', 'ADD needs a source and a destination.'],
    ['COPY ["a"]', 'COPY needs a source and a destination.'],
    ['COPY --from=x', 'COPY needs a source and a destination.'],
    ['COPY https://example.com/a /b', 'COPY takes no URL; ADD https://example.com/a does.'],
    ['COPY git@github.com:o/r.git /b', 'COPY takes no URL; ADD git@github.com:o/r.git does.'],
    ['COPY --chmod=999 a /b', '999 is no mode; --chmod takes an octal number up to 7777, or a form like u=rwX.'],
    ['ADD --chmod=10000 a /b', '10000 is no mode; --chmod takes an octal number up to 7777, or a form like u=rwX.'],
    ['ADD --chmod=0x1ff a /b', '0x1ff is no mode; --chmod takes an octal number up to 7777, or a form like u=rwX.'],
  ])('%s stops the build', (text, message) => expect(problems(`FROM a\n${text}\n`)).toEqual([message]));

  it.each([
    'COPY --chmod=755 a /b',
    'COPY --chmod=7777 a /b',
    'COPY --chmod=0644 a /b',
    'COPY --chmod=u=rwX,go=rX a /b',
    'ARG M=755\nCOPY --chmod=$M a /b',
    'ARG M\nCOPY --chmod=$M a /b',
    'ADD https://example.com/x.tgz /opt/',
    'ADD --checksum=sha256:00 https://example.com/x.tgz /opt/',
    'ADD git@github.com:o/r.git /src',
    'COPY --chown=1001:0 --chmod=755 run.sh /usr/local/bin/',
    'COPY <<a /b\na',
  ])('%s does not', (text) => expect(problems(`FROM a\n${text}\n`)).toEqual([]));
});

describe('RUN --mount', () => {
  it('has options by name', () => {
    expect(mountOptions('type=cache,target=/c,uid=1000')).toEqual(
      new Map([
        ['type', 'cache'],
        ['target', '/c'],
        ['uid', '1000'],
      ]),
    );
    expect(mountOptions('type=secret,required')).toEqual(
      new Map([
        ['type', 'secret'],
        ['required', ''],
      ]),
    );
    expect(mountOptions('FROM=x,Target=/A=b')).toEqual(
      new Map([
        ['from', 'x'],
        ['target', '/A=b'],
      ]),
    );
  });

  it('F17: is given before the command', () => {
    const text = 'RUN --mount=type=cache,target=/a --mount=type=tmpfs,target=/b apt-get update\n';
    const run = first(text, 'run');
    expect(run.flags.map(({ value }) => value)).toEqual(['type=cache,target=/a', 'type=tmpfs,target=/b']);
    expect(run.command.form === 'shell' && run.command.text.text).toBe('apt-get update');
  });
});
