import { describe, expect, it } from 'vitest';
import { fixedArchitecture } from '../../../server/src/engine/rules/multiArch/fixedArchitecture.ts';
import { fixed, found, messages } from './judging.ts';

const run = (command: string) => `FROM debian:13\nRUN ${command}\n`;
const tool = 'https://files.example/tool-linux-amd64.tar.gz';

describe('fixed-architecture', () => {
  it.each([
    ['a download', run(`curl -fLO ${tool}`), [`violated "${tool}"`]],
    ['a download through a variable', run(`URL=${tool} && wget "$URL"`), ['violated ""$URL""']],
    [
      'a download with the system asked for',
      run('wget https://x.example/a-$(uname)-x86_64.sh'),
      ['violated "https://x.example/a-$(uname)-x86_64.sh"'],
    ],
    ['an ADD', `FROM debian:13\nADD ${tool} /opt/\n`, [`violated "${tool}"`]],
    ['a file of the context', 'FROM debian:13\nCOPY tool-x86_64.rpm /tmp/\n', ['violated "tool-x86_64.rpm"']],
    ['a package', run('apt-get install -y zlib1g:amd64 curl'), ['violated "zlib1g:amd64"']],
    ['a package that x86 alone has', run('apt-get install -y gcc-multilib'), ['violated "gcc-multilib"']],
    ['32-bit packages', run('dpkg --add-architecture i386 && apt-get update'), ['violated "i386"']],
    [
      'a wheel',
      run('pip install https://x.example/a-manylinux_2_28_x86_64.whl'),
      ['violated "https://x.example/a-manylinux_2_28_x86_64.whl"'],
    ],
    [
      'a list of packages',
      run("sh -c 'echo deb [arch=amd64] https://x.example stable > /etc/apt/sources.list.d/x.list'"),
      ['violated "[arch=amd64]"'],
    ],
    [
      'a link',
      run('ln -s /usr/lib/x86_64-linux-gnu/libz.so.1 /usr/lib/libz.so'),
      ['violated "/usr/lib/x86_64-linux-gnu/libz.so.1"'],
    ],
    ['a cross-compiled program', 'FROM golang:1.25\nENV GOARCH=amd64\nRUN go build\n', ['violated "amd64"']],
    [
      'a variable',
      'FROM debian:13\nENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64\n',
      ['violated "/usr/lib/jvm/java-17-openjdk-amd64"'],
    ],
    [
      'where linkers look anyway',
      'FROM debian:13\nENV LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu:/opt/lib\n',
      ['advice "/usr/lib/x86_64-linux-gnu:/opt/lib"'],
    ],
    [
      'an argument',
      `FROM debian:13\nARG ARCH=amd64\nRUN curl -fLO https://x.example/a-$ARCH.tgz\n`,
      ['advice "amd64"'],
    ],
    ['an argument of FROM', 'ARG ARCH=amd64\nFROM $ARCH/debian:13\n', ['advice "$ARCH/debian:13"']],
    ['a default that hides the value', 'FROM debian:13\nARG TARGETARCH=amd64\n', ['violated "TARGETARCH=amd64"']],
    ['a base', 'FROM arm64v8/debian:13\n', ['violated "arm64v8/debian:13"']],
    [
      'a builder that files come from',
      `FROM debian:13 AS get\nADD ${tool} /opt/\nFROM debian:13\nCOPY --from=get /opt /opt\n`,
      [`violated "${tool}"`],
    ],
    ['what may not be carried out', run(`test -e /opt/tool || curl -fLO ${tool}`), [`advice "${tool}"`]],
    [
      'one beside a choice',
      run(`ARCH=$(uname -m) && wget https://x.example/a-$ARCH.tgz && wget ${tool}`),
      [`violated "${tool}"`],
    ],
    [
      'the first of several',
      run(`wget ${tool} && tar xf tool-linux-amd64.tar.gz && wget https://x.example/b-x86_64.zip`),
      [`violated "${tool}"`],
    ],
    ['a here-document', `FROM debian:13\nRUN <<EOF\ncurl -fLO ${tool}\nEOF\n`, [`violated "${tool}"`]],
    [
      'CRLF and a comment',
      `FROM debian:13\r\nRUN true \\\r\n  # for arm64 too\r\n  && wget ${tool}\r\n`,
      [`violated "${tool}"`],
    ],
    ['an ONBUILD', `FROM debian:13 AS base\nONBUILD ADD ${tool} /opt/\nFROM base\n`, [`violated "${tool}"`]],
  ])('finds %s', (_, text, expected) => {
    expect(found(fixedArchitecture, text)).toEqual(expected);
  });

  it.each([
    ['TARGETARCH', 'FROM debian:13\nARG TARGETARCH\nRUN wget https://x.example/a-$TARGETARCH.tgz\n'],
    [
      'an argument made of TARGETARCH',
      'FROM debian:13\nARG TARGETARCH\nENV ARCH=$TARGETARCH\nRUN wget https://x.example/a-$ARCH.tgz\n',
    ],
    ['uname', run('wget https://x.example/a-$(uname -m).tgz')],
    ['dpkg', run('ARCH=$(dpkg --print-architecture); wget https://x.example/a-${ARCH}.tgz')],
    [
      'a case',
      'FROM debian:13\nARG TARGETARCH\nRUN case "$TARGETARCH" in amd64) A=x86_64 ;; *) A=$TARGETARCH ;; esac; wget https://x.example/a-$A.tgz\n',
    ],
    ['one branch', run(`if [ "$(uname -m)" = x86_64 ]; then wget ${tool}; fi`)],
    ['a translation', run("ARCH=$(uname -m | sed 's/x86_64/amd64/') && wget https://x.example/a-$ARCH.tgz")],
    ['both', run('wget https://x.example/a-amd64 https://x.example/a-arm64')],
    ['a stage of that name', `FROM debian:13 AS get-amd64\nADD ${tool} /opt/\nFROM get-$TARGETARCH\n`],
    ['a child of a stage of that name', `FROM debian:13 AS amd64\nFROM amd64 AS x\nADD ${tool} /opt/\nFROM x\n`],
    [
      'arguments that say it',
      'FROM debian:13\nARG URL_AMD64=https://x.example/a-x64\nARG URL_ARM64=https://x.example/a-aarch64\n',
    ],
    ['the name of a variable', 'FROM debian:13\nENV WHEEL=${ARM64_WHEEL:-none}\n'],
    ['a key', run('wget https://x.example/repos/x86_64/3bf863cc.pub')],
    ['a cross-compiler', run('apt-get install -y gcc-aarch64-linux-gnu crossbuild-essential-arm64 libc6-amd64-cross')],
    ['an emulator', 'FROM debian:13\nCOPY qemu-aarch64-static /usr/bin/\n'],
    ['text', run('echo built on x86_64')],
    ['what is removed', run('rm -rf /usr/lib/x86_64-linux-gnu/perl')],
    ['a comment', 'FROM debian:13\n# ADD https://x.example/a-amd64 /a\nRUN true \\\n  # wget a-x86_64\n  && true\n'],
    ['a label', 'FROM debian:13\nLABEL architecture=x86_64\n'],
    ['where the compiler is told to look too', run('gcc -L/usr/lib/x86_64-linux-gnu a.c')],
    ['all but a package for 32 bits', run("dnf install -y --exclude='*.i686' gcc")],
    [
      'two lists in one',
      run('echo "deb [arch=amd64,arm64] https://x.example stable main" > /etc/apt/sources.list.d/x.list'),
    ],
    [
      'tools of a builder for the machine',
      `FROM --platform=$BUILDPLATFORM debian:13 AS web\nRUN wget ${tool}\nFROM debian:13\nCOPY --from=web /srv /srv\n`,
    ],
    ['an unused stage', `FROM debian:13 AS unused\nADD ${tool} /opt/\nFROM debian:13\n`],
    ['another shell', `FROM debian:13\nSHELL ["pwsh", "-c"]\nRUN wget ${tool}\n`],
  ])('is silent about %s', (_, text) => {
    expect(found(fixedArchitecture, text)).toEqual([]);
  });

  it('does not tell what was downloaded once more where it is used', () => {
    const text = `FROM debian:13\nADD ${tool} /opt/\nRUN tar xf /opt/tool-linux-amd64.tar.gz\nENV PATH="/opt/tool-linux-amd64/bin:$PATH"\n`;
    expect(found(fixedArchitecture, text)).toHaveLength(1);
  });

  it.each([
    [
      'a download',
      run(`wget ${tool}`),
      'Downloads tool-linux-amd64.tar.gz for amd64 on every platform. Choose by TARGETARCH, or push the image as VERSION-amd64.',
    ],
    [
      'a package',
      run('yum install -y xz-devel.x86_64'),
      'xz-devel.x86_64 is for x86_64 on every platform. Write xz-devel, which is that of the machine.',
    ],
    [
      'a folder of a search path',
      'FROM debian:13\nENV PATH="$PATH:/opt/star/Linux_x86_64"\n',
      '/opt/star/Linux_x86_64 is for x86_64 on every platform. Link it to a path without x86_64 in a RUN, or push the image as VERSION-x86_64.',
    ],
    [
      'a bare word',
      run('python3 fetch.py --arch x86_64 --output /opt'),
      'Names x86_64 on every platform. Choose by $(uname -m), or push the image as VERSION-x86_64.',
    ],
  ])('says it of %s', (_, text, message) => {
    expect(messages(fixedArchitecture, text)).toEqual([message]);
  });

  it.each([
    [
      'an installer, wherever the RUN names it',
      run('wget https://x.example/Miniforge3-Linux-x86_64.sh \\\n && bash Miniforge3-Linux-x86_64.sh -b'),
      run('wget https://x.example/Miniforge3-Linux-$(uname -m).sh \\\n && bash Miniforge3-Linux-$(uname -m).sh -b'),
    ],
    ['packages', run('dnf install -y a.x86_64 b c.x86_64'), run('dnf install -y a b c')],
    [
      'a list',
      run('echo "deb [arch=amd64 signed-by=/k] https://x.example a b" > /etc/apt/sources.list.d/x.list'),
      run(
        'echo "deb [arch=$(dpkg --print-architecture) signed-by=/k] https://x.example a b" > /etc/apt/sources.list.d/x.list',
      ),
    ],
    ['a default', 'FROM debian:13\nARG TARGETARCH=amd64\n', 'FROM debian:13\nARG TARGETARCH\n'],
  ])('mends %s', (_, text, expected) => {
    expect(fixed(fixedArchitecture, text)).toBe(expected);
  });

  it.each([
    [
      'an installer of another RUN',
      `${run('wget https://x.example/Miniforge3-Linux-x86_64.sh')}RUN bash Miniforge3-Linux-x86_64.sh\n`,
    ],
    ['an installer in single quotes', run("wget 'https://x.example/Miniforge3-Linux-x86_64.sh'")],
    ['an old installer', run('wget https://x.example/Miniconda3-4.5.11-Linux-x86_64.sh')],
    ['a list in single quotes', run("echo 'deb [arch=amd64] https://x.example a b' > /etc/apt/sources.list.d/x.list")],
    ['a tool', run(`wget ${tool}`)],
  ])('offers no change of %s', (_, text) => {
    expect(fixed(fixedArchitecture, text)).toBeUndefined();
  });
});
