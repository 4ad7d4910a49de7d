import { describe, expect, it } from 'vitest';
import { unpinnedSource } from '../../../server/src/engine/rules/stableBase/unpinnedSource.ts';
import { found, messages } from './judging.ts';

/** On a base that may set more variables than are known. */
const run = (command: string) => `FROM python:3.13\nWORKDIR /src\nRUN ${command}\n`;
const repository = 'https://github.com/org/app.git';
const advice = (...words: readonly string[]) => words.map((word) => `advice "${word}"`);

describe('unpinned-source in a RUN', () => {
  it.each([
    ['a clone', `git clone ${repository}`, [repository]],
    ['a shallow clone', `git clone --depth 1 ${repository} app`, [repository]],
    ['a branch', `git clone -b develop ${repository}`, [repository]],
    ['the checkout of a branch', `git clone ${repository} && cd app && git checkout origin/main`, [repository]],
    [
      'a checkout elsewhere',
      `git clone ${repository} && git clone -b v1 https://x.org/b && cd b && git checkout v2`,
      [repository],
    ],
    ['a checkout before', `cd /other && git checkout v1 && git clone ${repository}`, [repository]],
    [
      'the newest release',
      'curl -LO https://github.com/o/a/releases/latest/download/a.tgz',
      ['https://github.com/o/a/releases/latest/download/a.tgz'],
    ],
    [
      'a file called latest',
      'wget https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh',
      ['https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh'],
    ],
    ['latest beside a variable', 'curl -L "https://x.org/$ARCH/latest" | tar x', ['"https://x.org/$ARCH/latest"']],
    [
      'the archive of a branch',
      'curl -L https://github.com/o/a/archive/refs/heads/main.tar.gz | tar xz',
      ['https://github.com/o/a/archive/refs/heads/main.tar.gz'],
    ],
    [
      'a raw file of a branch',
      'wget https://raw.githubusercontent.com/o/a/master/x.py',
      ['https://raw.githubusercontent.com/o/a/master/x.py'],
    ],
    ['an installer', 'curl -sSf https://sh.rustup.rs | sh -s -- -y', ['https://sh.rustup.rs']],
    ['an installer in a file', 'wget https://x.org/install.sh && bash ./install.sh', ['https://x.org/install.sh']],
    [
      'an installer that is latest, once',
      'wget https://x.org/Miniforge3-latest-Linux-x86_64.sh -O f.sh && bash f.sh',
      ['https://x.org/Miniforge3-latest-Linux-x86_64.sh'],
    ],
    ['a repository for pip', `pip install git+${repository}`, [`git+${repository}`]],
    ['a branch for pip', `pip install "app @ git+${repository}@main"`, [`"app @ git+${repository}@main"`]],
    ['a user name for pip', 'pip install git+ssh://git@github.com/org/app', ['git+ssh://git@github.com/org/app']],
  ])('%s', (_, command, words) => {
    expect(found(unpinnedSource, run(command))).toEqual(advice(...words));
  });

  it.each([
    ['a tag', `git clone --branch=v1.2 ${repository}`],
    ['a tag from a variable', `git clone -b $VERSION ${repository}`],
    ['a checkout', `git clone ${repository} && cd app && git checkout v1`],
    ['a checkout from outside', `git clone ${repository} && git -C app checkout v1`],
    ['a checkout further down in it', `git clone ${repository} x && cd x/sub && git checkout v1`],
    ['a reset', `git clone ${repository} && cd app && git reset --hard 1a2b3c4`],
    ['a checkout where the place is not known', `git clone ${repository} && cd "$DIR" && git checkout v1`],
    ['options that cannot be told', `git clone $OPTIONS ${repository}`],
    ['a folder', 'git clone /mnt/app && git clone ../app2'],
    ['a version', 'curl -LO https://github.com/o/a/releases/download/v1.2/a.tgz'],
    ['a word with latest in it', 'curl -LO https://x.org/thelatestnews/a-1.tgz'],
    ['a check sum', 'wget https://x.org/a-latest.tgz && echo "abc  a-latest.tgz" | sha256sum -c -'],
    ['a signing key', 'wget https://x.org/keys/a-latest.asc'],
    ['an installer with a version in its address', 'curl -LsSf https://astral.sh/uv/0.8.15/install.sh | sh'],
    ['an installer with a major version', 'curl -fsSL https://deb.nodesource.com/setup_22.x | bash -'],
    ['an installer that is told a version', 'curl https://sh.rustup.rs | sh -s -- --default-toolchain=1.90.0'],
    ['an installer with a variable', 'curl https://install.python-poetry.org | POETRY_VERSION=2.1 python3 -'],
    ['an address that cannot be told', 'curl "https://x.org/$VERSION/install.sh" | sh'],
    ['pip itself', 'curl https://bootstrap.pypa.io/get-pip.py | python3'],
    ['a commit for pip', `pip install git+${repository}@1a2b3c4#egg=app`],
  ])('not %s', (_, command) => {
    expect(found(unpinnedSource, run(command))).toEqual([]);
  });

  it('looks for a checkout in later instructions', () => {
    const text = `FROM debian:13\nRUN git clone ${repository} /app\nWORKDIR /app\nRUN git checkout v1\n`;
    expect(found(unpinnedSource, text)).toEqual([]);
  });

  it('takes a variable of the stage that names the version', () => {
    const install = 'RUN curl -sSL https://install.python-poetry.org | python3 -\n';
    expect(found(unpinnedSource, `FROM debian:13\nENV POETRY_VERSION=2.1\n${install}`)).toEqual([]);
    expect(found(unpinnedSource, `FROM debian:13\nENV OTHER_VERSION=2.1\n${install}`)).toHaveLength(1);
  });

  it('says which branch it is', () => {
    expect(messages(unpinnedSource, run(`git clone ${repository} && cd app && git checkout main`))).toEqual([
      `${repository} is taken as the branch main stands on the day of the build. Name a tag with --branch TAG, or check out a commit.`,
    ]);
  });

  it('looks at a builder, whose outcome is copied, and at no stage that nothing comes from', () => {
    const builder = `FROM debian:13 AS b\nRUN git clone ${repository}\nFROM debian:13\n`;
    expect(found(unpinnedSource, `${builder}COPY --from=b /a /a\n`)).toEqual(advice(repository));
    expect(found(unpinnedSource, builder)).toEqual([]);
  });
});

describe('unpinned-source in an ADD', () => {
  it.each([
    [`ADD ${repository} /src`, [repository]],
    [`ADD ${repository}#main /src`, [`${repository}#main`]],
    ['ADD git@github.com:org/app.git /src', ['git@github.com:org/app.git']],
    ['ADD https://x.org/a-latest.tgz /src', ['https://x.org/a-latest.tgz']],
    [`ADD ${repository}#v1.2:sub /src`, []],
    [`ADD ${repository}?tag=v1.2 /src`, []],
    ['ADD https://x.org/a-1.2.tgz /src', []],
    [`ADD --checksum=sha256:${'0'.repeat(64)} https://x.org/a-latest.tgz /src`, []],
    ['ADD a-latest.tgz /src', []],
    ['COPY latest /src', []],
  ])('%s', (line, words) => {
    expect(found(unpinnedSource, `FROM debian:13\n${line}\n`)).toEqual(advice(...words));
  });
});
