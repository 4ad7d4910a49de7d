import { describe, expect, it } from 'vitest';
import { entrypointMode } from '../../../server/src/engine/rules/anyUserAccess/entrypointMode.ts';
import { heredocMode } from '../../../server/src/engine/rules/anyUserAccess/heredocMode.ts';
import { ownerOnlyHome } from '../../../server/src/engine/rules/anyUserAccess/ownerOnlyHome.ts';
import { remoteFileMode } from '../../../server/src/engine/rules/anyUserAccess/remoteFileMode.ts';
import { restrictiveMode } from '../../../server/src/engine/rules/anyUserAccess/restrictiveMode.ts';
import { findings, fixed, found } from './judging.ts';

type Table = readonly (readonly [name: string, text: string, expected: readonly string[]])[];

const start = 'FROM debian:12\nCOPY run.sh /run.sh\n';
const end = 'CMD ["/run.sh"]\n';

const restrictive: Table = [
  ['700 on what is started', `${start}RUN chmod 700 /run.sh\n${end}`, ['violated "chmod 700 /run.sh"']],
  ['544', `${start}RUN chmod 544 /run.sh\n${end}`, ['violated "chmod 544 /run.sh"']],
  [
    '0750 in a continuation',
    `${start}RUN true && \\\n  # for the group\n  chmod 0750 /run.sh\n${end}`,
    ['violated "chmod 0750 /run.sh"'],
  ],
  ['711 is enough for a program', `${start}RUN chmod 711 /run.sh\n${end}`, []],
  ['o-rwx', `${start}RUN chmod o-rwx /run.sh\n${end}`, ['violated "chmod o-rwx /run.sh"']],
  ['u+x of a file that may be 0644', `${start}RUN chmod u+x /run.sh\n${end}`, ['advice "chmod u+x /run.sh"']],
  [
    'u+x of a file that is 0644',
    'FROM debian:12\nRUN curl -o /usr/bin/a https://e.org/a && chmod u+x /usr/bin/a\n',
    ['violated "chmod u+x /usr/bin/a"'],
  ],
  ['+x', `${start}RUN chmod +x /run.sh\n${end}`, []],
  ['a mode that is not known', `${start}ARG M\nRUN chmod $M /run.sh\n${end}`, []],
  ['a mode of a default', `${start}ARG M=700\nRUN chmod $M /run.sh\n${end}`, ['violated "chmod $M /run.sh"']],
  ['a path that is not known', `${start}ARG F\nRUN chmod 700 $F\n${end}`, []],
  ['undone', `${start}RUN chmod 700 /run.sh\nRUN chmod a+rx /run.sh\n${end}`, []],
  ['undone for a folder', `${start}RUN chmod 700 /run.sh\nRUN chmod -R 755 /\n${end}`, []],
  ['undone by a pattern', `${start}RUN chmod 700 /run.sh && chmod 755 /*.sh\n${end}`, []],
  ['undone somewhere', `${start}ARG F\nRUN chmod 700 /run.sh && chmod 755 $F\n${end}`, []],
  ['perhaps', `${start}RUN test -f /x || chmod 700 /run.sh\n${end}`, []],
  ['in a here-document', `${start}RUN <<EOF\nchmod 700 /run.sh\nEOF\n${end}`, ['violated "chmod 700 /run.sh"']],
  ['only echoed', `${start}RUN echo chmod 700 /run.sh\n${end}`, []],
  ['removed', 'FROM debian:12\nRUN chmod 700 /opt/a && rm -rf /opt/a\n', []],
  [
    'in a builder that is copied from',
    'FROM debian:12 AS b\nRUN chmod 700 /a/run\nFROM debian:12\nCOPY --from=b /a /a\nCMD ["/a/run"]\n',
    ['violated "chmod 700 /a/run"'],
  ],
  [
    'in a builder that ships nothing of it',
    'FROM debian:12 AS b\nRUN chmod 700 /a/run\nFROM debian:12\nCOPY --from=b /c /a/run\nCMD ["/a/run"]\n',
    [],
  ],
  [
    'in the base stage',
    'FROM debian:12 AS b\nRUN chmod -R 700 /opt/a\nFROM b\nENV PATH=/opt/a/bin:$PATH\n',
    ['violated "chmod -R 700 /opt/a"'],
  ],
  [
    'by an ONBUILD',
    'FROM debian:12 AS b\nONBUILD RUN chmod 700 /run.sh\nFROM b\nCMD ["/run.sh"]\n',
    ['violated "chmod 700 /run.sh"'],
  ],
  [
    'a folder above what is started',
    'FROM debian:12\nRUN chmod 700 /app\nCMD ["python3", "/app/a.py"]\n',
    ['violated "chmod 700 /app"'],
  ],
  ['WORKDIR', 'FROM debian:12\nRUN chmod 700 /app\nWORKDIR /app/a\n', ['violated "chmod 700 /app"']],
  ['data', 'FROM debian:12\nRUN chmod -R 700 /opt/data\n', ['advice "chmod -R 700 /opt/data"']],
  [
    'what only the build runs',
    'FROM debian:12\nCOPY a.sh /opt/\nRUN chmod 500 /opt/a.sh && /opt/a.sh && true\n',
    ['undecided "/opt/a.sh"'],
  ],
  [
    'keys and settings',
    'FROM debian:12\nRUN mkdir -m 700 ~/.ssh && chmod 600 /home/a/.ssh/id_rsa /opt/a/tls.key && chmod 440 /etc/sudoers.d/a\n',
    [],
  ],
  ['root itself', 'FROM debian:12\nRUN chmod 700 /root\n', []],
  ['given to group 0', `${start}RUN chgrp 0 /run.sh && chmod 770 /run.sh\n${end}`, ['advice "chmod 770 /run.sh"']],
  ['mode moved along', 'FROM debian:12\nRUN chmod 700 /a && mv /a /usr/bin/a\n', ['violated "chmod 700 /a"']],
  [
    'install with a mode',
    'FROM debian:12\nRUN install -m 700 a /usr/local/bin/a\n',
    ['violated "install -m 700 a /usr/local/bin/a"'],
  ],
  [
    'find that opens folders',
    'FROM debian:12\nRUN chmod -R 700 /opt/a && find /opt -type d -exec chmod 755 {} + && find /opt -type f -exec chmod a+rX {} +\nENV PATH=/opt/a:$PATH\n',
    [],
  ],
  ['COPY --chmod', 'FROM debian:12\nCOPY --chmod=700 run.sh /run.sh\nCMD ["/run.sh"]\n', ['violated "--chmod=700"']],
  [
    'COPY --chmod of a variable',
    'FROM debian:12\nARG M=750\nCOPY --chmod=$M run.sh /run.sh\nCMD ["/run.sh"]\n',
    ['violated "--chmod=$M"'],
  ],
  [
    'COPY --chmod in letters',
    'FROM debian:12\nCOPY --chmod=u=rwx,go= run.sh /run.sh\nCMD ["/run.sh"]\n',
    ['violated "--chmod=u=rwx,go="'],
  ],
  ['COPY --chmod opened for one file', 'FROM debian:12\nCOPY --chmod=0600 a /a\nRUN chmod 755 /a\nCMD ["/a"]\n', []],
  [
    'COPY --chmod into a folder of PATH',
    'FROM debian:12\nCOPY --chmod=0700 a b /usr/local/bin/\n',
    ['violated "--chmod=0700"'],
  ],
  [
    'umask',
    'FROM debian:12\nRUN umask 077 && mkdir -p /opt/a/bin\nENV PATH=/opt/a/bin:$PATH\n',
    ['violated "umask 077"'],
  ],
  [
    'umask that lets others in',
    'FROM debian:12\nRUN umask 002 && mkdir -p /opt/a/bin\nENV PATH=/opt/a/bin:$PATH\n',
    [],
  ],
  ['umask and an install', 'FROM debian:12\nRUN umask 027 && pip install a\n', ['violated "umask 027"']],
  ['umask that ends with its RUN', 'FROM debian:12\nRUN umask 077\nRUN pip install a\n', []],
];

const unread: Table = [
  ['a copied script', 'FROM debian:12\nCOPY a.sh /\nRUN /a.sh\n', ['undecided "/a.sh"']],
  [
    'a copied script of a folder',
    'FROM debian:12\nWORKDIR /s\nCOPY . .\nRUN bash tools/a.sh\n',
    ['undecided "bash tools/a.sh"'],
  ],
  ['a script of another user', 'FROM debian:12\nRUN useradd a\nUSER a\nCOPY a.sh /\nRUN /a.sh\n', []],
  [
    'a script by a bind mount',
    'FROM debian:12\nRUN --mount=type=bind,target=/src bash /src/a.sh\n',
    ['undecided "bash /src/a.sh"'],
  ],
  ['another script beside a bind mount', 'FROM debian:12\nRUN --mount=type=bind,target=/src bash /x/a.sh\n', []],
  ['what a variable may download', 'FROM debian:12\nARG U\nADD $U /x/\nRUN /x/a.sh\n', []],
  ['a downloaded script', 'FROM debian:12\nRUN curl https://e.org/a.sh | sh\n', []],
  ['a script of the base', 'FROM debian:12\nRUN /usr/local/bin/setup.sh\n', []],
  [
    'a source tree from the network',
    'FROM debian:12\nRUN git clone https://e.org/a && cd a && ./configure && make install\n',
    [],
  ],
  ['a mistake', 'FROM debian:12\nRUN if true; then make\n', ['undecided "RUN"']],
  [
    'PowerShell',
    'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell", "-Command"]\nRUN New-Item a\n',
    ['undecided "New-Item a"'],
  ],
];

const remote: Table = [
  [
    'the state of a repository',
    'FROM debian:12\nADD https://api.github.com/repos/a/b/commits?per_page=1 /opt/b/latest\n',
    [],
  ],
  ['commits of a repository', 'FROM debian:12\nADD "https://github.com/a/b/commits?per_page=1" /latest\n', []],
  ['random bytes', 'FROM debian:12\nADD https://www.random.org/cgi-bin/randbyte?nbytes=9&format=h /opt/x\n', []],
  ['data into the home of root', 'FROM debian:12\nADD https://e.org/a.dat /root/a.dat\n', []],
  [
    'into a folder that is there, opened by name',
    'FROM debian:12\nRUN mkdir /opt/t\nADD https://e.org/run.sh /opt/t\nRUN chmod a+rx /opt/t/run.sh\n',
    [],
  ],
  [
    'into a folder that is there above another',
    'FROM debian:12\nRUN python3 -m venv /opt/t/python\nADD https://e.org/run.sh /opt/t\nRUN chmod a+rx /opt/t/run.sh\n',
    [],
  ],
  [
    'into a folder that is there',
    'FROM debian:12\nRUN mkdir -p /opt/t/u\nADD https://e.org/run.sh /opt/t\n',
    ['advice "https://e.org/run.sh"'],
  ],
  ['a program', 'FROM debian:12\nADD https://e.org/a /usr/local/bin/a\n', ['violated "https://e.org/a"']],
  [
    'a program under its own name',
    'FROM debian:12\nADD https://e.org/v1/a?x=1 /usr/local/bin/\nCMD ["a"]\n',
    ['violated "https://e.org/v1/a?x=1"'],
  ],
  [
    'a name that is not known',
    'FROM debian:12\nARG V\nADD https://e.org/$V /usr/local/bin/\n',
    ['violated "https://e.org/$V"'],
  ],
  [
    'the entry point',
    'FROM debian:12\nADD https://e.org/tini /tini\nENTRYPOINT ["/tini", "--"]\nCMD ["a"]\n',
    ['violated "https://e.org/tini"'],
  ],
  [
    'a script for an interpreter',
    'FROM debian:12\nADD https://e.org/a.py /a.py\nCMD ["python3", "/a.py"]\n',
    ['violated "https://e.org/a.py"'],
  ],
  ['with a mode', 'FROM debian:12\nADD --chmod=755 https://e.org/a /usr/local/bin/a\n', []],
  ['with chmod', 'FROM debian:12\nADD https://e.org/a /usr/local/bin/a\nRUN chmod +x /usr/local/bin/a\n', []],
  [
    'with chmod on a name that is not known',
    'FROM debian:12\nARG V\nADD https://e.org/$V /usr/local/bin/\nRUN chmod 755 /usr/local/bin/a\n',
    [],
  ],
  [
    'with chmod for the owner',
    'FROM debian:12\nADD https://e.org/a /usr/local/bin/a\nRUN chmod u+x /usr/local/bin/a\n',
    ['violated "https://e.org/a"'],
  ],
  [
    'moved to PATH',
    'FROM debian:12\nADD https://e.org/a /tmp/a\nRUN mv /tmp/a /usr/bin/a\n',
    ['violated "https://e.org/a"'],
  ],
  ['data', 'FROM debian:12\nADD https://e.org/a.dat /opt/a.dat\n', ['advice "https://e.org/a.dat"']],
  ['what the build reads', 'FROM debian:12\nADD https://e.org/a.txt /opt/\nRUN pip install -r /opt/a.txt\n', []],
  ['an archive that is unpacked', 'FROM debian:12\nADD https://e.org/a.tgz /opt/\nRUN cd /opt && tar xzf *.tgz\n', []],
  ['an archive that ADD unpacks', 'FROM debian:12\nADD --unpack=true https://e.org/a.tgz /opt/\n', []],
  ['a repository', 'FROM debian:12\nADD https://e.org/a.git#v1 /opt/a\n', []],
  ['a builder', 'FROM debian:12 AS b\nADD https://e.org/a.dat /a\nFROM debian:12\n', []],
  [
    'from a builder',
    'FROM debian:12 AS b\nADD https://e.org/a /a\nFROM debian:12\nCOPY --from=b /a /usr/bin/a\n',
    ['violated "https://e.org/a"'],
  ],
  ['a local file', 'FROM debian:12\nADD a /usr/local/bin/a\n', []],
];

const body = '#!/bin/sh\nexec a\n';
const heredoc: Table = [
  ['ENTRYPOINT', `FROM debian:12\nCOPY <<E /a.sh\n${body}E\nENTRYPOINT ["/a.sh"]\n`, ['violated "<<E /a.sh"']],
  [
    'CMD behind tini',
    `FROM debian:12\nCOPY <<E /a.sh\n${body}E\nENTRYPOINT ["tini", "--"]\nCMD ["/a.sh"]\n`,
    ['violated "<<E /a.sh"'],
  ],
  [
    'by name on PATH',
    `FROM debian:12\nCOPY <<a /usr/local/bin/\n${body}a\nCMD ["a"]\n`,
    ['violated "<<a /usr/local/bin/"'],
  ],
  ['in shell form', `FROM debian:12\nCOPY <<E /a.sh\n${body}E\nCMD exec /a.sh\n`, ['violated "<<E /a.sh"']],
  ['by an interpreter', `FROM debian:12\nCOPY <<E /a.sh\n${body}E\nCMD ["bash", "/a.sh"]\n`, []],
  ['with a mode', `FROM debian:12\nCOPY --chmod=0755 <<E /a.sh\n${body}E\nCMD ["/a.sh"]\n`, []],
  ['with chmod', `FROM debian:12\nCOPY <<E /a.sh\n${body}E\nRUN chmod a+x /a.sh\nCMD ["/a.sh"]\n`, []],
  ['not started', `FROM debian:12\nCOPY <<E /etc/a.conf\n${body}E\nCMD ["/a.sh"]\n`, []],
  [
    'two files',
    `FROM debian:12\nCOPY <<a <<b /usr/local/bin/\nx\na\ny\nb\nCMD ["b"]\n`,
    ['violated "<<a <<b /usr/local/bin/"'],
  ],
];

const home: Table = [
  ['where the image works', 'FROM debian:13\nRUN useradd -m a\nWORKDIR /home/a/x\n', ['advice "useradd -m a"']],
  [
    'on PATH',
    'FROM debian:12\nRUN adduser --disabled-password a\nENV PATH=/home/a/bin:$PATH\n',
    ['advice "adduser --disabled-password a"'],
  ],
  ['with files', 'FROM debian:13\nRUN useradd -m a\nCOPY x /home/a/x\n', ['advice "useradd -m a"']],
  ['with settings', 'FROM debian:13\nRUN useradd -m a\nCOPY x /home/a/.bashrc\n', []],
  ['not made', 'FROM debian:13\nRUN useradd a\nWORKDIR /home/a\n', []],
  ['made before', 'FROM debian:13\nWORKDIR /home/a\nRUN useradd -m a\n', []],
  ['an older release', 'FROM ubuntu:20.04\nRUN useradd -m a\nWORKDIR /home/a\n', []],
  ['opened', 'FROM debian:13\nRUN useradd -m a && chmod 755 /home/a\nWORKDIR /home/a\n', []],
  ['unused', 'FROM debian:13\nRUN useradd -m a\nUSER a\n', []],
  ['useradd of Debian 12', 'FROM debian:12\nRUN useradd -m a\nWORKDIR /home/a\n', []],
  ['useradd of an image of Debian 12', 'FROM python:3.12-slim-bookworm\nRUN useradd -m a\nWORKDIR /home/a\n', []],
  ['useradd of an image that takes Debian 12 by default', 'FROM node:20\nRUN useradd -m a\nWORKDIR /home/a\n', []],
  ['useradd of an image of Debian 10', 'FROM node:14\nRUN useradd -m a\nWORKDIR /home/a\n', []],
  ['adduser of Debian 12', 'FROM debian:12\nRUN adduser a\nWORKDIR /home/a\n', ['advice "adduser a"']],
  ['adduser of Debian 11', 'FROM debian:11\nRUN adduser a\nWORKDIR /home/a\n', []],
  [
    'useradd of an image whose release is not known',
    'FROM condaforge/mambaforge\nRUN useradd -m a\nWORKDIR /home/a\n',
    [],
  ],
  ['useradd of a base that is not known', 'FROM example.org/a:1\nRUN useradd -m a\nWORKDIR /home/a\n', []],
  [
    'useradd of a base that names its release',
    'FROM example.org/a:1-jammy\nRUN useradd -m a\nWORKDIR /home/a\n',
    ['advice "useradd -m a"'],
  ],
  ['useradd of the latest Ubuntu', 'FROM ubuntu\nRUN useradd -m a\nWORKDIR /home/a\n', ['advice "useradd -m a"']],
  ['useradd of the kin of Red Hat', 'FROM rockylinux:9\nRUN useradd a\nWORKDIR /home/a\n', ['advice "useradd a"']],
  ['useradd of Ubuntu 22.04', 'FROM ubuntu:22.04\nRUN useradd -m a\nWORKDIR /home/a\n', ['advice "useradd -m a"']],
];

describe.each([
  ['restrictive-mode', restrictiveMode, [...restrictive, ...unread]],
  ['remote-file-mode', remoteFileMode, remote],
  ['heredoc-mode', heredocMode, heredoc],
  ['owner-only-home', ownerOnlyHome, home],
] as const)('%s', (_, rule, table) => {
  it.each(table)('%s', (_name, text, expected) => {
    expect(found(rule, text)).toEqual(expected);
    // A shell takes the carriage returns of a here-document for letters.
    if (!text.includes('<<')) expect(found(rule, text.replaceAll('\n', '\r\n'))).toHaveLength(expected.length);
  });
});

describe('entrypoint-mode', () => {
  const text = 'FROM debian:12\nCOPY bin/run.sh /run.sh\nENTRYPOINT ["/run.sh"]\n';

  it('asks the host for the x bit', () => {
    expect(found(entrypointMode, text)).toEqual([]);
    expect(found(entrypointMode, text, { files: {} })).toEqual([]);
    expect(found(entrypointMode, text, { files: { 'bin/run.sh': 0o755 } })).toEqual([]);
    expect(found(entrypointMode, text, { files: { 'bin/run.sh': 0o644 } })).toEqual(['violated "bin/run.sh"']);
  });

  it('is silent where the mode is set later, or the file is not run', () => {
    const given = { files: { 'bin/run.sh': 0o644 } };
    expect(found(entrypointMode, text.replace('COPY', 'COPY --chmod=755'), given)).toEqual([]);
    expect(found(entrypointMode, text.replace('ENTRY', 'RUN chmod +x /run.sh\nENTRY'), given)).toEqual([]);
    expect(found(entrypointMode, text.replace('["/run.sh"]', '["sh", "/run.sh"]'), given)).toEqual([]);
  });
});

describe('fixes of modes', () => {
  it.each([
    [restrictiveMode, `${start}RUN chmod 0700 /run.sh\n${end}`, 'chmod 0755 /run.sh'],
    [restrictiveMode, `${start}RUN chmod u+x /run.sh\n${end}`, 'chmod a+x /run.sh'],
    [
      restrictiveMode,
      'FROM debian:12\nCOPY --chmod=600 a.py /a.py\nCMD ["python3", "/a.py"]\n',
      'COPY --chmod=644 a.py',
    ],
    [remoteFileMode, 'FROM debian:12\nADD https://e.org/a /usr/bin/a\n', 'ADD --chmod=755 https://e.org/a'],
    [remoteFileMode, 'FROM debian:12\nADD https://e.org/a.dat /opt/a.dat\n', 'ADD --chmod=644 https://e.org/a.dat'],
    [heredocMode, `FROM debian:12\nCOPY <<E /a.sh\n${body}E\nCMD ["/a.sh"]\n`, 'COPY --chmod=755 <<E /a.sh'],
    [
      ownerOnlyHome,
      'FROM debian:13\nRUN useradd -m a && make\nWORKDIR /home/a\n',
      'useradd -m a && chgrp -R 0 /home/a && chmod -R g=u /home/a && make',
    ],
  ] as const)('%# writes what is missing', (rule, text, expected) => {
    const after = fixed(rule, text);
    expect(after).toContain(expected);
    expect(found(rule, after ?? '')).toEqual([]);
  });

  it('offers none where the mode is a variable or the account is made in a pipeline', () => {
    expect(fixed(restrictiveMode, `${start}ARG M=700\nRUN chmod $M /run.sh\n${end}`)).toBeUndefined();
    expect(fixed(ownerOnlyHome, 'FROM debian:13\nRUN true | useradd -m a\nWORKDIR /home/a\n')).toBeUndefined();
  });

  it('says what is so, and what to write', () => {
    expect(findings(restrictiveMode, `${start}RUN chmod 700 /run.sh\n${end}`)[0]?.message).toBe(
      'chmod 700 keeps other users out of /run.sh; the image starts with /run.sh. Write 755.',
    );
  });
});
