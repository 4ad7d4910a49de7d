import { describe, expect, it } from 'vitest';
import { createsAccount, createsAccounts } from '../../../server/src/engine/shell/accounts.ts';
import { last } from './read.ts';

type Expected = Partial<Omit<NonNullable<ReturnType<typeof createsAccount>>, 'name' | 'uidWord'>> & { name?: string };

describe('an account is made by', () => {
  it.each<[string, Expected]>([
    [
      'useradd app',
      { tool: 'useradd', name: 'app', uid: undefined, home: '/home/app', createsHome: undefined, system: false },
    ],
    ['useradd -m -u 1000 app', { name: 'app', uid: 1000, home: '/home/app', createsHome: true }],
    ['useradd -mu1000 -s /bin/bash -g 0 app', { name: 'app', uid: 1000, group: '0', createsHome: true }],
    [
      'useradd --uid=501 --gid users --home-dir /opt/app --no-create-home app',
      { uid: 501, group: 'users', home: '/opt/app', createsHome: false },
    ],
    [
      'useradd -rM -d /nonexistent -c "The app" -G a,b app',
      { name: 'app', system: true, createsHome: false, home: '/nonexistent' },
    ],
    ['useradd -o -u 0 toor', { name: 'toor', uid: 0, nonUnique: true }],
    ['useradd -ou0 toor', { uid: 0, nonUnique: true }],
    ['useradd -l -u 200000 big', { uid: 200000, withoutLog: true }],
    ["useradd -p '' x", { emptyPassword: true }],
    ['sudo /usr/sbin/useradd -b /srv app', { name: 'app', home: '/srv/app' }],
    ['useradd -u $UID app', { name: 'app', uid: undefined }],
    ['useradd -u "$U" app', { uid: 7 }],
    ['adduser app', { tool: 'adduser', name: 'app', uid: undefined, home: '/home/app', createsHome: true }],
    [
      'adduser --disabled-password --gecos "" --uid 1001 app',
      { name: 'app', uid: 1001, home: '/home/app', createsHome: true },
    ],
    [
      'adduser --system --group --no-create-home app',
      { name: 'app', system: true, createsHome: false, home: undefined },
    ],
    ['adduser --system --uid 5 --ingroup g --home /h app', { uid: 5, group: 'g', home: '/h', system: true }],
    ['adduser -D -u 1000 app', { name: 'app', uid: 1000, createsHome: true }],
    [
      'adduser -S -D -H -h /app -s /sbin/nologin -G app -g app -u 101 app',
      { uid: 101, group: 'app', home: '/app', createsHome: false, system: true },
    ],
    ['adduser -DH app', { name: 'app', createsHome: false }],
    ['adduser -m -r -g 0 -u 1001 app', { tool: 'adduser', uid: 1001, group: '0', createsHome: true, system: true }],
    ['adduser -u 1000 -M app', { uid: 1000, createsHome: false }],
    ['addgroup app && adduser -SG app app', { name: 'app', group: 'app', system: true }],
    [
      "echo 'app:x:1000:0::/home/app:/bin/sh' >> /etc/passwd",
      { tool: 'passwd-file', name: 'app', uid: 1000, group: '0', home: '/home/app' },
    ],
    ['echo "app:x:$X:0::/home/app:/bin/sh" >> /etc/passwd', { name: 'app', uid: undefined, home: '/home/app' }],
    ["printf 'app:x:%s:0::/h:/bin/sh\\n' 12 > /rootfs/etc/passwd", { name: 'app', uid: 12 }],
    ["echo 'app:x:3:3:::' | tee -a /etc/passwd", { name: 'app', uid: 3 }],
    ['tee -a /etc/passwd <<< "app:x:3:3:::"', { name: 'app', uid: 3 }],
    ['cat >> /etc/passwd <<EOF\napp::4:4:::/bin/sh\nEOF', { name: 'app', uid: 4, emptyPassword: true }],
  ])('%s', (text, { name, ...expected }) => {
    const account = createsAccount(last(text, { U: '7' }));
    expect(account).toMatchObject(expected);
    if (name !== undefined) expect(account?.name?.text).toBe(name);
  });

  it.each([
    'adduser app docker',
    'useradd -D -s /bin/bash',
    'useradd',
    'addgroup app',
    'adduser --group app',
    "echo 'useradd app'",
    "echo 'app:x:1:1:::' >> /etc/group",
    "echo 'app:x:1:1:::' 2>> /etc/passwd",
    "echo 'app:x:1:1' >> /etc/passwd",
  ])('not %s', (text) => {
    expect(createsAccount(last(text))).toBeUndefined();
  });

  it('every line of a file', () => {
    const command = last("printf 'a:x:1:1:::\\nb:x:2:2:::\\n' > /etc/passwd");
    expect(createsAccounts(command).map(({ name, uid }) => [name?.text, uid])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('at its place', () => {
    const text = 'useradd --uid=501 -g5 app';
    const account = createsAccount(last(text));
    expect(text.slice(account?.uidWord?.span.start, account?.uidWord?.span.end)).toBe('501');
    expect(text.slice(account?.name?.span.start, account?.name?.span.end)).toBe('app');
  });
});
