import { describe, expect, it } from 'vitest';
import { changedLater } from '../../../server/src/engine/rules/sizeOptimised/changedLater.ts';
import { leftArchive } from '../../../server/src/engine/rules/sizeOptimised/leftArchive.ts';
import { manyLayers } from '../../../server/src/engine/rules/sizeOptimised/manyLayers.ts';
import { removedLater } from '../../../server/src/engine/rules/sizeOptimised/removedLater.ts';
import { sparseLog } from '../../../server/src/engine/rules/sizeOptimised/sparseLog.ts';
import { unusedStage } from '../../../server/src/engine/rules/sizeOptimised/unusedStage.ts';
import { wholeContext } from '../../../server/src/engine/rules/sizeOptimised/wholeContext.ts';
import { findings, found } from './judging.ts';

const url = 'https://h/a-1.tar.gz';

describe('left-archive', () => {
  it.each([
    [`RUN wget ${url} && tar xf a-1.tar.gz`, 1],
    [`RUN wget ${url} && tar xf a-1.tar.gz && rm a-1.tar.gz`, 0],
    [`RUN wget ${url} && tar xf a-1.tar.gz && rm -f *.tar.gz`, 0],
    [`RUN wget ${url} && tar xf a-1.tar.gz && rm -rf a-*`, 0],
    [`RUN cd /tmp && wget ${url} && tar xf a-1.tar.gz -C /opt && cd / && rm -rf /tmp/*`, 0],
    [`RUN mkdir /s && cd /s && wget ${url} && tar xf a-1.tar.gz && cd .. && rm -rf s`, 0],
    [`RUN wget ${url} && tar xf a-1.tar.gz && cd a-1 && make && cd .. && rm -rf a-1 a-1.tar.gz`, 0],
    [`RUN wget ${url} && tar xf a-1.tar.gz && cd a-1 && make && rm -rf a-1 a-1.tar.gz`, 1],
    [
      'ARG V\nRUN wget https://h/a-$V.tgz -O a.tgz && tar xf a.tgz && cd a-${V} && make && cd .. && rm -fr a.tgz a-$V',
      0,
    ],
    ['ARG V\nRUN wget https://h/a.tgz && tar xf a.tgz && cd $V && make && cd .. && rm -fr a.tgz', 0],
    ['ARG V\nWORKDIR /\nRUN wget https://h/a.tgz && tar xf a.tgz && cd a-$V && make && rm -fr a.tgz', 1],
    [`RUN D=$(mktemp -d) && cd $D && wget ${url} && tar xf a-1.tar.gz && rm -rf $D`, 0],
    [`RUN wget ${url} && tar xf a-1.tar.gz && (cd a-1 && make) && rm a-1.tar.gz`, 0],
    [`RUN wget ${url} && tar xf a-1.tar.gz && (make && cd a-1) && rm a-1.tar.gz`, 0],
    [`RUN wget ${url} -O a.tgz && tar xf a.tgz && find . -name "*.tgz" -delete`, 0],
    [`RUN wget ${url} && tar xf a-1.tar.gz && mv a-1.tar.gz /srv`, 0],
    [`RUN wget -qO- ${url} | tar xz`, 0],
    [`RUN curl -L ${url} > /tmp/a.tgz && tar xf /tmp/a.tgz`, 1],
    [`RUN --mount=type=tmpfs,target=/tmp curl -Lo /tmp/a.tgz ${url} && tar xf /tmp/a.tgz`, 0],
    ['RUN wget https://h/data-1.tar.gz', 0],
    ['RUN wget https://h/a.gz && gunzip a.gz', 0],
    ['RUN wget https://h/a.deb && apt-get install -y ./a.deb', 1],
    ['RUN wget https://h/cuda-keyring_1.0-1_all.deb && dpkg -i cuda-keyring_1.0-1_all.deb', 0],
    ['RUN wget https://h/Miniconda3-latest-Linux-x86_64.sh -O c.sh && bash c.sh -b', 0],
    ['RUN wget https://h/Miniconda3-latest-Linux-x86_64.sh && bash Miniconda3-latest-Linux-x86_64.sh -b', 1],
    ['RUN wget https://h/Miniconda3-1.sh && sha256sum Miniconda3-1.sh', 0],
    ['RUN for n in a b; do wget https://h/$n.zip && unzip $n.zip && rm $n.zip; done', 0],
    ['RUN for n in a b; do wget https://h/$n.zip && unzip $n.zip; done', 2],
    ['COPY a.tgz /tmp/\nRUN tar xf /tmp/a.tgz', 1],
    ['COPY a.tgz /tmp/\nRUN tar xf /tmp/a.tgz && rm /tmp/a.tgz', 0],
    ['ADD a.tgz /tmp/', 0],
    ['ADD https://h/a.tgz /tmp/\nRUN tar xf /tmp/a.tgz', 1],
  ])('%s: %d', (runs, count) => {
    expect(findings(leftArchive, `FROM debian:12\n${runs}\n`)).toHaveLength(count);
  });
});

describe('removed-later', () => {
  it.each([
    ['COPY . /src\nRUN make -C /src && rm -rf /src', ['rm -rf /src']],
    ['COPY a.tgz /tmp/\nRUN tar xf /tmp/a.tgz && rm /tmp/a.tgz', ['rm /tmp/a.tgz']],
    ['WORKDIR /w\nCOPY lib ./lib\nRUN rm -rf lib', ['rm -rf lib']],
    [`RUN wget ${url}\nRUN tar xf a-1.tar.gz && rm a-1.tar.gz`, ['rm a-1.tar.gz']],
    [`RUN wget ${url} && tar xf a-1.tar.gz\nRUN cd a-1 && make\nRUN rm -rf a-1`, ['rm -rf a-1']],
    ['RUN git clone https://h/a.git /a\nRUN make -C /a && rm -r /a', ['rm -r /a']],
    [
      'RUN git clone https://h/a.git /a && git clone https://h/b.git /b\nRUN rm -r /a\nRUN rm -r /b',
      ['rm -r /a', 'rm -r /b'],
    ],
    ['COPY a /a\nCOPY b /b\nRUN rm -r /a && rm -r /b', ['rm -r /a']],
    ['RUN git clone https://h/a.git /a && make -C /a && rm -r /a', []],
    ['COPY requirements.txt /tmp/\nRUN rm -rf /tmp/*', []],
    ['COPY env.yml setup.sh /tmp/\nRUN rm -rf /tmp/env.yml /tmp/setup.sh', []],
    ['COPY cleanup /\nRUN /cleanup && rm /cleanup', []],
    ['COPY <<EOF /tmp/a.sh\nmake\nEOF\nRUN rm -rf /tmp/a.sh', []],
    ['COPY . /app\nRUN rm -rf /app/build', []],
    ['RUN rm -rf /usr/share/doc', []],
    ['RUN --mount=type=bind,target=/src make -C /src && rm -rf /src/a', []],
    ['RUN apt-get update\nRUN rm -rf /var/lib/apt/lists/*', []],
  ])('%s', (runs, at) => {
    expect(found(removedLater, `FROM debian:12\n${runs}\n`)).toEqual(at.map((words) => `violated "${words}"`));
  });
  it('names what and where', () => {
    const text =
      'FROM debian:12 AS b\nFROM debian:12\nCOPY --from=b /debs /debs\nRUN dpkg -i /debs/*.deb && rm -rf /debs\n';
    expect(findings(removedLater, text)[0]?.message).toBe(
      'Removing /debs here makes the image no smaller: the layer of line 3 keeps it. Mount it for the RUN that needs it: RUN --mount=type=bind,from=b.',
    );
  });
  it('says how sources are mounted that a build writes to', () => {
    const text = 'FROM python:3.13-slim\nCOPY app /src\nRUN pip install /src && rm -rf /src\n';
    expect(findings(removedLater, text)[0]?.message).toMatch(
      /RUN --mount=type=bind \(with rw where the build writes there\)\.$/,
    );
  });
  it('goes across the stages that ship', () => {
    const text = 'FROM debian:12 AS a\nCOPY . /src\nFROM a\nRUN rm -rf /src\n';
    expect(found(removedLater, text)).toEqual(['violated "rm -rf /src"']);
    expect(found(removedLater, text.replace('FROM a\n', 'FROM debian:12\n'))).toEqual([]);
  });
});

describe('changed-later', () => {
  it.each([
    ['COPY . /app\nRUN chown -R 1:0 /app', 1],
    ['COPY . /app\nRUN chmod -R g=u /app', 1],
    ['COPY . /app\nRUN chgrp -R 0 /app && chmod -R g=u /app', 1],
    ['COPY . /app\nRUN chown 1:0 /app', 0],
    // no mode is another afterwards
    ['RUN git clone https://h/a.git /app\nRUN chmod -R a+rX /app', 0],
    ['COPY . /app\nRUN chmod -R u+rwX,go+rX /app', 0],
    ['COPY . /app\nRUN chmod -R a+rx /app', 1],
    ['COPY . /app\nRUN chmod -R 755 /app', 1],
    ['COPY . /app\nRUN find /app -type d -exec chmod 755 {} +', 0],
    ['COPY run.sh /app/\nRUN chmod -R 755 /app', 0],
    ['COPY . /app\nRUN mkdir /app/out && chown -R 1 /app/out', 0],
    ['COPY --chown=1:0 . /app', 0],
    ['RUN git clone https://h/a.git /app && chown -R 1 /app', 0],
    ['RUN python3 -m venv /opt/venv\nRUN chown -R 1 /opt/venv', 1],
    ['RUN chown -R 1 /home/me', 0],
  ])('%s: %d', (runs, count) => {
    expect(findings(changedLater, `FROM debian:12\n${runs}\n`)).toHaveLength(count);
  });
});

describe('whole-context', () => {
  const text = 'FROM debian:12\nWORKDIR /w\nCOPY --chown=1 . .\nADD ./ /x\nCOPY a /a\nCOPY --from=img . /b\n';
  it('asks the host for a .dockerignore', () => {
    expect(found(wholeContext, text, { files: { a: 0o644 } })).toEqual(['advice "."', 'advice "./"']);
    expect(found(wholeContext, text, { files: { '.dockerignore': 0o644 } })).toEqual([]);
  });
  it('is silent where the host sees no files', () => {
    expect(found(wholeContext, text)).toEqual([]);
  });
});

describe('sparse-log', () => {
  it.each([
    ['useradd -u 100000 a', 1],
    ['useradd -u 99999 a', 0],
    ['useradd --uid=1000140001 -m a', 1],
    ['useradd -lu 1000140001 a', 0],
    ['useradd --no-log-init -u 1000140001 a', 0],
    ['useradd -u $UNKNOWN a', 0],
    ['adduser -D -u 1000140001 a', 0],
    ['useradd a', 0],
  ])('%s: %d', (command, count) => {
    expect(findings(sparseLog, `FROM debian:12\nARG UNKNOWN\nRUN ${command}\n`)).toHaveLength(count);
  });
});

describe('many-layers', () => {
  it('counts what stands in a row', () => {
    const runs = (count: number) => 'RUN make\n'.repeat(count);
    expect(found(manyLayers, `FROM debian:12\n${runs(10)}COPY a /a\n${runs(10)}`)).toEqual([]);
    expect(found(manyLayers, `FROM debian:12\n${runs(10)}# more\n${runs(1)}`)).toEqual(['advice "RUN"']);
  });
});

describe('unused-stage', () => {
  it.each([
    ['FROM a:1 AS build\nFROM a:1\n', ['build']],
    ['FROM a:1\nFROM b:1\n', ['a:1']],
    ['FROM a:1 AS build\nFROM a:1\nCOPY --from=build /a /a\n', []],
    ['FROM a:1 AS build\nFROM a:1\nCOPY --from=0 /a /a\n', []],
    ['FROM a:1 AS build\nFROM a:1\nRUN --mount=from=build,target=/b make\n', []],
    ['FROM a:1 AS base\nFROM base AS dev\nFROM b:1\n', []],
    ['FROM a:1 AS tests\nFROM b:1\n', []],
    ['FROM a:1 AS lint-go\nFROM b:1\n', []],
    ['FROM a:1 AS server\nENTRYPOINT ["s"]\nFROM b:1\n', []],
    ['FROM a:1 AS gcc\nFROM a:1 AS clang\nFROM b:1\n', []],
    ['FROM a:1 AS base-amd64\nFROM b:1 AS base-arm64\nFROM base-$TARGETARCH\n', []],
  ])('%j', (text, names) => {
    expect(found(unusedStage, text)).toEqual(names.map((name) => `advice "${name}"`));
  });
});
