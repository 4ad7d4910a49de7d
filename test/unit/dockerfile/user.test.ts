import { describe, expect, it } from 'vitest';
import { knownBases } from '../../../server/src/engine/bases/knownBases.ts';
import { isRoot } from '../../../server/src/engine/facts/user.ts';
import { bases, facts, lines, noBases, user } from './reading.ts';

describe('the value of USER', () => {
  it.each([
    ['is the rest of the line', 'USER a b', 'known: a b'],
    ['without the blanks around it', 'USER \t 1001  ', 'known: 1001'],
    ['may have a group', 'USER app:staff', 'known: app:staff'],
    ['loses double quotes', 'USER "0"', 'known: 0'],
    ['loses single quotes', "USER '0':0", 'known: 0:0'],
    ['loses escapes', 'USER a\\b', 'known: ab'],
    ['is expanded', 'ARG U=1000\nUSER ${U}:${G:-0}', 'known: 1000:0'],
    ['may come from ENV', 'ENV U=app\nUSER $U', 'known: app'],
    ['may be empty, which is root', 'USER ""', 'known: '],
    ['is empty for a name set nowhere', 'USER $NOTSET', 'known: '],
    ['may be continued', 'USER \\\n  1001', 'known: 1001'],
    ['is the last one', 'USER 1\nUSER 2', 'known: 2'],
    ['is not touched by RUN and COPY', 'USER 1\nRUN x\nCOPY --chown=0:0 a /b', 'known: 1'],
    ['is not expanded in single quotes', "ARG U=1\nUSER '$U'", 'known: $U'],
    ['does not see what comes after', 'USER $U\nENV U=1', 'known: '],
    ['is a letter away from a comment', 'USER 1 # app', 'known: 1 # app'],
    ['works in any case', 'user 1001', 'known: 1001'],
    ['is unknown for an ARG without default', 'ARG U\nUSER $U', 'unknown: the build argument U has no default'],
    ['needs no default where one is written in braces', 'USER ${U:-1001}', 'known: 1001'],
    ['is unknown where an ARG may be given', 'ARG U\nUSER ${U:-1001}', 'unknown: the build argument U has no default'],
  ])('%s', (_, text, expected) => expect(user(`FROM a\n${text}\n`)).toBe(expected));

  it('a build argument settles it', () => {
    expect(user('FROM a\nARG U\nUSER $U\n', { args: { U: '7' } })).toBe('known: 7');
    expect(user('FROM a\nARG U=1\nUSER $U\n', { args: { U: '7' } })).toBe('known: 7');
  });

  it('stands where it is written', () => {
    const text = 'FROM a\nUSER  1001 \n';
    const { at } = facts(text).user;
    expect(text.slice(at.start, at.end)).toBe('1001');
  });

  it('on an OS base of known variables a name set nowhere is root', () => {
    const fact = facts('FROM a\nUSER $NOTSET\n').user;
    expect(fact.state === 'known' && isRoot(fact.value)).toBe(true);
  });
});

describe('root is', () => {
  it.each(['root', '0', '00', '0:0', '0:1000', 'root:wheel', '"0"', "'0':0", '""', '$NOTSET'])('%s', (name) => {
    const fact = facts(`FROM a\nUSER ${name}\n`).user;
    expect(fact.state === 'known' && isRoot(fact.value)).toBe(true);
  });

  it.each(['1', '1000:0', 'app', 'app:root', '01'])('not %s', (name) => {
    const fact = facts(`FROM a\nUSER ${name}\n`).user;
    expect(fact.state === 'known' && isRoot(fact.value)).toBe(false);
  });
});

describe('the user of the image', () => {
  it.each([
    [
      'F1: root in a builder does not matter',
      ['FROM a:1 AS build', 'USER root', 'RUN x', 'FROM b:1', 'COPY --from=build / /', 'USER 1001'],
      'known: 1001',
    ],
    [
      'F2: is inherited from a base stage',
      ['FROM x:1 AS base', 'USER 1001', 'FROM base', 'CMD ["/app"]'],
      'known: 1001',
    ],
    ['F3: root is inherited too', ['FROM x:1 AS base', 'USER root', 'FROM base', 'CMD ["/app"]'], 'known: root'],
    ['F4: is not that of a builder', ['FROM a AS build', 'USER app', 'FROM b', 'COPY --from=build / /'], 'absent'],
    ['F6: may come from an ARG', ['FROM a', 'ARG UID=1000', 'USER ${UID}:${GID:-0}'], 'known: 1000:0'],
    ['F7: may be root from an ARG', ['FROM a', 'ARG RUN_AS=root', 'USER $RUN_AS'], 'known: root'],
    ['F8: is empty for a name set nowhere', ['FROM a', 'USER $NOTSET'], 'known: '],
    ['is that of an image of which it is known', ['FROM c'], 'known: nonroot'],
    ['is unknown for an unknown image', ['FROM unknown'], 'unknown: unknown is not a known base'],
  ])('%s', (_, text, expected) => {
    const known = bases({ c: { user: { text: 'nonroot', uid: 65532, literal: true } } });
    expect(user(lines(...text), { bases: (name) => (name === 'unknown' ? undefined : known(name)) })).toBe(expected);
  });

  it.each([
    ['gcr.io/distroless/static:nonroot', false],
    ['cgr.dev/chainguard/python:latest', false],
    ['nginxinc/nginx-unprivileged:1.27', false],
    ['debian:12', true],
    ['python:3.12-slim', true],
  ])('F5: of %s is known', (reference, root) => {
    const fact = facts(`FROM ${reference}\n`, { bases: knownBases }).user;
    expect(fact.state === 'absent' || (fact.state === 'known' && isRoot(fact.value))).toBe(root);
    expect(fact.state).not.toBe('unknown');
  });

  it('F10, F11: has the number its RUN gives it', () => {
    const root = facts(lines('FROM a', 'RUN useradd -o -u 0 toor', 'USER toor'), { bases: noBases }).user;
    expect(root.state === 'known' && isRoot(root.value)).toBe(true);
    const app = facts(lines('FROM a', 'RUN useradd -m -u 1000 app', 'USER app'), { bases: noBases }).user;
    expect(app.state === 'known' && app.value.uid).toBe(1000);
  });
});
