import { describe, expect, it } from 'vitest';
import { addForCopy } from '../../../server/src/engine/rules/otherSecurity/addForCopy.ts';
import { clearTextDownload } from '../../../server/src/engine/rules/otherSecurity/clearTextDownload.ts';
import { insecureRun } from '../../../server/src/engine/rules/otherSecurity/insecureRun.ts';
import { pipedInstaller } from '../../../server/src/engine/rules/otherSecurity/pipedInstaller.ts';
import { signatureOff } from '../../../server/src/engine/rules/otherSecurity/signatureOff.ts';
import { tlsOff } from '../../../server/src/engine/rules/otherSecurity/tlsOff.ts';
import { unverifiedDownload } from '../../../server/src/engine/rules/otherSecurity/unverifiedDownload.ts';
import type { Rule } from '../../../server/src/engine/rules/rule.ts';
import { firstFix, fixed, found, imageJson, messages } from './judging.ts';

const file = (...lines: readonly string[]) => `FROM debian:13\n${lines.join('\n')}\n`;

describe('stages', () => {
  const lines: readonly (readonly [Rule, string])[] = [
    [tlsOff, 'RUN curl -kO https://x.org/a'],
    [signatureOff, 'RUN apk add --allow-untrusted a'],
    [pipedInstaller, 'RUN curl https://x.org/a | sh'],
    [insecureRun, 'RUN --security=insecure make'],
  ];
  it.each(lines)('$id decides where it ships, advises in a builder', ({ ...rule }, line) => {
    const kind = (text: string) => found(rule as Rule, text).map((one) => one.split(' ')[0]);
    expect(kind(file(line))).toEqual(['violated']);
    expect(kind(`FROM debian:13 AS b\n${line}\nFROM b\n`)).toEqual(['violated']);
    expect(kind(`FROM debian:13 AS b\n${line}\nFROM debian:13\nCOPY --from=b /a /a\n`)).toEqual(['advice']);
    expect(kind(`FROM debian:13 AS b\n${line}\nFROM debian:13\n`)).toEqual([]);
  });
});

describe('tls-off', () => {
  it.each<[string, readonly string[]]>([
    ['ENV A=1 GIT_SSL_NO_VERIFY=true', ['violated "GIT_SSL_NO_VERIFY=true"']],
    ['ENV NODE_TLS_REJECT_UNAUTHORIZED 0', ['violated "NODE_TLS_REJECT_UNAUTHORIZED 0"']],
    ['ARG PYTHONHTTPSVERIFY=0', ['violated "PYTHONHTTPSVERIFY=0"']],
    ['RUN f() { curl -k $1; }; f https://x.org/a; f https://x.org/b', ['violated "-k"']],
    ['RUN export GIT_SSL_NO_VERIFY=1 && git fetch && git pull', ['violated "GIT_SSL_NO_VERIFY=1"']],
    ['COPY <<EOF /etc/pip.conf\n[global]\ntrusted-host = x.org\nEOF', ['violated "<<EOF /etc/pip.conf"']],
    ['RUN curl -kO https://x.org/a && echo "93d  a" | sha256sum -c -', ['advice "-kO"']],
    ['RUN curl -fsSL https://x.org/k | sha256sum -c - && curl -kO https://x.org/a', ['violated "-kO"']],
    ['ARG INSECURE\nRUN curl $INSECURE https://x.org/a', []],
    ['ENV OTHER=0', []],
  ])('%s', (line, expected) => {
    expect(found(tlsOff, file(line))).toEqual(expected);
  });

  it('reads the environment of an image', () => {
    expect(found(tlsOff, imageJson({ Env: ['A=b', 'NODE_TLS_REJECT_UNAUTHORIZED=0'] }))).toHaveLength(1);
    expect(found(tlsOff, imageJson({ Env: ['NODE_TLS_REJECT_UNAUTHORIZED=1'] }))).toEqual([]);
  });

  it.each<[string, string | undefined]>([
    ['RUN curl -fskL https://x.org/a', 'RUN curl -fsL https://x.org/a'],
    ['RUN wget \\\n  --no-check-certificate \\\n  https://x.org/a', 'RUN wget \\\n  https://x.org/a'],
    ['RUN wget https://x.org/a \\\n  --no-check-certificate', 'RUN wget https://x.org/a'],
    ['RUN pip install --trusted-host x.org a', 'RUN pip install a'],
    ['RUN apt-get -o Acquire::https::Verify-Peer=false update', 'RUN apt-get update'],
    ['RUN npm config set strict-ssl false && npm ci', 'RUN npm ci'],
    ['RUN npm ci \\\n && npm config set strict-ssl false', 'RUN npm ci'],
    ['RUN a\nRUN npm config set strict-ssl false', 'RUN a'],
    ['ENV A=1 \\\n    GIT_SSL_NO_VERIFY=1 \\\n    B=2', 'ENV A=1 \\\n    B=2'],
    ['USER 1000\nENV GIT_SSL_NO_VERIFY=1', 'USER 1000'],
    ['RUN wget "--no-check-certificate" https://x.org/a', undefined],
    ['RUN test -f a && npm config set strict-ssl false', undefined],
    ['RUN ["curl", "-k", "https://x.org/a"]', undefined],
  ])('%s is mended', (line, expected) => {
    expect(fixed(tlsOff, file(line))).toBe(expected === undefined ? undefined : file(expected));
  });

  it('keeps the line ends and the escape letter', () => {
    const text = '# escape=`\r\nFROM debian:13\r\nRUN wget `\r\n  --no-check-certificate `\r\n  https://x.org/a\r\n';
    expect(fixed(tlsOff, text)).toBe('# escape=`\r\nFROM debian:13\r\nRUN wget `\r\n  https://x.org/a\r\n');
  });
});

describe('piped-installer', () => {
  it.each<[string, readonly string[]]>([
    ['RUN curl -fsSL https://x.org/a | sudo -E bash -', ['violated "curl -fsSL https://x.org/a"']],
    ['RUN wget -qO- https://x.org/a | gunzip | sh -s -- -y', ['violated "wget -qO- https://x.org/a"']],
    ['RUN curl https://x.org/get.py | python3 - --version 1.2', ['violated "curl https://x.org/get.py"']],
    ['RUN sh -c "curl https://x.org/a | bash"', ['violated "curl https://x.org/a"']],
    ['RUN eval "$(curl https://x.org/a)"', ['violated "curl https://x.org/a"']],
    ['ARG URL\nRUN curl $URL | sh', ['violated "curl $URL"']],
    ['RUN python3 -c "$(curl https://x.org/a.py)"', ['violated "curl https://x.org/a.py"']],
    ['RUN R -e \'source(url("http://x.org/a.R"))\'', ['violated "\'source(url("http://x.org/a.R"))\'"']],
    ['RUN curl https://x.org/a.json | python3 -m json.tool', []],
    ['RUN curl https://x.org/a.json | python3 -c "import sys"', []],
    ['RUN curl https://x.org/a | bash ./read.sh', []],
    ['RUN curl https://x.org/a | perl -pe s/a/b/ > b', []],
    ['RUN python3 build.py --version "$(curl -s https://x.org/version)"', []],
    ['RUN bash -c "echo $(curl -s https://x.org/version)"', []],
    ['RUN sh /rocker_scripts/install.sh $(curl -s https://x.org/version)', []],
    ['RUN curl http://localhost:80/a | sh', []],
    ['RUN curl -o a https://x.org/a && sh a', []],
    ['RUN source <(kubectl completion bash)', []],
  ])('%s', (line, expected) => {
    const text = `${file(line).replace('\n', '\nSHELL ["/bin/bash", "-c"]\n')}`;
    expect(found(pipedInstaller, text)).toEqual(expected);
  });

  it('takes the scripts that set up a source tree for what they are by custom', () => {
    const build = 'COPY . /src\nWORKDIR /src\nRUN ./autogen.sh && ./bootstrap && ./configure && make install';
    expect(found(pipedInstaller, file(build))).toEqual([]);
    expect(found(pipedInstaller, file(build.replace('autogen', 'setup')))).toEqual(['undecided "./setup.sh"']);
  });

  it('is undecided by what cannot be read', () => {
    const unread = 'COPY install.sh /\nRUN /install.sh';
    expect(found(pipedInstaller, file(unread))).toEqual(['undecided "/install.sh"']);
    expect(found(pipedInstaller, imageJson({ Cmd: ['a'] }))).toHaveLength(1);
  });
});

describe('unverified-download', () => {
  it.each<[string, readonly string[]]>([
    ['ADD https://x.org/a-1.0.tgz /opt/', ['advice "https://x.org/a-1.0.tgz"']],
    ['ADD --unpack=true https://x.org/a-1.0.tgz /opt/', ['advice "https://x.org/a-1.0.tgz"']],
    ['ARG V=1.0\nADD https://x.org/a-$V.tgz /opt/', ['advice "https://x.org/a-$V.tgz"']],
    ['ADD --checksum=sha256:93d https://x.org/a-1.0.tgz /opt/', []],
    ['ADD https://x.org/a-1.0.tgz /opt/\nRUN echo "93d  /opt/a-1.0.tgz" | sha256sum -c', []],
    ['ADD git@github.com:o/r.git /src', []],
    ['ADD https://github.com/o/r.git#v1.0 /src', []],
    ['ADD https://github.com/o/r.git?ref=v1.0&keep-git-dir=1 /src', []],
    ['ADD a-1.0.tgz /opt/', []],
    ['ADD $URL /opt/', []],
    ['RUN curl -O https://x.org/a', []],
  ])('%s', (line, expected) => {
    expect(found(unverifiedDownload, file(line))).toEqual(expected);
  });
});

describe('add-for-copy', () => {
  it.each<[string, readonly string[]]>([
    ['ADD . /app', ['advice "ADD"']],
    ['add --chown=1000:0 a.py b.py /app/', ['advice "add"']],
    ['ADD conf/*.yml /etc/app/', ['advice "ADD"']],
    ['ADD <<EOF /etc/a\nx\nEOF', ['advice "ADD"']],
    ['ADD https://x.org/a /a', []],
    ['ADD git@github.com:o/r.git /src', []],
    ['ADD a.tar.gz /opt/', []],
    ['ADD a.py a.txz /opt/', []],
    ['ADD files/* /opt/', []],
    ['ADD $WHAT /opt/', []],
    ['ADD --unpack=false a.tar /opt/', []],
    ['COPY . /app', []],
  ])('%s', (line, expected) => {
    expect(found(addForCopy, file(line))).toEqual(expected);
  });

  it('writes COPY the way ADD is written, safely where the source is no archive for sure', () => {
    expect(fixed(addForCopy, file('ADD --chmod=755 a.sh /a.sh'))).toBe(file('COPY --chmod=755 a.sh /a.sh'));
    expect(messages(addForCopy, file('ADD . /app'))[0]).toMatch(/^ADD only copies the build context\. /);
    expect(fixed(addForCopy, file('add . /app'))).toBe(file('copy . /app'));
    expect(firstFix(addForCopy, file('ADD src /app'))?.safe).toBe(true);
    expect(firstFix(addForCopy, file('ADD rootfs /'))?.safe).toBe(false);
  });
});

describe('insecure-run', () => {
  it.each<[string, string]>([
    ['RUN --security=insecure --network=none make', 'RUN --network=none make'],
    ['RUN --mount=type=cache,target=/c --network=host \\\n  make', 'RUN --mount=type=cache,target=/c \\\n  make'],
  ])('%s is mended', (line, expected) => {
    expect(fixed(insecureRun, file(line))).toBe(file(expected));
  });
});

describe('clear-text-download', () => {
  it.each<[string, readonly string[]]>([
    ['RUN wget http://x.org/a', ['advice "http://x.org/a"']],
    ['RUN curl ftp://x.org/$V/a | tar xz', ['advice "ftp://x.org/$V/a"']],
    ['RUN curl -fsSL http://x.org/key | apt-key add -', ['advice "http://x.org/key"']],
    ['ADD http://x.org/a /a', ['advice "http://x.org/a"']],
    ['RUN wget https://x.org/a', []],
    ['RUN wget http://x.org/a && sha256sum -c sums', []],
    ['RUN curl http://localhost:80/ && curl http://10.1.2.3/a && wget http://mirror/a', []],
    ['ADD --checksum=sha256:93d http://x.org/a /a', []],
    ['RUN apk add --repository http://dl-cdn.alpinelinux.org/alpine/edge/main a', []],
    ["RUN echo 'deb http://x.org/apt stable main' > /etc/apt/sources.list", []],
    ['HEALTHCHECK CMD curl http://x.org/', []],
  ])('%s', (line, expected) => {
    expect(found(clearTextDownload, file(line))).toEqual(expected);
  });

  it('writes https', () => {
    expect(fixed(clearTextDownload, file('RUN wget "http://x.org/a"'))).toBe(file('RUN wget "https://x.org/a"'));
    expect(fixed(clearTextDownload, file('ENV U=http://x.org\nRUN wget $U/a'))).toBeUndefined();
  });
});
