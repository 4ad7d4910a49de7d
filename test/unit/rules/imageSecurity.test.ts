import { describe, expect, it } from 'vitest';
import { nonRootUser } from '../../../server/src/engine/rules/nonRoot/nonRootUser.ts';
import { numericUser } from '../../../server/src/engine/rules/nonRoot/numericUser.ts';
import { userExists } from '../../../server/src/engine/rules/nonRoot/userExists.ts';
import { emptyPassword } from '../../../server/src/engine/rules/otherSecurity/emptyPassword.ts';
import { setuid } from '../../../server/src/engine/rules/otherSecurity/setuid.ts';
import { worldWritable } from '../../../server/src/engine/rules/otherSecurity/worldWritable.ts';
import { foundIn } from './imageWithFiles.ts';

const passwd = (...lines: readonly string[]) => `0644 0:0 /etc/passwd ${lines.join('\n')}`;

describe('the accounts of an image', () => {
  it('show who is root under another name', () => {
    const files = [passwd('root:x:0:0::/root:/bin/sh', 'toor:x:0:0::/:/bin/sh')];
    expect(foundIn(nonRootUser, { User: 'toor:app' }, files)[0]).toContain(
      'User is toor:app, whose user id in /etc/passwd is 0',
    );
  });
  it('give the number to write', () => {
    expect(foundIn(numericUser, { User: 'app:0' }, [passwd('app:x:1001:0::/:/bin/sh')])[0]).toContain(
      'Write USER 1001:0.',
    );
  });
  it.each<[string, string, readonly string[], number]>([
    ['is there', 'app', [passwd('app:x:1001:0::/:/bin/sh')], 0],
    ['is not there', 'app', [passwd('root:x:0:0::/:/bin/sh')], 1],
    ['cannot be, without a file', 'app', [], 1],
    ['is a number', '1001', [], 0],
    ['is root', 'root', [], 0],
  ])('hold the user who %s', (_, User, files, count) => {
    expect(foundIn(userExists, { User }, files)).toHaveLength(count);
  });
  it('cannot be told from a link that leads nowhere or a folder', () => {
    expect(foundIn(userExists, { User: 'app' }, ['0755 0:0 /etc/passwd/'])).toEqual([]);
  });
});

describe('empty-password', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['in passwd', [passwd('a::1:1::/:/bin/sh')], ['/etc/passwd']],
    [
      'in shadow',
      [
        passwd('a:x:1:1::/:/bin/sh', 'b:x:2:2::/:/bin/sh'),
        '0640 0:0 /etc/shadow a::1:0:99999:7:::\nb:!:1:0:99999:7:::',
      ],
      ['/etc/shadow'],
    ],
    ['nowhere without shadow', [passwd('a:x:1:1::/:/bin/sh')], []],
    [
      'nowhere for whom shadow does not name',
      [passwd('a:x:1:1::/:/bin/sh'), '0640 0:0 /etc/shadow b::1:0:99999:7:::'],
      [],
    ],
    ['nowhere in comments and broken lines', [passwd('# a::1:1', '', ':::', 'a', 'b::x:1::/:')], []],
  ])('finds it %s', (_, files, where) => {
    expect(foundIn(emptyPassword, {}, files).map((text) => /in (\/etc\/\w+)/.exec(text)?.[1])).toEqual(where);
  });
});

describe('setuid', () => {
  const debian = '0644 0:0 /usr/lib/os-release ID=debian';
  const release = '/etc/os-release -> ../usr/lib/os-release';
  it.each<[string, readonly string[], readonly string[]]>([
    [
      'none of the distribution',
      [debian, release, '4755 0:0 /usr/bin/passwd ELF', '2755 0:42 /usr/sbin/unix_chkpwd ELF', '4755 0:0 /bin/su ELF'],
      [],
    ],
    ['none of an unknown distribution', ['4755 0:0 /bin/su ELF'], []],
    [
      'one of a package, as advice',
      [debian, release, '4755 0:0 /usr/lib/openssh/ssh-keysign ELF'],
      ['advice: /usr/lib/openssh/ssh-keysign runs'],
    ],
    ['the same name elsewhere', ['4755 0:0 /opt/bin/ping ELF'], ['violated: /opt/bin/ping runs']],
    [
      'one that Alpine does not have',
      ['0644 0:0 /etc/os-release ID=alpine', '4755 0:0 /bin/app ELF'],
      ['violated: /bin/app runs'],
    ],
    [
      'sudo',
      ['4755 0:0 /usr/bin/sudo ELF', '4755 0:0 /a ELF'],
      ['violated: The image holds /usr/bin/sudo', 'violated: /a runs'],
    ],
    ['setgid', ['2755 0:5 /a ELF'], ['violated: /a runs']],
    ['no folder, and no file that nobody can run', ['2775 0:0 /data/', '4644 0:0 /a'], []],
  ])('finds %s', (_, files, found) => {
    expect(foundIn(setuid, {}, files).map((text) => /^\w+: (?:The image holds \S+|\S+ runs)/.exec(text)?.[0])).toEqual(
      found,
    );
  });
});

describe('world-writable', () => {
  it.each<[string, readonly string[], string | undefined]>([
    [
      'a folder, not each file in it',
      ['0777 0:0 /data/', '0666 0:0 /data/a'],
      'Every user may change /data (mode 0777',
    ],
    ['several, in one finding', ['0666 0:0 /a', '0666 0:0 /b', '0666 0:0 /c', '0666 0:0 /d'], '/a, /b, /c and 1 more'],
    ['no folder where each may change his own', ['1777 0:0 /data/'], undefined],
    ['a file in such a folder', ['1777 0:0 /data/', '0666 0:0 /data/a'], '/data/a'],
    ['nothing that is everybodys', ['0777 0:0 /tmp/', '0666 0:0 /var/tmp/a', '0666 0:0 /dev/null'], undefined],
    ['no link', ['/a -> /b'], undefined],
  ])('finds %s', (_, files, found) => {
    const messages = foundIn(worldWritable, {}, files);
    expect(messages).toHaveLength(found === undefined ? 0 : 1);
    expect(messages.join()).toContain(found ?? '');
  });
});
