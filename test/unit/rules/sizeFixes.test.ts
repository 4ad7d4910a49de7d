import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../server/src/engine/rules/rule.ts';
import { apkCache } from '../../../server/src/engine/rules/sizeOptimised/apkCache.ts';
import { aptLists } from '../../../server/src/engine/rules/sizeOptimised/aptLists.ts';
import { aptRecommends } from '../../../server/src/engine/rules/sizeOptimised/aptRecommends.ts';
import { changedLater } from '../../../server/src/engine/rules/sizeOptimised/changedLater.ts';
import { condaCache } from '../../../server/src/engine/rules/sizeOptimised/condaCache.ts';
import { develBase } from '../../../server/src/engine/rules/sizeOptimised/develBase.ts';
import { dnfCache } from '../../../server/src/engine/rules/sizeOptimised/dnfCache.ts';
import { leftArchive } from '../../../server/src/engine/rules/sizeOptimised/leftArchive.ts';
import { npmCache } from '../../../server/src/engine/rules/sizeOptimised/npmCache.ts';
import { pipCache } from '../../../server/src/engine/rules/sizeOptimised/pipCache.ts';
import { sparseLog } from '../../../server/src/engine/rules/sizeOptimised/sparseLog.ts';
import { updateAlone } from '../../../server/src/engine/rules/sizeOptimised/updateAlone.ts';
import { findings, firstFix, fixed } from './judging.ts';

type Case = readonly [name: string, before: string, after: string | undefined];

const rm = 'rm -rf /var/lib/apt/lists/*';

const apt: readonly Case[] = [
  ['one line', 'RUN apt-get update && apt-get install -y a', `RUN apt-get update && apt-get install -y a && ${rm}`],
  [
    'semicolons',
    'RUN set -e; apt-get update; apt-get install -y a',
    `RUN set -e; apt-get update; apt-get install -y a; ${rm}`,
  ],
  [
    'a semicolon at the end',
    'RUN apt-get update; apt-get install -y a;',
    `RUN apt-get update; apt-get install -y a; ${rm};`,
  ],
  [
    'operators at the start of lines',
    'RUN apt-get update \\\n && apt-get install -y \\\n      a',
    `RUN apt-get update \\\n && apt-get install -y \\\n      a \\\n && ${rm}`,
  ],
  [
    'operators at the end of lines',
    'RUN apt-get update && \\\n    apt-get install -y a &&  \\\n    apt-get clean',
    `RUN apt-get update && \\\n    apt-get install -y a &&  \\\n    apt-get clean &&  \\\n    ${rm}`,
  ],
  [
    'semicolons at the end of lines, tabs',
    'RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y a',
    `RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y a; \\\n\t${rm}`,
  ],
  [
    'packages on lines of their own',
    'RUN apt-get update && apt-get install -y \\\n      a \\\n      b',
    `RUN apt-get update && apt-get install -y \\\n      a \\\n      b \\\n      && ${rm}`,
  ],
  [
    'comments and empty lines in between',
    'RUN apt-get update \\\n\n  # more\n  && apt-get install -y a',
    `RUN apt-get update \\\n\n  # more\n  && apt-get install -y a \\\n  && ${rm}`,
  ],
  [
    'a comment of the shell',
    'RUN apt-get update && apt-get install -y a # the tool',
    `RUN apt-get update && apt-get install -y a && ${rm} # the tool`,
  ],
  [
    'another escape character',
    '# escape=`\nFROM debian:12\nRUN apt-get update `\n && apt-get install -y a',
    `# escape=\`\nFROM debian:12\nRUN apt-get update \`\n && apt-get install -y a \`\n && ${rm}`,
  ],
  [
    'behind what else the RUN does',
    'RUN apt-get update && apt-get install -y a && make -C /src && cd /src',
    `RUN apt-get update && apt-get install -y a && make -C /src && cd /src && ${rm}`,
  ],
  [
    'a branch',
    'RUN apt-get update; if [ "$A" = 1 ]; then \\\n    apt-get install -y a; \\\n  fi',
    `RUN apt-get update; if [ "$A" = 1 ]; then \\\n    apt-get install -y a; \\\n  fi; \\\n  ${rm}`,
  ],
  [
    'a text for another shell',
    'RUN bash -c "apt-get update && apt-get install -y a"',
    `RUN bash -c "apt-get update && apt-get install -y a" && ${rm}`,
  ],
  [
    'sudo',
    'RUN sudo apt-get update && sudo apt-get install -y a',
    `RUN sudo apt-get update && sudo apt-get install -y a && sudo ${rm}`,
  ],
  [
    'a here-document',
    'RUN <<EOF\nset -e\n  apt-get update\n  apt-get install -y a # tool\nEOF\nUSER 1',
    `RUN <<EOF\nset -e\n  apt-get update\n  apt-get install -y a # tool\n  ${rm}\nEOF\nUSER 1`,
  ],
  [
    'a here-document with tabs',
    'RUN <<-EOF\n\tapt-get update && apt-get install -y a\n\tEOF',
    `RUN <<-EOF\n\tapt-get update && apt-get install -y a\n\t${rm}\n\tEOF`,
  ],
  [
    'a here-document for bash',
    'RUN bash <<EOF\napt-get update\napt-get install -y a\nEOF',
    `RUN bash <<EOF && ${rm}\napt-get update\napt-get install -y a\nEOF`,
  ],
  [
    'a here-document that is written to a file',
    'RUN apt-get update && apt-get install -y a && cat <<EOF > /a\nb\nEOF',
    `RUN apt-get update && apt-get install -y a && cat <<EOF > /a && ${rm}\nb\nEOF`,
  ],
  [
    'a here-document inside a here-document',
    'RUN <<END\napt-get update\napt-get install -y a\ncat <<EOF > /a\nb\nEOF\nEND',
    undefined,
  ],
  ['a JSON form', 'RUN ["apt-get", "update"]\nRUN ["bash", "-c", "apt-get update && apt-get install a"]', undefined],
  ['a command that goes on in the background', 'RUN apt-get update && apt-get install -y a && sleep 1 &', undefined],
  ['a file that breaks off', 'RUN apt-get update && apt-get install -y a \\', undefined],
  ['a script with a mistake', 'RUN apt-get update && apt-get install -y a && if', undefined],
  [
    'later RUNs that live on the lists',
    'RUN apt-get update && apt-get install -y a\nRUN apt-get install -y b\nRUN make \\\n && apt-get install -y c',
    `RUN apt-get update && apt-get install -y a && ${rm}\nRUN apt-get update && apt-get install -y b && ${rm}\nRUN make \\\n && apt-get update && apt-get install -y c \\\n && ${rm}`,
  ],
  [
    'a later RUN that cleans up already',
    `RUN apt-get update && apt-get install -y a\nRUN apt-get install -y b && ${rm}`,
    `RUN apt-get update && apt-get install -y a && ${rm}\nRUN apt-get update && apt-get install -y b && ${rm}`,
  ],
];

const tables: readonly { readonly rule: Rule; readonly base: string; readonly cases: readonly Case[] }[] = [
  { rule: aptLists, base: 'debian:12', cases: apt },
  {
    rule: aptRecommends,
    base: 'debian:12',
    cases: [
      ['behind -y', 'RUN apt-get install -y a', 'RUN apt-get install -y --no-install-recommends a'],
      ['-y in front', 'RUN apt-get -qy install a', 'RUN apt-get -qy install --no-install-recommends a'],
      [
        'each',
        'RUN apt install a && apt install -yq b',
        'RUN apt install --no-install-recommends a && apt install -yq --no-install-recommends b',
      ],
      [
        'packages on the next line',
        'RUN apt-get install \\\n  -y a',
        'RUN apt-get install --no-install-recommends \\\n  -y a',
      ],
      ['inside quotes', "RUN sh -c 'apt-get install -y a'", "RUN sh -c 'apt-get install -y --no-install-recommends a'"],
      [
        'a function called twice',
        'RUN i() { apt-get install -y $1; }; i a; i b',
        'RUN i() { apt-get install -y --no-install-recommends $1; }; i a; i b',
      ],
      ['a verb from a variable', 'ARG I=install\nRUN apt-get $I -y a', undefined],
      [
        'with certificates for https',
        'RUN apt-get install -y \\\n  git=1:2.39.5-0 \\\n  a',
        'RUN apt-get install -y --no-install-recommends \\\n  git=1:2.39.5-0 ca-certificates \\\n  a',
      ],
      [
        'with certificates that are named already',
        'RUN apt-get install -y curl ca-certificates && apt-get install -y git',
        'RUN apt-get install -y --no-install-recommends curl ca-certificates && apt-get install -y --no-install-recommends git',
      ],
      [
        'with certificates once',
        'RUN apt-get install -y curl && apt-get install -y git',
        'RUN apt-get install -y --no-install-recommends curl ca-certificates && apt-get install -y --no-install-recommends git',
      ],
      [
        'with the headers that a C compiler is nothing without',
        'RUN apt-get install -y gcc make',
        'RUN apt-get install -y --no-install-recommends gcc libc6-dev make',
      ],
      [
        'with headers that come along',
        'RUN apt-get install -y gcc zlib1g-dev',
        'RUN apt-get install -y --no-install-recommends gcc zlib1g-dev',
      ],
      ['in a JSON form', 'RUN ["apt-get", "install", "a"]', undefined],
    ],
  },
  {
    rule: apkCache,
    base: 'alpine:3.23',
    cases: [
      ['add', 'RUN apk add -U a', 'RUN apk add --no-cache -U a'],
      ['each', 'RUN apk upgrade && apk add a', 'RUN apk upgrade --no-cache && apk add --no-cache a'],
      [
        'with an index fetched',
        'RUN apk update && apk add a',
        'RUN apk update && apk add a && rm -rf /var/cache/apk/*',
      ],
    ],
  },
  {
    rule: dnfCache,
    base: 'rockylinux:9',
    cases: [
      [
        'dnf',
        'RUN dnf install -y a \\\n && dnf autoremove -y',
        'RUN dnf install -y a \\\n && dnf autoremove -y \\\n && dnf clean all',
      ],
      ['microdnf', 'RUN microdnf install -y a', 'RUN microdnf install -y a && microdnf clean all'],
    ],
  },
  {
    rule: pipCache,
    base: 'python:3.13-slim',
    cases: [
      [
        'each',
        'RUN pip install a && python -m pip install -r b',
        'RUN pip install --no-cache-dir a && python -m pip install --no-cache-dir -r b',
      ],
      [
        'only what leaves something',
        'RUN pip install --no-cache-dir a && pip install b',
        'RUN pip install --no-cache-dir a && pip install --no-cache-dir b',
      ],
    ],
  },
  {
    rule: condaCache,
    base: 'condaforge/miniforge3:25.3.0-3',
    cases: [
      ['conda', 'RUN conda install -y a', 'RUN conda install -y a && conda clean --all --yes'],
      [
        'by its path',
        'RUN /opt/conda/bin/mamba install -y a',
        'RUN /opt/conda/bin/mamba install -y a && /opt/conda/bin/mamba clean --all --yes',
      ],
      ['in a login shell', 'RUN bash -lc "conda install -y a"', undefined],
    ],
  },
  {
    rule: npmCache,
    base: 'node:22-slim',
    cases: [['npm', 'RUN npm ci && npm run build', 'RUN npm ci && npm run build && npm cache clean --force']],
  },
  {
    rule: leftArchive,
    base: 'debian:12',
    cases: [
      [
        'right behind what unpacks it',
        'ARG V=1\nRUN wget https://h/a-$V.tgz && \\\n    tar xf a-${V}.tgz && \\\n    cd a && make',
        'ARG V=1\nRUN wget https://h/a-$V.tgz && \\\n    tar xf a-${V}.tgz && \\\n    rm a-${V}.tgz && \\\n    cd a && make',
      ],
      [
        'at the end',
        'RUN curl -LO https://h/a.deb && dpkg -i a.deb',
        'RUN curl -LO https://h/a.deb && dpkg -i a.deb && rm a.deb',
      ],
      [
        'a here-document',
        'RUN <<EOF\nwget https://h/a.zip\nunzip a.zip\nmake\nEOF',
        'RUN <<EOF\nwget https://h/a.zip\nunzip a.zip\nrm a.zip\nmake\nEOF',
      ],
      ['what is used again', 'RUN wget https://h/a.zip && unzip a.zip && sha256sum a.zip', undefined],
      ['in a subshell', 'RUN cd / && wget https://h/a.zip && (cd /opt && unzip /a.zip)', undefined],
      ['by a pattern', 'RUN wget https://h/a.zip && unzip *.zip', undefined],
      ['in two RUNs', 'RUN wget https://h/a.zip\nRUN unzip a.zip', undefined],
    ],
  },
];

describe.each(tables.map((one) => [one.rule.id, one] as const))('%s', (_id, { rule, base, cases }) => {
  const from = (text: string) => (text.includes('FROM') ? `${text}\n` : `FROM ${base}\n${text}\n`);

  it.each(cases)('%s', (_, before, after) => {
    const text = from(before);
    expect(findings(rule, text).length).toBeGreaterThan(0);
    const mended = fixed(rule, text);
    expect(mended).toBe(after === undefined ? undefined : from(after));
    if (mended === undefined) return;
    expect(findings(rule, mended)).toEqual([]);
    expect(firstFix(rule, text)?.safe).toBe(true);
    if (!text.includes('<<')) expect(fixed(rule, text.replaceAll('\n', '\r\n'))).toBe(mended.replaceAll('\n', '\r\n'));
  });
});

describe('a fix to look at', () => {
  it.each<readonly [string, Rule, string, string]>([
    [
      'where a script may use the lists',
      aptLists,
      'FROM debian:12\nRUN apt-get update && apt-get install -y a\nRUN ./more.sh\n',
      `FROM debian:12\nRUN apt-get update && apt-get install -y a && ${rm}\nRUN ./more.sh\n`,
    ],
    [
      'where a stage beside lives on them',
      aptLists,
      'FROM debian:12 AS a\nRUN apt-get update && apt-get install -y a\nFROM a AS b\nRUN apt-get install -y b\nFROM a\n',
      `FROM debian:12 AS a\nRUN apt-get update && apt-get install -y a && ${rm}\nFROM a AS b\nRUN apt-get install -y b\nFROM a\n`,
    ],
    [
      'an index fetched alone',
      updateAlone,
      'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y a\n',
      `FROM debian:12\nRUN apt-get update && apt-get install -y a && ${rm}\n`,
    ],
    ['yarn', npmCache, 'FROM node:22-slim\nRUN yarn\n', 'FROM node:22-slim\nRUN yarn && yarn cache clean\n'],
    [
      'an account',
      sparseLog,
      'FROM debian:12\nRUN useradd -u 1234567 me\n',
      'FROM debian:12\nRUN useradd --no-log-init -u 1234567 me\n',
    ],
    [
      'an owner',
      changedLater,
      'FROM debian:12\nRUN useradd me\nCOPY . /app\nRUN chown -R me:me /app\nUSER me\n',
      'FROM debian:12\nRUN useradd me\nCOPY --chown=me:me . /app\nUSER me\n',
    ],
    [
      'a mode',
      changedLater,
      'FROM debian:12\nCOPY . /app\nRUN chmod -R 0755 /app\n',
      'FROM debian:12\nCOPY --chmod=0755 . /app\n',
    ],
    ['a base', develBase, 'FROM python:3.13\n', 'FROM python:3.13-slim\n'],
    [
      'a base in a variable',
      develBase,
      'ARG V=3.13\nFROM python:${V} AS a\n',
      'ARG V=3.13\nFROM python:${V}-slim AS a\n',
    ],
    [
      'a base of the same name in another registry',
      develBase,
      'FROM docker.io/library/python:3.13 AS a\n',
      'FROM docker.io/library/python:3.13-slim AS a\n',
    ],
  ])('%s', (_, rule, before, after) => {
    expect(fixed(rule, before)).toBe(after);
    expect(firstFix(rule, before)?.safe).toBe(false);
  });
  it.each<readonly [string, Rule, string]>([
    ['an account made further down', changedLater, 'COPY . /app\nRUN useradd me\nRUN chown -R me /app\n'],
    ['more than the one command', changedLater, 'COPY . /app\nRUN chown -R 1 /app && make\n'],
    ['more than the one folder', changedLater, 'COPY a /app/a\nCOPY b /app/b\nRUN chown -R 1 /app\n'],
    ['a mode in letters', changedLater, 'COPY . /app\nRUN chmod -R g=u /app\n'],
    ['a script and the index alone', updateAlone, 'RUN mkdir /a && apt-get update\nRUN apt-get install -y a\n'],
  ])('none for %s', (_, rule, text) => {
    expect(findings(rule, `FROM debian:12\n${text}`).length).toBeGreaterThan(0);
    expect(fixed(rule, `FROM debian:12\n${text}`)).toBeUndefined();
  });
});
