import { describe, expect, it } from 'vitest';
import { isSticky, numeric, parseMode } from '../../../server/src/engine/shell/fileMode.ts';
import { changesMode, changesOwner, setsUmask } from '../../../server/src/engine/shell/modes.ts';
import { commandsOf, last, shown } from './read.ts';

describe('parseMode', () => {
  it.each<[string, number, number, string?]>([
    ['755', 0, 0o755],
    ['0644', 0o777, 0o644],
    ['4755', 0, 0o4755],
    ['00755', 0, 0o755],
    ['u=rwx,go=rx', 0, 0o755],
    ['u=rwX,go=rX', 0o600, 0o644],
    ['u=rwX,go=rX', 0o700, 0o755],
    ['a+rX', 0o600, 0o755, 'directory'],
    ['+x', 0o644, 0o755],
    ['+w', 0o444, 0o644],
    ['a+w', 0o444, 0o666],
    ['-x', 0o755, 0o644],
    ['o-rwx', 0o755, 0o750],
    ['go=', 0o755, 0o700],
    ['g=u', 0o750, 0o770],
    ['g=u,o=g', 0o740, 0o777],
    ['u+s', 0o755, 0o4755],
    ['g+s', 0o755, 0o2755],
    ['+t', 0o777, 0o1777],
    ['u+x-w', 0o600, 0o500],
    ['u=rw', 0o4755, 0o655],
  ])('%s on %o', (text, start, expected, directory) => {
    const mode = parseMode(text);
    expect(mode && numeric(mode, start, directory !== undefined).toString(8)).toBe(expected.toString(8));
  });

  it.each(['', '888', 'u', 'rwx', 'u+q', 'u=rw,', '$MODE', '123456', ','.repeat(1000)])('refuses %.20s', (text) => {
    expect(parseMode(text)).toBeUndefined();
  });

  it.each<[string, string]>([
    ['755', ''],
    ['750', 'read execute'],
    ['700', 'read execute'],
    ['600', 'read execute'],
    ['644', 'execute'],
    ['o-rwx', 'read execute'],
    ['o-r', 'read'],
    ['go=', 'read execute'],
    ['777', 'write'],
    ['a+w', 'write'],
    ['o+w', 'write'],
    ['666', 'execute write'],
    ['1777', ''],
    ['g+w', ''],
    ['+w', ''],
    ['4755', 'setuid'],
    ['u+s', 'setuid'],
    ['+s', 'setuid setgid'],
    ['2755', 'setgid'],
    ['g=u', ''],
    ['+x', ''],
  ])('%s: %s', (text, expected) => {
    const mode = parseMode(text);
    if (mode === undefined) throw new Error(text);
    const found = [
      (numeric(mode, 0o777, true) & 0o004) === 0 && 'read',
      (numeric(mode, 0o777, true) & 0o001) === 0 && 'execute',
      (numeric(mode, 0o770, true) & 0o002) !== 0 && !isSticky(mode) && 'write',
      (numeric(mode, 0, false) & 0o4000) !== 0 && 'setuid',
      (numeric(mode, 0, false) & 0o2000) !== 0 && 'setgid',
    ];
    expect(found.filter(Boolean).join(' ')).toBe(expected);
    expect(isSticky(mode)).toBe(text === '1777');
  });
});

describe('changesMode', () => {
  it.each<[string, string, string[], boolean]>([
    ['chmod 755 /a /b', '755', ['/a', '/b'], false],
    ['chmod -R o-rwx /a', 'o-rwx', ['/a'], true],
    ['chmod -x,o+r /a', '-x,o+r', ['/a'], false],
    ['chmod --recursive -v g=u "$D"', 'g=u', ['?"$D"?'], true],
    ['install -m 0755 a b /usr/bin/', '0755', ['/usr/bin/'], false],
    ['install -d -m700 -o app /a /b', '700', ['/a', '/b'], false],
    ['install -Dm644 a /b', '644', ['/b'], false],
    ['mkdir -p -m 1777 /t', '1777', ['/t'], false],
    ['chmod $M /a', '?$M?', ['/a'], false],
  ])('%s', (text, mode, paths, recursive) => {
    const change = changesMode(last(text));
    expect(change?.mode && shown(change.mode)).toBe(mode);
    expect(change?.paths.map(shown)).toEqual(paths);
    expect(change?.recursive).toBe(recursive);
    expect(change?.parsed === undefined).toBe(mode.startsWith('?'));
  });

  it('follows find', () => {
    const change = changesMode(commandsOf('find /opt -type d -exec chmod g+rwx {} +')[1] ?? last(''));
    expect(change?.paths.map(shown)).toEqual(['/opt']);
    expect([change?.recursive, change?.picked]).toEqual([true, true]);
  });

  it.each(['chmod --reference=/a /b', 'mkdir -p /a', 'install a b', 'echo chmod 777 /', 'chmod'])(
    'no mode in %s',
    (text) => {
      expect(changesMode(last(text))?.mode).toBeUndefined();
    },
  );
});

describe('changesOwner', () => {
  it.each<[string, string | undefined, string | undefined, string[], boolean]>([
    ['chown app /a', 'app', undefined, ['/a'], false],
    ['chown -R 1000:0 /a /b', '1000', '0', ['/a', '/b'], true],
    ['chown -Rv :app /a', undefined, 'app', ['/a'], true],
    ['chown $U:0 /a', undefined, '0', ['/a'], false],
    ['chown --from=root app: /a', 'app', undefined, ['/a'], false],
    ['chgrp -R 0 /a', undefined, '0', ['/a'], true],
    ['chown --reference=/a /b', undefined, undefined, ['/b'], false],
    ['install -o app -g 0 -m 755 a /b', 'app', '0', ['/b'], false],
    ['find /a | xargs chown app', 'app', undefined, ['/a'], true],
  ])('%s', (text, owner, group, paths, recursive) => {
    const change = changesOwner(last(text));
    expect([change?.owner, change?.group, change?.paths.map(shown), change?.recursive]).toEqual([
      owner,
      group,
      paths,
      recursive,
    ]);
  });

  it.each(['chmod 755 /a', 'install a b', 'chown'])('not %s', (text) => {
    expect(changesOwner(last(text))).toBeUndefined();
  });
});

describe('setsUmask', () => {
  it.each<[string, number | undefined]>([
    ['umask 077', 0o77],
    ['umask 0002', 0o2],
    ['umask u=rwx,g=rx,o=', 0o27],
    ['umask -S', undefined],
    ['umask', undefined],
    ['umask $U', undefined],
    ['echo 077', undefined],
  ])('%s', (text, expected) => {
    expect(setsUmask(last(text))).toBe(expected);
  });
});
