import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../server/src/engine/rules/rule.ts';
import { distributionUpgrade } from '../../../server/src/engine/rules/stableBase/distributionUpgrade.ts';
import { unpinnedConda } from '../../../server/src/engine/rules/stableBase/unpinnedConda.ts';
import { unpinnedPython } from '../../../server/src/engine/rules/stableBase/unpinnedPython.ts';
import { found, messages } from './judging.ts';

/** On a base that may set more variables than are known. */
const run = (command: string) => `FROM python:3.13\nRUN ${command}\n`;

interface Case {
  readonly rule: Rule;
  /** Each with the words that the advice stands at. */
  readonly given: readonly (readonly [command: string, words: string])[];
  readonly notGiven: readonly string[];
}

const cases: readonly Case[] = [
  {
    rule: unpinnedPython,
    given: [
      ['pip install numpy', 'numpy'],
      ['pip3.11 install --no-cache-dir "numpy[extra]"', '"numpy[extra]"'],
      ['python3 -m pip install numpy scipy==1.2', 'numpy'],
      ['sudo pip install --user awscli', 'awscli'],
      ['bash -c "pip install numpy"', 'numpy'],
      ['pip install torch --index-url https://download.pytorch.org/whl/cu126', 'torch'],
      ['pip install -f https://example.org/wheels torch', 'torch'],
      ['pip install \'numpy; python_version > "3"\'', '\'numpy; python_version > "3"\''],
      ['uv pip install --system numpy', 'numpy'],
      ['uv tool install ruff', 'ruff'],
      ['uv add numpy', 'numpy'],
      ['pipx install ruff', 'ruff'],
      ['pipenv install requests', 'requests'],
      ['poetry add numpy', 'numpy'],
      ['pdm add numpy', 'numpy'],
      ['pip install --upgrade pip numpy', 'numpy'],
      ['cd /tmp && \\\n  # why\n  pip install \\\n    numpy', 'numpy'],
      ['<<EOF\nset -e\npip install numpy\nEOF', 'numpy'],
      ['["pip", "install", "numpy"]', '["pip", "install", "numpy"]'],
    ],
    notGiven: [
      'pip install --no-cache-dir -r requirements.txt',
      'pip install -r requirements.txt gunicorn',
      'pip install .',
      'pip install -e .[dev]',
      'pip install /src/app',
      'pip install ./app',
      'pip install dist/*.whl',
      'pip install *.whl',
      'pip install app-1.0.tar.gz',
      'pip install numpy==2.0',
      'pip install numpy numpy==2.0',
      'pip install build wheel',
      'pip install "numpy>=1.2"',
      'pip install numpy~=2.0 "scipy<2" pandas===1.0 "x!=3"',
      'pip install -c constraints.txt numpy',
      'pip install --constraint=constraints.txt numpy',
      'PIP_CONSTRAINT=/c.txt pip install numpy',
      'pip install --no-index --find-links=/wheels numpy',
      'pip install --find-links /wheels numpy',
      'pip install "$PACKAGES"',
      'pip install numpy==$NUMPY',
      'pip install https://example.org/app.whl',
      'pip install git+https://github.com/org/app.git@v1',
      'pip install --upgrade pip setuptools wheel',
      'pip uninstall -y numpy',
      'pip download numpy',
      'uv sync --frozen',
      'uv sync --locked --no-dev',
      'uv pip sync requirements.txt',
      'uv tool install ruff@0.5.0',
      'uv python install 3.12',
      'poetry install --no-root',
      'pipenv install --deploy',
      'pipenv sync',
      'echo pip install numpy',
    ],
  },
  {
    rule: unpinnedConda,
    given: [
      ['conda install -y numpy', 'numpy'],
      ['mamba install -yq -c conda-forge numpy python=3.12', 'numpy'],
      ['micromamba create -y -n work -c conda-forge conda-forge::gromacs', 'conda-forge::gromacs'],
      ['conda create -n work python', 'python'],
      ['pixi global install ruff', 'ruff'],
    ],
    notGiven: [
      'conda install -y numpy numpy=1.18.1',
      'conda install -c conda-forge rdkit conda-forge::rdkit==2020.03.1',
      'conda install -y numpy=2.0 "scipy>=1.2" "pandas ==2"',
      'conda install -y --file requirements.txt',
      'conda env create -f environment.yml',
      'micromamba install -y -n base -f /tmp/env.yaml',
      'conda-lock install -n work conda-lock.yml',
      'conda update -n base conda',
      'conda install -y mamba',
      'conda create -n copy --clone base',
      'conda install -y https://example.org/linux-64/a-1-0.tar.bz2',
      'conda install -y $PACKAGES',
      'conda clean -afy',
      'pixi install --locked',
      'conda env update -n base --file environment.yml',
    ],
  },
  {
    rule: distributionUpgrade,
    given: [
      ['apt-get update && apt-get upgrade -y', 'apt-get upgrade -y'],
      ['apt-get -y dist-upgrade', 'apt-get -y dist-upgrade'],
      ['apt full-upgrade -y', 'apt full-upgrade -y'],
      ['dnf -y update', 'dnf -y update'],
      ['yum update -y && yum upgrade', 'yum update -y'],
      ['microdnf upgrade', 'microdnf upgrade'],
      ['apk upgrade --no-cache', 'apk upgrade --no-cache'],
      ['apk -U upgrade', 'apk -U upgrade'],
      ['zypper --non-interactive update', 'zypper --non-interactive update'],
      ['DEBIAN_FRONTEND=noninteractive apt-get upgrade', 'DEBIAN_FRONTEND=noninteractive apt-get upgrade'],
    ],
    notGiven: [
      'apt-get update',
      'apt-get install --only-upgrade -y openssl',
      'dnf -y upgrade openssl-1:1.1.1k',
      'yum update -y openssl',
      'dnf --installroot /mnt --releasever 9 upgrade',
      'dnf group install tools',
      'apk upgrade openssl',
      'apk fix',
      'pacman -Syu --noconfirm',
      'pip install --upgrade pip',
      'echo "apt-get upgrade"',
    ],
  },
];

describe.each(cases.map((one) => [one.rule.id, one] as const))('%s', (_id, { rule, given, notGiven }) => {
  it.each(given)('is given by %s', (command, words) => {
    expect(found(rule, run(command))).toEqual([`advice "${words}"`]);
  });

  it.each(notGiven)('is not given by %s', (command) => {
    expect(found(rule, run(command))).toEqual([]);
  });
});

describe('unpinned-python', () => {
  it('is one finding a RUN, also in a builder', () => {
    expect(messages(unpinnedPython, run('pip install a b && pip install c d e f g h'))).toEqual([
      'Installs a, b, c, d, e and 3 more without a version: the next build may get another. Write a==VERSION, or install from a requirements or lock file that does.',
    ]);
    const builder = 'FROM debian:13 AS b\nRUN pip install a\nFROM debian:13\nCOPY --from=b /a /a\n';
    expect(found(unpinnedPython, builder)).toEqual(['advice "a"']);
    expect(found(unpinnedPython, 'FROM debian:13 AS b\nRUN pip install a\nFROM debian:13\n')).toEqual([]);
  });

  it('is settled by a constraint in the environment', () => {
    expect(found(unpinnedPython, 'FROM debian:13\nENV PIP_CONSTRAINT=/c.txt\nRUN pip install numpy\n')).toEqual([]);
  });
});
