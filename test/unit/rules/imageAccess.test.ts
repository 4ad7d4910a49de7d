import { describe, expect, it } from 'vitest';
import { executableAccess } from '../../../server/src/engine/rules/anyUserAccess/executableAccess.ts';
import { groupWritable } from '../../../server/src/engine/rules/anyUserAccess/groupWritable.ts';
import { restrictiveMode } from '../../../server/src/engine/rules/anyUserAccess/restrictiveMode.ts';
import { rootHome } from '../../../server/src/engine/rules/anyUserAccess/rootHome.ts';
import { executableExists } from '../../../server/src/engine/rules/defaultExecutable/executableExists.ts';
import { foundIn, imageWith, verdictOn } from './imageWithFiles.ts';
import { outcomes } from './judging.ts';

const sh = '0755 0:0 /bin/sh ELF';
const path = { Env: ['PATH=/opt/bin:/bin'] };

describe('executable-access', () => {
  it.each<[string, object, readonly string[], string]>([
    [
      'a file',
      { Cmd: ['/app'] },
      ['0700 0:0 /app ELF'],
      'CMD starts /app, but other users may not run /app (mode 0700, owner 0:0)',
    ],
    ['nobody at all', { Cmd: ['/app'] }, ['0644 0:0 /app'], 'CMD starts /app, but nobody may run /app (mode 0644'],
    ['its group alone', { Cmd: ['/app'] }, ['0750 0:0 /app ELF'], 'users outside group 0 may not run /app'],
    ['all but its group', { Cmd: ['/app'] }, ['0705 1:0 /app ELF'], 'other users of group 0 may not run /app'],
    [
      'the first folder',
      { Cmd: ['/a/b/app'] },
      ['0700 1:1 /a/', '0700 1:1 /a/b/', '0755 0:0 /a/b/app ELF'],
      'enter /a (mode 0700, owner 1:1)',
    ],
    [
      'where a link leads',
      { Cmd: ['app'], ...path },
      ['/opt/bin/app -> ../app/app', '0750 1:1 /opt/app/', '0755 0:0 /opt/app/app ELF'],
      'may not enter /opt/app (',
    ],
    ['a script that cannot be read', { Cmd: ['/app'] }, ['0711 0:0 /app #!/bin/sh', sh], 'may not read /app'],
    [
      'an interpreter',
      { Cmd: ['/app'] },
      ['0755 0:0 /app #!/opt/py -u', '0744 0:0 /opt/py ELF'],
      'CMD starts /app, which needs /opt/py, but other users may not run /opt/py',
    ],
    [
      'an interpreter by env',
      { Cmd: ['app'], ...path },
      ['0755 0:0 /opt/bin/app #!/usr/bin/env -S A=1 py -u', '0755 0:0 /usr/bin/env ELF', '0700 0:0 /opt/bin/py ELF'],
      'may not run /opt/bin/py',
    ],
    [
      'a loader',
      { Cmd: ['/app'] },
      ['0755 0:0 /app ELF /lib/ld.so', '0700 0:0 /lib/', '0755 0:0 /lib/ld.so ELF'],
      'may not enter /lib (',
    ],
    [
      'a loader that is missing',
      { Cmd: ['/app'] },
      ['0755 0:0 /app ELF /lib/ld.so'],
      'but its loader /lib/ld.so is not in the image',
    ],
    [
      'an interpreter that is missing',
      { Cmd: ['/app'] },
      ['0755 0:0 /app #!/usr/bin/env py', '0755 0:0 /usr/bin/env ELF'],
      'CMD starts /app, but its interpreter py is not',
    ],
    ['a carriage return', { Cmd: ['/app'] }, ['0755 0:0 /app #!/bin/sh\r', sh], 'store the script with LF line ends'],
    [
      'shell form',
      { Cmd: ['/bin/sh', '-c', 'cd /x && exec app --run'], ...path },
      [sh, '0700 0:0 /opt/bin/app ELF'],
      'CMD starts /opt/bin/app, but',
    ],
    [
      'behind a launcher',
      { Entrypoint: ['/tini', '--'], Cmd: ['app'], ...path },
      ['0755 0:0 /tini ELF', '0700 0:0 /opt/bin/app ELF'],
      'CMD starts /opt/bin/app, but',
    ],
    ['a relative path', { Cmd: ['./app'], WorkingDir: '/work' }, ['0700 0:0 /work/app ELF'], 'may not run /work/app'],
    [
      'a script of an interpreter',
      { Cmd: ['python3', '/work/app.py'], ...path },
      ['0755 0:0 /bin/python3 ELF', '0600 0:0 /work/app.py'],
      'CMD gives to its interpreter /work/app.py, but other users may not read',
    ],
  ])('finds %s', (_, config, files, message) => {
    const found = foundIn(executableAccess, config, files);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('violated: ');
    expect(found[0]).toContain(message);
  });

  it.each<[string, object, readonly string[]]>([
    [
      'what is open',
      { Cmd: ['/app'] },
      ['0755 0:0 /app ELF /lib64/ld.so', '/lib64 -> usr/lib64', '0755 0:0 /usr/lib64/ld.so ELF'],
    ],
    ['a program that can be run and not read', { Cmd: ['/app'] }, ['0711 0:0 /app ELF']],
    [
      'the second on PATH where the first is closed',
      { Cmd: ['app'], ...path },
      ['0700 0:0 /opt/bin/app ELF', '0755 0:0 /bin/app ELF'],
    ],
    [
      'a chain of links',
      { Cmd: ['app'], ...path },
      ['/opt/bin/app -> /etc/alternatives/app', '/etc/alternatives/app -> /bin/real', '0755 0:0 /bin/real ELF'],
    ],
    ['what the usual PATH has', { Cmd: ['app'] }, ['0755 0:0 /usr/local/bin/app ELF']],
    ['what the runtime mounts', { Cmd: ['/dev/init'] }, []],
    [
      'what a shell only may run',
      { Cmd: ['/bin/sh', '-c', 'test -x /app && /app || /bin/sh'] },
      [sh, '0700 0:0 /app ELF'],
    ],
    ['what comes after a file that changes PATH', { Cmd: ['/bin/sh', '-c', '. /env.sh && app'] }, [sh]],
    [
      'a tool that another program finds',
      { Cmd: ['conda', 'run', '-n', 'a', 'app'], ...path },
      ['0755 0:0 /opt/bin/conda ELF'],
    ],
    ['an image for Windows', { Cmd: ['app.exe'] }, []],
  ])('leaves alone %s', (_, config, files) => {
    expect(foundIn(executableAccess, config, files)).toEqual([]);
  });

  it('says for whom it runs', () => {
    const facts = imageWith({ Cmd: ['/app'] }, ['0755 0:0 /app ELF']);
    expect(outcomes(executableAccess, facts)).toMatchObject([
      { finding: 'evidence', text: '/app runs for uid 65534 and for uid 1000660000 in group 0' },
    ]);
  });
});

describe('any-user-access of an image', () => {
  it('is met where files say so', () => {
    expect(verdictOn('any-user-access', { Cmd: ['app'], ...path }, ['0755 0:0 /opt/bin/app ELF'])).toEqual({
      id: 'any-user-access',
      verdict: 'met',
      evidence: [
        '/opt/bin/app runs for uid 65534 and for uid 1000660000 in group 0, line 1',
        '1 program on PATH open to uid 65534 and uid 1000660000 in group 0, line 1',
      ],
    });
  });
  it('is met without a default executable where PATH is open', () => {
    expect(verdictOn('any-user-access', path, ['0755 0:0 /opt/bin/app ELF'])?.verdict).toBe('met');
  });
  it.each<[string, object, readonly string[]]>([
    ['the default executable is not there', { Cmd: ['app'], ...path }, []],
    ['PATH is not known', { Cmd: ['app'], Env: 1 }, ['0755 0:0 /bin/app ELF']],
  ])('is undecided where %s', (_, config, files) => {
    expect(verdictOn('any-user-access', config, files)?.verdict).toBe('undecided');
  });
  it('is not met where root alone gets to the executable', () => {
    const files = ['0700 0:0 /root/', '0755 0:0 /root/app ELF'];
    expect(verdictOn('any-user-access', { Cmd: ['/root/app'] }, files)?.verdict).toBe('not-met');
  });
});

describe('executable-exists', () => {
  it.each<[string, object, readonly string[], string]>([
    ['on PATH', { Cmd: ['app'], ...path }, [], 'CMD starts app, but no folder of PATH has it (/opt/bin:/bin)'],
    ['as a path', { Entrypoint: ['/app'] }, [], 'ENTRYPOINT starts /app, but it is not in the image'],
    ['of shell form', { Cmd: ['/bin/sh', '-c', 'app'], ...path }, [sh], 'CMD starts app, but no folder'],
    ['the shell itself', { Cmd: ['/bin/sh', '-c', 'echo'] }, [], 'CMD starts /bin/sh, but it is not'],
    ['behind a link', { Cmd: ['/a'] }, ['/a -> /opt/b'], 'that is a link to /opt/b, which is not in the image'],
    ['a folder', { Cmd: ['/a'] }, ['0755 0:0 /a/'], 'that is no file'],
    ['relative', { Cmd: ['./app'], WorkingDir: '/work' }, [], 'CMD starts ./app, but /work/app is not in the image'],
  ])('finds that there is none: %s', (_, config, files, message) => {
    const found = foundIn(executableExists, config, files);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`violated: ${message.startsWith('that') ? 'CMD starts /a, but ' : ''}${message}`);
  });
  it.each<[string, object, readonly string[]]>([
    ['one that nobody may run', { Cmd: ['app'], ...path }, ['0600 0:0 /bin/app']],
    ['one with a missing interpreter', { Cmd: ['/app'] }, ['0755 0:0 /app #!/bin/sh']],
    ['words that no program is', { Cmd: ['/bin/sh', '-c', 'export A=1; echo $A'] }, [sh]],
  ])('leaves alone %s', (_, config, files) => {
    expect(foundIn(executableExists, config, files)).toEqual([]);
  });
});

describe('restrictive-mode', () => {
  it.each<[string, object, readonly string[], readonly string[]]>([
    [
      'a folder of PATH',
      path,
      ['0700 0:0 /opt/bin/', '0755 0:0 /opt/bin/a ELF'],
      [
        'violated: PATH has /opt/bin, but other users may not enter /opt/bin (mode 0700, owner 0:0). Add RUN chmod a+rx /opt/bin.',
      ],
    ],
    [
      'programs, together',
      path,
      ['0700 0:0 /opt/bin/a ELF', '0700 0:0 /opt/bin/b ELF', '0755 0:0 /opt/bin/c ELF'],
      [
        'violated: PATH has /opt/bin/a, /opt/bin/b, but other users may not run them (mode 0700, owner 0:0). Add RUN chmod a+rx /opt/bin/a /opt/bin/b.',
      ],
    ],
    [
      'one for group 0 alone, as advice',
      path,
      ['0750 0:0 /opt/bin/a ELF'],
      [
        'advice: PATH has /opt/bin/a, but users outside group 0 may not run it (mode 0750, owner 0:0). Add RUN chmod a+rx /opt/bin/a.',
      ],
    ],
    [
      'a link into a closed folder',
      path,
      ['/opt/bin/a -> /srv/a/a', '0700 0:0 /srv/a/', '0755 0:0 /srv/a/a ELF'],
      [
        'violated: PATH has /opt/bin/a, a link that leads there, but other users may not enter /srv/a (mode 0700, owner 0:0). Add RUN chmod a+rx /srv/a.',
      ],
    ],
    [
      'WORKDIR, as advice',
      { ...path, WorkingDir: '/work' },
      ['0700 1:1 /work/'],
      [
        'advice: The image works in /work, but other users may not enter and read it (mode 0700, owner 1:1). Add RUN chmod a+rx /work.',
      ],
    ],
    ['nothing that the distribution brings so', path, ['0700 0:0 /bin/x ELF'], []],
    ['nothing that nobody can run', path, ['0600 0:0 /opt/bin/README'], []],
    ['nothing that executable-access has told', { Cmd: ['a'], ...path }, ['0700 0:0 /opt/bin/a ELF'], []],
    ['no folder that is not there', path, [], []],
  ])('finds %s', (_, config, files, found) => {
    expect(foundIn(restrictiveMode, config, files)).toEqual(found);
  });
});

describe('root-home', () => {
  const closed = '0700 0:0 /root/';
  it.each<[string, object, readonly string[], readonly string[]]>([
    ['the executable', { Cmd: ['/root/a'] }, [closed, '0755 0:0 /root/a ELF'], ['violated: CMD starts /root/a']],
    [
      'its interpreter',
      { Cmd: ['/a'] },
      [closed, '0755 0:0 /a #!/root/py', '0755 0:0 /root/py ELF'],
      ['violated: CMD starts /a, which needs /root/py'],
    ],
    [
      'a link on PATH',
      path,
      [closed, '/opt/bin/a -> /root/a', '0755 0:0 /root/a ELF'],
      ['violated: PATH has /opt/bin/a'],
    ],
    ['WORKDIR', { WorkingDir: '/root/w' }, [closed, '0755 0:0 /root/w/'], ['violated: The image works in /root/w']],
    ['HOME', { Env: ['HOME=/root'] }, [closed], ['advice: HOME is in /root']],
    ['nothing in an open home', { Cmd: ['/root/a'] }, ['0755 0:0 /root/', '0755 0:0 /root/a ELF'], []],
    ['no folder of PATH that is not there', { Env: ['PATH=/root/.local/bin:/bin'] }, [closed], []],
  ])('finds %s', (_, config, files, found) => {
    expect(foundIn(rootHome, config, files).map((text) => text.replace(/, but .*|, where .*/, ''))).toEqual(found);
  });
});

describe('group-writable', () => {
  const user = { User: '1000' };
  it.each<[string, object, readonly string[], number]>([
    ['a volume', { Volumes: { '/data': {} } }, ['0755 0:0 /data/'], 1],
    ['a volume that is not there yet', { Volumes: { '/data': {} } }, [], 1],
    ['a volume that is open', { Volumes: { '/data': {} } }, ['0775 1000:0 /data/'], 0],
    [
      'the home in passwd',
      user,
      ['0644 0:0 /etc/passwd app:x:1000:1000::/home/app:/bin/sh', '0755 1000:1000 /home/app/'],
      1,
    ],
    ['a home that is not there', user, ['0644 0:0 /etc/passwd app:x:1000:1000::/nonexistent:/bin/sh'], 0],
    ['a WORKDIR of root', { ...user, WorkingDir: '/work' }, ['0755 0:0 /work/'], 0],
    ['a WORKDIR of the user', { ...user, WorkingDir: '/work' }, ['0755 1000:1000 /work/'], 1],
  ])('looks at %s', (_, config, files, count) => {
    const found = foundIn(groupWritable, config, files);
    expect(found).toHaveLength(count);
    for (const text of found) expect(text).toMatch(/^advice: .* chmod -R g=u \/\S+\.$/);
  });
});

describe('an image of many files', () => {
  it('is judged in time that grows with them', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => [
        `0700 0:0 /opt/bin/a${i} ELF`,
        `/usr/local/bin/b${i} -> /srv/${i}/b`,
        `0700 0:0 /srv/${i}/`,
        `0755 0:0 /srv/${i}/b ELF`,
      ]).flat();
    const folders = Array.from({ length: 90 }, (_, i) => `/l${i}`);
    const links = folders.map((path) => `${path} -> /opt/bin`);
    const config = { Env: [`PATH=/opt/bin:/usr/local/bin:${folders.join(':')}`] };
    const found = foundIn(restrictiveMode, config, [...many(3000), ...links]);
    expect(found).toHaveLength(20);
    expect(found[0]).toContain('/opt/bin/a2 and 2997 more, but other users may not run them');
    expect(found[0]).toContain('Add RUN chmod -R a+rX /opt/bin.');
  });
});
