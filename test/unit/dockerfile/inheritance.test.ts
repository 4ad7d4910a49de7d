import { describe, expect, it } from 'vitest';
import { known } from '../../../server/src/engine/facts/fact.ts';
import type { ImageFacts } from '../../../server/src/engine/facts/imageFacts.ts';
import { bases, build, facts, lines, noBases, shown, user as userOf, variable } from './reading.ts';

function settings({ user, entrypoint, command, workdir, shell }: ImageFacts): readonly unknown[] {
  return [shown(user), shown(entrypoint), shown(command), shown(workdir), shown(shell)];
}

/** A parent that sets everything, and a child with these instructions. */
function child(...instructions: readonly string[]): string {
  return lines(
    'FROM a AS parent',
    'ENV E=e',
    'ARG A=a',
    'LABEL l=1 m=1',
    'USER 1001:0',
    'WORKDIR /w',
    'SHELL ["/bin/bash", "-c"]',
    'ENTRYPOINT ["/e"]',
    'CMD ["c"]',
    'EXPOSE 80',
    'VOLUME /v',
    'HEALTHCHECK CMD x',
    'FROM parent',
    ...instructions,
  );
}

describe('a child of a stage starts with', () => {
  const result = facts(child());
  it('its user', () => expect(shown(result.user)).toMatchObject({ text: '1001:0', literal: true }));
  it('its directory', () => expect(shown(result.workdir)).toBe('/w'));
  it('its shell', () => expect(shown(result.shell)).toEqual(['/bin/bash', '-c']));
  it('its entrypoint', () => expect(shown(result.entrypoint)).toEqual({ form: 'exec', words: ['/e'] }));
  it('its command', () => expect(shown(result.command)).toEqual({ form: 'exec', words: ['c'] }));
  it('its labels', () =>
    expect(shown(result.labels)).toEqual(
      new Map([
        ['l', '1'],
        ['m', '1'],
      ]),
    ));
  it('its ports', () => expect(shown(result.ports)).toEqual(['80']));
  it('its volumes', () => expect(shown(result.volumes)).toEqual(['/v']));
  it('its health check', () => expect(build(child()).target.after.healthcheck.state).toBe('known'));
  it('its variables', () => expect(variable(child(), 'E')).toBe('<e>'));
  it('the values of its ARGs', () => expect(variable(child(), 'A')).toBe('<a>'));
  it('but not its ARGs in the environment', () => {
    expect(result.environment.state === 'known' && [...result.environment.value.keys()]).toEqual(['E', 'PATH']);
  });
});

describe('a child of a stage', () => {
  it('adds to labels, its own win', () => {
    expect(shown(facts(child('LABEL m=2 n=2')).labels)).toEqual(
      new Map([
        ['l', '1'],
        ['m', '2'],
        ['n', '2'],
      ]),
    );
  });
  it('adds to ports and volumes', () => {
    const result = facts(child('EXPOSE 81 80', 'VOLUME /u'));
    expect([shown(result.ports), shown(result.volumes)]).toEqual([
      ['80', '81'],
      ['/u', '/v'],
    ]);
  });
  it('goes on from its directory', () => expect(shown(facts(child('WORKDIR x')).workdir)).toBe('/w/x'));
  it('takes its shell for a shell form', () => {
    expect(shown(facts(child('CMD x')).command)).toEqual({ form: 'shell', words: ['/bin/bash', '-c', 'x'] });
  });
  it('has its platform', () => {
    const { stages } = build(lines('FROM --platform=linux/arm64 a AS p', 'FROM --platform=linux/amd64 p'));
    expect(stages.map(({ platform }) => platform)).toEqual(['linux/arm64', 'linux/arm64']);
  });
  it('does not change the parent', () => {
    const { stages } = build(child('USER 2'));
    expect(stages.map(({ after }) => after.user.state === 'known' && after.user.value.text)).toEqual(['1001:0', '2']);
  });
  it('points to the place in the parent that says so', () => {
    const text = child();
    const { at } = facts(text).user;
    expect(text.slice(at.start, at.end)).toBe('1001:0');
  });
});

describe('COPY --from', () => {
  it('brings files only', () => {
    const text = lines('FROM a AS x', 'USER 1', 'ENV E=1', 'CMD ["c"]', 'LABEL l=1', 'FROM b', 'COPY --from=x / /');
    const result = facts(text);
    expect([result.user, result.command, result.labels].map(({ state }) => state)).toEqual([
      'absent',
      'absent',
      'absent',
    ]);
    expect(variable(text, 'E')).toBe('<>');
  });
});

describe('a child of an image starts with', () => {
  const image = {
    user: { text: '1000', uid: 1000, literal: true },
    entrypoint: { form: 'exec', words: ['/e'] },
    command: { form: 'exec', words: ['c'] },
    workdir: '/w',
    shell: ['/bin/bash', '-c'],
    environment: new Map([['E', 'e']]),
  } as const;
  const given = { bases: bases({ 'a:1': image }) };

  it('all that is known of it', () => {
    const result = facts('FROM a:1\n', given);
    expect(shown(result.user)).toEqual(image.user);
    expect(shown(result.entrypoint)).toEqual(image.entrypoint);
    expect(shown(result.command)).toEqual(image.command);
    expect(shown(result.workdir)).toBe('/w');
    expect(shown(result.shell)).toEqual(image.shell);
    expect(variable('FROM a:1\n', 'E', given)).toBe('<e>');
  });

  it('with the base as origin', () => {
    expect(facts('FROM a:1\n', given).user).toMatchObject(
      known(
        image.user,
        { start: 5, end: 8 },
        { kind: 'base', reference: 'a:1', source: 'test', checked: '2025-01-31', derived: false },
      ),
    );
  });

  it('a PATH, where it sets none', () => {
    expect(variable('FROM a:1\n', 'PATH', given)).toBe(
      '</usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin>',
    );
  });

  it('nothing of what is known to be nothing', () => {
    const result = facts('FROM b\n', given);
    expect(settings(result)).toEqual(Array(5).fill('absent'));
  });

  it('unknown facts, where nothing is known of it', () => {
    const result = facts('FROM b\n', { bases: noBases });
    expect(settings(result)).toEqual(Array(5).fill('unknown: b is not a known base'));
    expect(result.environment.state).toBe('unknown');
    expect(result.labels.state).toBe('unknown');
  });

  it('unknown facts, where it has ONBUILD triggers', () => {
    const result = facts('FROM a:1\n', { bases: bases({ 'a:1': { ...image, onbuild: true } }) });
    expect(shown(result.user)).toBe('unknown: a:1 has ONBUILD triggers that are not known here');
    expect(shown(result.command)).toBe('unknown: a:1 has ONBUILD triggers that are not known here');
  });

  it('what the file sets itself is known all the same', () => {
    const text = lines('FROM b', 'USER 1', 'WORKDIR /w', 'ENTRYPOINT ["/e"]', 'LABEL l=1');
    const result = facts(text, { bases: noBases });
    expect(shown(result.workdir)).toBe('/w');
    expect(shown(result.entrypoint)).toEqual({ form: 'exec', words: ['/e'] });
    expect(shown(result.labels)).toEqual(new Map([['l', '1']]));
    expect(userOf(text, { bases: noBases })).toBe('known: 1');
  });

  it('a name set nowhere is unknown, where the base may set it', () => {
    const open = { bases: bases({ 'a:1': { ...image, environmentComplete: false } }) };
    expect(userOf('FROM a:1\nUSER $NOTSET\n', open)).toBe('unknown: NOTSET is not set in the file and a:1 may set it');
    expect(variable('FROM a:1\n', 'PATH', open)).toBe('unknown: a:1 may set more variables');
    expect(userOf('FROM a:1\nUSER $E\n', open)).toBe('known: e');
  });
});

describe('scratch', () => {
  it('starts in / as root with a PATH', () => {
    const result = facts('FROM scratch\n');
    expect(shown(result.workdir)).toBe('/');
    expect(shown(result.user)).toBe('absent');
    expect(shown(result.base)).toBe('absent');
    expect(shown(result.environment)).toEqual(
      new Map([['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']]),
    );
  });
});
