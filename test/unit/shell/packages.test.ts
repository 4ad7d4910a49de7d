import { describe, expect, it } from 'vitest';
import { installs } from '../../../server/src/engine/shell/packages.ts';
import { last, lines, shown } from './read.ts';

const call = (text: string) => installs(last(text));
const summary = (text: string) => {
  const found = call(text);
  return found === undefined ? undefined : `${found.manager} ${found.action}: ${found.packages.map(shown).join(' ')}`;
};

describe('installs', () => {
  it.each<[string, string]>([
    ['apt-get update', 'apt update: '],
    [
      'apt-get -y -qq --no-install-recommends install a b=1.0 c/bookworm ./d.deb',
      'apt install: a b=1.0 c/bookworm ./d.deb',
    ],
    ['DEBIAN_FRONTEND=noninteractive apt-get install -yq -o Dpkg::Use-Pty=0 -t stable a', 'apt install: a'],
    ['sudo apt install -y $buildDeps', 'apt install: ?$buildDeps?'],
    ['aptitude -y safe-upgrade', 'apt upgrade: '],
    ['apt-get dist-upgrade -y', 'apt upgrade: '],
    ['apt-get clean', 'apt clean: '],
    ['apt-get purge -y --auto-remove a', 'apt remove: a'],
    ['apt-get autoremove -y', 'apt remove: '],
    ['dpkg -i a.deb b.deb', 'dpkg install: a.deb b.deb'],
    ['dpkg --print-architecture', 'dpkg other: '],
    ['apk --no-cache add -t .build a~=1 b', 'apk install: a~=1 b'],
    ['apk add --no-cache --virtual .build -X http://x a', 'apk install: a'],
    ['apk update', 'apk update: '],
    ['apk del .build', 'apk remove: .build'],
    ['apk cache clean', 'apk clean: '],
    ['dnf -y install --setopt=install_weak_deps=False --nodocs a openssl-1:1.1.1k', 'dnf install: a openssl-1:1.1.1k'],
    ['dnf --installroot /mnt --releasever 9 install -y a', 'dnf install: a'],
    ['dnf group install -y "Development Tools"', 'dnf install: Development Tools'],
    ['dnf update -y', 'dnf upgrade: '],
    ['dnf makecache', 'dnf update: '],
    ['dnf clean all', 'dnf clean: all'],
    ['yum install -y which-${VER}', 'yum install: ?which-${VER}?'],
    ['yum -y --enablerepo epel install a', 'yum install: a'],
    ['microdnf install a', 'microdnf install: a'],
    ['tdnf install -y a', 'tdnf install: a'],
    ['rpm -Uvh https://x/a.rpm', 'rpm install: https://x/a.rpm'],
    ['rpm -qa', 'rpm other: '],
    ['rpm -e a', 'rpm remove: a'],
    ['rpm -qi a', 'rpm other: a'],
    ['zypper -n in -y a', 'zypper install: a'],
    ['zypper --non-interactive refresh', 'zypper update: '],
    ['zypper clean --all', 'zypper clean: '],
    ['pacman -Syu --noconfirm a', 'pacman install: a'],
    ['pacman -Syu', 'pacman upgrade: '],
    ['pacman -Scc --noconfirm', 'pacman clean: '],
    ['pacman -Sy', 'pacman update: '],
    ['pacman -R a', 'pacman remove: a'],
    ['brew install a', 'brew install: a'],
    ['pip install --no-cache-dir -r requirements.txt', 'pip install: '],
    ['pip3.11 install -U pip "a[b]>=1,<2" --index-url https://x -e .', 'pip install: pip a[b]>=1,<2 .'],
    ['python3.9 -m pip install .', 'pip install: .'],
    ['python -u -m pip --no-cache-dir install a', 'pip install: a'],
    ['/opt/venv/bin/pip install a', 'pip install: a'],
    ['$VENV/bin/pip install a', 'pip install: a'],
    ['pip uninstall -y a', 'pip remove: a'],
    ['pip cache purge', 'pip clean: '],
    ['pip config set global.x y', 'pip other: set global.x y'],
    ['python setup.py install', 'setuptools install: setup.py'],
    ['pipx install a', 'pipx install: a'],
    ['uv pip install --system a', 'uv install: a'],
    ['uv sync --frozen --no-dev', 'uv install: '],
    ['uv tool install a', 'uv install: a'],
    ['uv cache clean', 'uv clean: '],
    ['poetry install --no-root --only main', 'poetry install: '],
    ['poetry config virtualenvs.create false', 'poetry other: virtualenvs.create false'],
    ['pipenv install --system --deploy', 'pipenv install: '],
    ['conda install -y -c conda-forge -n base a=1 "b>=2"', 'conda install: a=1 b>=2'],
    ['conda create -n e -y python=3.9', 'conda env-create: python=3.9'],
    ['conda env create -f env.yml', 'conda env-create: '],
    ['mamba env update -n base --file env.yml', 'mamba env-update: '],
    ['conda clean -afy', 'conda clean: '],
    ['mamba clean -ay', 'mamba clean: '],
    ['micromamba install -y -n base -f /tmp/env.yaml', 'micromamba install: '],
    ['micromamba clean --all --yes', 'micromamba clean: '],
    ['conda update -n base conda', 'conda upgrade: conda'],
    ['conda run -n e pip install a', 'pip install: a'],
    ['pixi install --locked', 'pixi install: '],
    ['npm ci --omit=dev', 'npm install: '],
    ['npm install -g yarn@1', 'npm install: yarn@1'],
    ['npm cache clean --force', 'npm clean: '],
    ['npm run build', 'npm other: build'],
    ['yarn', 'yarn install: '],
    ['yarn --frozen-lockfile', 'yarn install: '],
    ['yarn add a', 'yarn install: a'],
    ['yarn cache clean', 'yarn clean: '],
    ['pnpm i -P', 'pnpm install: '],
    ['pnpm store prune', 'pnpm clean: '],
    ['gem install -N a -v 1.2', 'gem install: a'],
    ['bundle install --jobs 4', 'bundler install: '],
    ['cargo install --root /usr/local --locked a', 'cargo install: a'],
    ['cargo build --release', 'cargo other: '],
    ['go install -ldflags "-s -w" x/y@latest', 'go install: x/y@latest'],
    ['go mod download', 'go download: '],
    ['go clean -modcache', 'go clean: '],
    ['Rscript -e \'install.packages(c("a", "b"), repos="https://x")\'', 'R install: a b'],
    [
      "R -q -e \"BiocManager::install('a')\" -e \"remotes::install_github('u/b@v1', upgrade='never')\"",
      'R install: a u/b@v1',
    ],
    ['R CMD INSTALL a.tar.gz', 'R install: a.tar.gz'],
    ['install2.r --error --repos https://x a b', 'R install: a b'],
    ['R --no-save <<EOF\ninstall.packages("a")\nEOF', 'R install: a'],
    ['julia -e \'using Pkg; Pkg.add("A")\'', 'julia install: A'],
    ['cpanm -n A::B', 'cpan install: A::B'],
    ['spack -e . install gromacs +mpi', 'spack install: gromacs +mpi'],
    ['spack clean -a', 'spack clean: '],
  ])('%s', (text, expected) => {
    expect(summary(text)).toBe(expected);
  });

  it.each([
    'echo apt-get install x',
    'python x.py install a',
    "Rscript -e 'print(1)'",
    'make install',
    'python -c 1',
    'R',
    '$PIP install x',
  ])('not %s', (text) => {
    expect(call(text)).toBeUndefined();
  });

  it('gives flags, files, sources, roots and environments', () => {
    const pip = call(
      'pip install -t /opt/x --no-cache-dir -r a.txt -rb.txt --extra-index-url=https://x -i https://y z',
    );
    expect([...(pip?.flags ?? [])]).toEqual(['-t', '--no-cache-dir', '-r', '--extra-index-url', '-i']);
    expect(pip?.files.map(shown)).toEqual(['a.txt', 'b.txt']);
    expect(pip?.sources.map(shown)).toEqual(['https://x', 'https://y']);
    expect(pip?.root?.text).toBe('/opt/x');
    const conda = call('mamba env create -q -p /opt/e --file=env.yml -c bioconda');
    expect([conda?.verb, conda?.root?.text, conda?.files.map(shown), conda?.sources.map(shown)]).toEqual([
      'env create',
      '/opt/e',
      ['env.yml'],
      ['bioconda'],
    ]);
    expect([...(call('conda clean -afy')?.flags ?? [])]).toEqual(['-a', '-f', '-y']);
    expect([...(call('apt-get -q=2 -y update')?.flags ?? [])]).toEqual(['-q', '-y']);
    expect(call('conda install -n tools a')?.environment?.text).toBe('tools');
    expect(call('dnf --installroot=/mnt install a')?.root?.text).toBe('/mnt');
  });

  it('gives the place of the verb', () => {
    const text = 'apt-get -y install a';
    const { start, end } = call(text)?.verbWord.span ?? { start: 0, end: 0 };
    expect(text.slice(start, end)).toBe('install');
  });

  it('sees packages through loops and variables', () => {
    expect(lines('P="a b"; for p in $P; do apt-get install $p; done')).toEqual([
      'apt-get install a',
      'apt-get install b',
    ]);
  });
});
