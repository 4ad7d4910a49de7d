import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../server/src/engine/rules/rule.ts';
import { apkCache } from '../../../server/src/engine/rules/sizeOptimised/apkCache.ts';
import { aptLists } from '../../../server/src/engine/rules/sizeOptimised/aptLists.ts';
import { aptRecommends } from '../../../server/src/engine/rules/sizeOptimised/aptRecommends.ts';
import { condaCache } from '../../../server/src/engine/rules/sizeOptimised/condaCache.ts';
import { dnfCache } from '../../../server/src/engine/rules/sizeOptimised/dnfCache.ts';
import { npmCache } from '../../../server/src/engine/rules/sizeOptimised/npmCache.ts';
import { pipCache } from '../../../server/src/engine/rules/sizeOptimised/pipCache.ts';
import { updateAlone } from '../../../server/src/engine/rules/sizeOptimised/updateAlone.ts';
import { zypperCache } from '../../../server/src/engine/rules/sizeOptimised/zypperCache.ts';
import { findings, found } from './judging.ts';

/** `left`, `undecided` or `clean`, for RUNs on a base of the kind. */
type Case = readonly [verdict: 'left' | 'undecided' | 'clean', runs: string];

function judged(rule: Rule, text: string): string {
  const [first] = findings(rule, text);
  return first === undefined ? 'clean' : first.finding === 'undecided' ? 'undecided' : 'left';
}

const apt: readonly Case[] = [
  // F15, F16, F17, F21
  [
    'clean',
    'RUN DEBIAN_FRONTEND=noninteractive apt-get update && apt-get install -y $d && rm -rf /var/lib/apt/lists/*',
  ],
  ['clean', 'RUN apt-get update && apt-get install -y x && apt-get clean && rm -rf /var/lib/apt/lists/* /tmp/*'],
  ['clean', 'RUN apt-get update && apt-get install -y x && find /var/lib/apt/lists -type f -delete'],
  ['clean', 'RUN apt-get update && apt-get install -y x && rm -r /var/lib/apt/lists/'],
  ['clean', 'RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y x'],
  ['clean', 'RUN --mount=type=tmpfs,target=/var/lib/apt/lists,size=1g apt-get update && apt-get install -y x'],
  ['clean', 'ARG D=/var/lib\nRUN --mount=type=cache,dst=${D}/apt apt-get update && apt-get install -y x'],
  ['left', 'RUN apt-get update && apt-get install -y x && rm -rf /tmp/x'],
  ['left', 'RUN apt-get update && apt-get install -y x && apt-get clean'],
  ['left', 'RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y x'],
  ['left', 'RUN --mount=type=secret,target=/var/lib/apt apt-get update && apt-get install -y x'],
  // other ways to take them away
  ['clean', 'RUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt'],
  ['clean', 'RUN apt-get update && apt-get install -y x && rm -rf /var/lib/{apt,dpkg,cache,log}/'],
  ['clean', 'RUN apt-get update && apt-get install -y x && rm -rf /var/*'],
  ['clean', 'RUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/*_*'],
  ['clean', 'RUN apt-get update && apt-get install -y x && cd /var/lib/apt/lists && rm -rf *'],
  ['clean', 'ENV L=/var/lib/apt/lists\nRUN apt-get update && apt-get install -y x && rm -rf $L/*'],
  ['clean', 'RUN apt-get update && apt-get install -y x && apt-get distclean'],
  ['clean', 'RUN apt-get update && apt-get install -y x; /bin/rm -rf /var/lib/apt/lists/*'],
  ['clean', 'RUN apt-get update && apt-get install -y x && find /var/lib/apt/lists -type f -print0 | xargs -0 rm -f'],
  ['clean', 'RUN trap "rm -rf /var/lib/apt/lists/*" EXIT; apt-get update && apt-get install -y x'],
  ['clean', 'RUN clean() { rm -rf /var/lib/apt/lists/*; }; apt-get update && apt-get install -y x && clean'],
  // what only looks like it
  ['left', 'RUN apt-get update && apt-get install -y x && rm -rf "/var/lib/apt/lists/*"'],
  ['left', 'RUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/partial'],
  ['left', 'RUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt/list'],
  ['left', 'RUN apt-get update && apt-get install -y x && echo rm -rf /var/lib/apt/lists/*'],
  ['left', 'RUN apt-get update && apt-get install -y x # && rm -rf /var/lib/apt/lists/*'],
  ['left', 'RUN apt-get update && apt-get install -y x && find / -name "*.pyc" -delete'],
  // the order counts
  ['left', 'RUN rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y x'],
  ['left', 'RUN apt-get update && rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y x'],
  ['clean', 'RUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/* && apt-get install -y ./y.deb'],
  ['left', 'RUN apt-get update && apt-get install -y x\nRUN rm -rf /var/lib/apt/lists/*'],
  // seen through
  ['left', 'RUN bash -c "apt-get update && apt-get install -y x"'],
  ['clean', 'RUN bash -exc "apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/*"'],
  ['left', 'RUN set -ex; (sudo -E apt-get update; sudo apt-get install -y x)'],
  ['left', 'RUN ["apt-get", "update"]\nRUN ["sh", "-c", "apt-get update && apt-get install -y x"]'],
  ['clean', 'RUN <<EOF\nset -e\napt-get update\napt-get install -y x\nrm -rf /var/lib/apt/lists/*\nEOF'],
  ['left', 'RUN <<EOF\napt-get update\napt-get install -y x\nEOF'],
  ['clean', 'RUN cat <<EOF > /usr/local/bin/more\napt-get update && apt-get install -y x\nEOF'],
  ['clean', 'RUN echo apt-get update'],
  ['clean', 'RUN chroot /mnt apt-get update && chroot /mnt apt-get install -y x'],
  // a script may do it
  ['undecided', 'RUN apt-get update && apt-get install -y x && /usr/local/bin/clean-layer.sh'],
  ['undecided', 'RUN apt-get update && apt-get install -y x && /opt/cleanup'],
  ['undecided', 'RUN apt-get update && apt-get install -y x && . /opt/finish.sh'],
  ['undecided', 'RUN apt-get update && apt-get install -y x && bash ./finish'],
  ['left', 'RUN ./prepare.sh && apt-get update && apt-get install -y x'],
  ['left', 'RUN apt-get update && apt-get install -y x && . /opt/conda/etc/profile.d/conda.sh'],
  ['left', 'RUN apt-get update && apt-get install -y x && git clone https://h/a && cd a && ./configure && ./build.sh'],
  ['left', 'RUN apt-get update && apt-get install -y curl && curl -fsSL https://sh.rustup.rs | sh -s -- -y'],
  // nothing to do with it
  ['clean', 'RUN apt-get install -y x'],
  ['clean', ''],
  ['clean', 'RUN apt-get'],
];

const dnf: readonly Case[] = [
  // F19, F20
  ['clean', 'RUN dnf install -y a && dnf clean all && dnf install -y b && dnf clean all'],
  ['left', 'RUN dnf install -y a && dnf clean all && dnf install -y b'],
  ['clean', 'RUN dnf --installroot /mnt --releasever 9 install -y a'],
  ['left', 'RUN dnf group install -y "Development Tools"'],
  ['left', 'RUN dnf install -y --setopt=keepcache=0 a'],
  ['left', 'RUN dnf install -y a && dnf clean packages'],
  ['clean', 'RUN dnf -y install a && dnf -y clean all && rm -rf /var/tmp/*'],
  ['clean', 'RUN dnf install -y a && rm -rf /var/cache/dnf/*'],
  ['clean', 'RUN dnf install -y a && rm -rf /var/cache/{dnf,yum}'],
  ['clean', 'RUN dnf install -y a && rm -rf /var/cache'],
  ['left', 'RUN dnf install -y a && rm -rf /var/cache/yum'],
  ['clean', 'RUN yum install -y a && rm -rf /var/cache/yum/*'],
  ['clean', 'RUN microdnf install -y a && microdnf clean all'],
  ['left', 'RUN microdnf install -y a'],
  ['left', 'RUN tdnf install -y a'],
  ['clean', 'RUN tdnf install -y a && tdnf clean all'],
  ['clean', 'RUN yum install -y a && yum clean all'],
  ['left', 'RUN yum -y update'],
  ['clean', 'RUN --mount=type=cache,target=/var/cache dnf install -y a'],
  ['clean', 'RUN dnf config-manager --set-enabled crb'],
  ['clean', 'RUN rpm -i a.rpm'],
  ['undecided', 'RUN dnf install -y a && /root/finish.sh'],
];

const apk: readonly Case[] = [
  ['left', 'RUN apk add a'],
  ['left', 'RUN apk add -U a'],
  ['left', 'RUN apk update && apk add --no-cache a'],
  ['left', 'RUN apk upgrade'],
  ['clean', 'RUN apk add --no-cache a'],
  ['clean', 'RUN apk --no-cache add a'],
  ['clean', 'RUN apk --no-cache --update add a && apk --no-cache upgrade'],
  ['clean', 'RUN apk add --no-network a'],
  ['clean', 'RUN apk update && apk add a && rm -rf /var/cache/apk/*'],
  ['clean', 'RUN apk add a && rm -f /var/cache/apk/APKINDEX*; rm -rf /var/cache/apk'],
  ['clean', 'RUN --mount=type=cache,target=/etc/apk/cache apk add a'],
  ['clean', 'ARG APK_OPTS\nRUN apk add $APK_OPTS a'],
  ['left', 'ARG packages\nRUN apk add $packages'],
  ['clean', 'RUN apk del a'],
];

const zypper: readonly Case[] = [
  ['left', 'RUN zypper -n in a'],
  ['left', 'RUN zypper --non-interactive install a && zypper clean'],
  ['clean', 'RUN zypper -n in a && zypper clean -a'],
  ['clean', 'RUN zypper -n in a && zypper cc --all'],
  ['clean', 'RUN zypper -n in a && rm -rf /var/cache/zypp/*'],
];

const pip: readonly Case[] = [
  ['left', 'RUN pip install a'],
  ['left', 'RUN pip3.11 install -r r.txt'],
  ['left', 'RUN python3 -m pip install a'],
  ['left', 'RUN /opt/venv/bin/pip install a'],
  ['left', 'RUN . /opt/venv/bin/activate && pip install .'],
  ['left', 'RUN conda run -n x pip install a'],
  ['left', 'RUN pip install --no-compile a'],
  // F43
  ['clean', 'RUN pip install --no-cache-dir -r requirements.txt'],
  ['clean', 'RUN uv sync --frozen'],
  ['clean', 'RUN pip --no-cache-dir install a'],
  ['clean', 'RUN pip install --no-cache a'],
  ['clean', 'RUN PIP_NO_CACHE_DIR=1 pip install a'],
  ['clean', 'RUN env PIP_NO_CACHE_DIR=off pip install a'],
  ['clean', 'RUN export PIP_NO_CACHE_DIR=1 && pip install a'],
  ['clean', 'ENV PIP_NO_CACHE_DIR=0\nRUN pip install a'],
  ['clean', 'ENV PIP_NO_CACHE_DIR false\nRUN pip install a'],
  ['clean', 'ARG PIP_NO_CACHE_DIR=1\nRUN pip install a'],
  ['clean', 'ARG PIP_NO_CACHE_DIR\nRUN pip install a'],
  ['left', 'ENV PIP_NO_CACHE_DIR=\nRUN pip install a'],
  ['left', 'RUN pip install a\nENV PIP_NO_CACHE_DIR=1'],
  ['left', 'RUN PIP_NO_CACHE_DIR=1 true && pip install a'],
  ['clean', 'RUN pip install a && pip cache purge'],
  ['clean', 'RUN pip install a && rm -rf /root/.cache'],
  ['clean', 'RUN pip install a && rm -rf ~/.cache/pip'],
  ['clean', 'RUN pip install a && rm -rf $HOME/.cache/*'],
  ['clean', 'RUN pip install a && rm -fr /root/.c*'],
  ['left', 'RUN pip install a && rm -rf /root/*'],
  ['left', 'RUN pip install a && rm -rf /root/.cache/uv'],
  ['clean', 'USER app\nRUN pip install a && rm -rf /home/app/.cache'],
  ['clean', 'RUN --mount=type=cache,target=/root/.cache/pip pip install a'],
  ['clean', 'RUN --mount=type=cache,target=/root pip install a'],
  ['left', 'RUN --mount=type=cache,target=/root/.cache/uv pip install a'],
  ['clean', 'ENV PIP_CACHE_DIR=/cache/pip\nRUN --mount=type=cache,target=/cache pip install a'],
  ['left', 'ENV PIP_CACHE_DIR=/cache/pip\nRUN --mount=type=cache,target=/root/.cache pip install a'],
  ['clean', 'RUN pip install --cache-dir=/tmp/p a && rm -rf /tmp/*'],
  ['left', 'RUN pip install --cache-dir /tmp/p a'],
  ['clean', 'RUN pip install --no-index --find-links=/wheels a'],
  ['clean', 'RUN pip install --no-deps ./a.whl'],
  ['clean', 'RUN pip install'],
  ['clean', 'RUN pip uninstall -y a'],
  ['clean', 'ARG PIP_ARGS\nRUN pip install $PIP_ARGS a'],
  ['clean', 'RUN pip config set global.no-cache-dir true && pip install a'],
  ['clean', 'COPY pip.conf /etc/pip.conf\nRUN pip install a'],
  ['clean', 'RUN printf "[global]\\nno-cache-dir = true\\n" > /etc/pip.conf\nRUN pip install a'],
  ['clean', 'RUN cat <<EOF > /x.sh\npip install a\nEOF'],
];

const conda: readonly Case[] = [
  // F44
  ['clean', 'RUN conda install -y a && conda clean -afy'],
  ['clean', 'RUN micromamba install -y a && micromamba clean --all --yes'],
  ['clean', 'RUN mamba env create -f env.yml && mamba clean -ay'],
  ['clean', 'ENV CONDA_PKGS_DIRS=/p\nRUN --mount=type=cache,target=/p conda install -y a'],
  ['clean', 'RUN --mount=type=cache,target=/opt/conda/pkgs conda install -y a'],
  ['clean', 'RUN conda install -y a && conda clean -tipsy'],
  ['clean', 'RUN conda install -y a && rm -rf /opt/conda/pkgs/*'],
  ['clean', 'RUN conda install -y a && rm -rf "$CONDA_DIR/pkgs"'],
  ['left', 'RUN conda install -y a'],
  ['left', 'RUN conda clean -afy && conda install -y a'],
  ['left', 'RUN conda install -y a && conda clean --index-cache'],
  ['left', 'RUN conda env update -n base -f env.yml'],
  ['left', 'RUN conda update -n base conda'],
  ['left', 'RUN mamba create -n x a'],
  ['clean', 'RUN conda create -n x'],
  ['clean', 'RUN conda install --download-only a'],
  ['clean', 'RUN conda config --add channels conda-forge && conda init bash'],
  ['left', 'RUN . /opt/conda/etc/profile.d/conda.sh && conda activate x && conda install -y a'],
  ['undecided', 'RUN conda install -y a && /opt/finish.sh'],
];

const npm: readonly Case[] = [
  ['left', 'RUN npm ci'],
  ['left', 'RUN npm install -g a'],
  ['clean', 'RUN npm ci && npm cache clean --force'],
  ['clean', 'RUN npm ci && rm -rf /root/.npm'],
  ['clean', 'RUN npm ci && rm -rf ~/.npm/_cacache ~/.npm'],
  ['clean', 'RUN --mount=type=cache,target=/root/.npm npm ci'],
  ['clean', 'RUN npm run build && npm test'],
  ['left', 'RUN yarn'],
  ['clean', 'RUN yarn build && yarn config set a b'],
  ['clean', 'RUN yarn install && yarn cache clean'],
  ['clean', 'RUN yarn install && rm -rf /usr/local/share/.cache'],
  ['left', 'RUN pnpm install'],
  ['clean', 'RUN --mount=type=cache,id=s,target=/pnpm/store pnpm install'],
  ['clean', 'RUN npm ci --cache /tmp/n && rm -rf /tmp/n'],
];

describe.each([
  ['apt-lists', aptLists, 'debian:12', apt],
  ['dnf-cache', dnfCache, 'rockylinux:9', dnf],
  ['apk-cache', apkCache, 'alpine:3.23', apk],
  ['zypper-cache', zypperCache, 'opensuse/leap:15.6', zypper],
  ['pip-cache', pipCache, 'python:3.13-slim', pip],
  ['conda-cache', condaCache, 'condaforge/miniforge3:25.3.0-3', conda],
  ['npm-cache', npmCache, 'node:22-slim', npm],
] as const)('%s', (_, rule, base, cases) => {
  it.each(cases)('%s: %s', (verdict, runs) => {
    expect(judged(rule, `FROM ${base}\n${runs}\n`)).toBe(verdict);
  });
  it.each(cases.filter(([, runs]) => !runs.includes('<<')))('in CRLF, %s: %s', (verdict, runs) => {
    expect(judged(rule, `FROM ${base}\n${runs}\n`.replaceAll('\n', '\r\n'))).toBe(verdict);
  });
  it('says nothing of a builder', () => {
    const builder = cases.map(([, runs]) => `${runs}\n`).join('');
    expect(found(rule, `FROM ${base} AS build\n${builder}FROM debian:12\nCOPY --from=build /a /a\n`)).toEqual([]);
    // F18, F45
    expect(found(rule, `FROM ${base} AS build\n${builder}FROM scratch\nCOPY --from=build / /\n`)).toEqual([]);
  });
  it('looks at the stages the target is built on, and at what ONBUILD brings', () => {
    const [, left = ''] = cases.find(([verdict]) => verdict === 'left') ?? [];
    const run = left.split('\n').find((line) => line.startsWith('RUN')) ?? '';
    expect(judged(rule, `FROM ${base} AS a\n${run}\nFROM a AS b\nFROM b\n`)).toBe('left');
    expect(judged(rule, `FROM ${base} AS a\nONBUILD ${run}\nFROM a\n`)).toBe('left');
    expect(judged(rule, `FROM ${base}\nONBUILD ${run}\n`)).toBe('clean');
  });
});

describe('one finding a RUN', () => {
  it('at the first command that leaves something', () => {
    const text = 'FROM python:3.13-slim\nRUN pip install a && pip install b\nRUN pip install c\n';
    expect(found(pipCache, text)).toEqual(['violated "pip install a"', 'violated "pip install c"']);
  });
});

describe('apt-recommends', () => {
  it.each([
    ['RUN apt-get install -y a', 1],
    ['RUN apt-get install -y a && apt install b', 1],
    ['RUN apt-get install -y a\nRUN apt install b', 2],
    ['RUN apt-get install -y --no-install-recommends a', 0],
    ['RUN apt-get --no-install-recommends install a', 0],
    ['RUN apt-get install -y -o APT::Install-Recommends=false a', 0],
    ['RUN apt-get -o=APT::Install-Recommends=0 install a', 0],
    ['RUN apt-get install -y --no-install-suggests a', 1],
    ['ARG APT_OPTS\nRUN apt-get install $APT_OPTS a', 0],
    ['RUN apt-get -f install', 0],
    ['RUN apt-get build-dep -y a', 0],
    ['RUN aptitude install -R a', 0],
    ['RUN echo "APT::Install-Recommends 0;" >> /etc/apt/apt.conf && apt-get install -y a\nRUN apt-get install -y b', 0],
    ['RUN apt-get install -y a\nCOPY apt.conf /etc/apt/apt.conf.d/\nRUN apt-get install -y b', 1],
    ['RUN yum install -y a', 0],
  ])('%s: %d', (runs, count) => {
    expect(findings(aptRecommends, `FROM debian:12\n${runs}\n`)).toHaveLength(count);
  });
});

describe('what recommended packages are needed for', () => {
  const of = (packages: string, before = '') =>
    findings(aptRecommends, `FROM debian:12\n${before}RUN apt-get install -y ${packages}\n`)[0];
  it.each([
    ['less', '', true],
    ['git', ', and name what is needed of them: ca-certificates (for git)', true],
    ['wget gcc', ', and name what is needed of them: ca-certificates (for wget), libc6-dev (for gcc)', true],
    ['xvfb', ', and name what is needed of them: xauth (for xvfb)', true],
    ['cmake g++', ', and name what is needed of them: make (for cmake)', false],
    ['cmake g++ ninja-build', '', true],
    ['python3-pip', ', and name what is needed of them: build-essential (for python3-pip)', false],
    ['r-base', ', and name what is needed of them: r-base-dev (for r-base)', false],
    ['mpich libmpich-dev', '', true],
    ['curl openjdk-17-jre-headless', '', true],
  ])('%s', (packages, end, safe) => {
    const finding = of(packages);
    expect(finding?.message).toBe(
      `apt-get install brings along what the packages recommend. Add --no-install-recommends${end}.`,
    );
    expect(finding?.fixes[0]?.safe).toBe(safe);
  });
  it('is not told of what an earlier RUN has named', () => {
    expect(of('git', 'RUN apt-get install -y --no-install-recommends ca-certificates\n')?.message).not.toContain(
      'name',
    );
  });
  it('is the reader’s to add where the packages stand in a variable', () => {
    expect(of('$P', 'ARG P="git gcc"\n')?.fixes[0]?.safe).toBe(false);
  });
});

describe('update-alone', () => {
  it.each([
    ['RUN apt-get update', ['violated "apt-get update"'], []],
    ['RUN apt-get update && apt-get clean', ['violated "apt-get update"'], []],
    ['RUN apt-get update && apt-get install -y x', [], ['violated "apt-get update"']],
    ['RUN apt-get update && apt-get upgrade -y', [], ['violated "apt-get update"']],
    ['RUN apt-get update && playwright install-deps', [], ['violated "apt-get update"']],
    ['RUN apt-get update && rm -rf /var/lib/apt/lists/*', [], []],
    ['RUN apt-get update && dpkg --add-architecture i386', ['violated "apt-get update"'], []],
    ['RUN apt-get update && dpkg -i x.deb', [], ['violated "apt-get update"']],
    ['RUN apt-get update && ./install.sh', [], ['undecided "apt-get update"']],
    ['RUN apt-get install -y x', [], []],
  ])('%s', (runs, alone, lists) => {
    const text = `FROM debian:12\n${runs}\n`;
    expect(found(updateAlone, text)).toEqual(alone);
    expect(found(aptLists, text)).toEqual(lists);
  });
  it.each([
    ['alpine:3.23', 'apk update'],
    ['rockylinux:9', 'dnf makecache'],
    ['opensuse/leap:15.6', 'zypper refresh'],
  ])('on %s', (base, command) => {
    expect(found(updateAlone, `FROM ${base}\nRUN ${command}\n`)).toEqual([`violated "${command}"`]);
    for (const rule of [apkCache, dnfCache, zypperCache])
      expect(found(rule, `FROM ${base}\nRUN ${command}\n`)).toEqual([]);
  });
});
