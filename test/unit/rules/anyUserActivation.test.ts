import { describe, expect, it } from 'vitest';
import { environmentActivation } from '../../../server/src/engine/rules/anyUserAccess/environmentActivation.ts';
import { findings, fixed, found, imageJson } from './judging.ts';

const micromamba = 'FROM mambaorg/micromamba:2.0.5\n';
const conda = 'FROM continuumio/miniconda3:24.7.1-0\n';
const create = 'RUN conda create -y -n a x\n';

const table: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  [
    'micromamba, base',
    `${micromamba}RUN micromamba install -y -n base a\n`,
    ['violated "micromamba install -y -n base a"'],
  ],
  [
    'two environments: one is enough',
    `${conda}RUN conda create -y -n a x && conda create -y -n b y\nRUN . activate a && x\nRUN . activate b && y\n`,
    ['violated ". activate a"'],
  ],
  [
    'a virtual environment of a base that is not known',
    'FROM registry.example/b:1\nRUN echo "export PATH=/opt/venv/bin:\\$PATH" >> /root/.bashrc\n',
    [],
  ],
  [
    'a virtual environment made on a base that is not known',
    'FROM registry.example/b:1\nRUN python3 -m venv /opt/venv && echo "export PATH=/opt/venv/bin:\\$PATH" >> /root/.bashrc\n',
    ['violated "echo "export PATH=/opt/venv/bin:\\$PATH" >> /root/.bashrc"'],
  ],
  [
    'micromamba, base without its name',
    `${micromamba}RUN micromamba install -y -f /e.yml\n`,
    ['violated "micromamba install -y -f /e.yml"'],
  ],
  [
    'micromamba, an environment',
    `${micromamba}RUN micromamba create -n a x\n`,
    ['violated "micromamba create -n a x"'],
  ],
  [
    'micromamba, an environment by its prefix',
    `${micromamba}RUN micromamba create -p /opt/a x\n`,
    ['violated "micromamba create -p /opt/a x"'],
  ],
  ['micromamba, nothing installed', `${micromamba}CMD ["micromamba", "--version"]\n`, []],
  ['micromamba on PATH', `${micromamba}RUN micromamba install -n base a\nENV PATH=/opt/conda/bin:$PATH\n`, []],
  [
    'micromamba on PATH by its variable',
    `${micromamba}RUN micromamba install -n base a\nENV PATH="\${MAMBA_ROOT_PREFIX}/bin:\${PATH}"\n`,
    [],
  ],
  [
    'micromamba on a PATH that is not known',
    `${micromamba}ARG P\nRUN micromamba install -n base a\nENV PATH=$P/bin:$PATH\n`,
    [],
  ],
  ['micromamba, started by its path', `${micromamba}RUN micromamba install -n base a\nCMD ["/opt/conda/bin/a"]\n`, []],
  [
    'micromamba, linked',
    `${micromamba}RUN micromamba install -n base a\nRUN ln -s /opt/conda/bin/a /usr/local/bin/a\n`,
    [],
  ],
  [
    'micromamba, in the activated environment',
    `${micromamba}RUN micromamba create -n a x && micromamba activate a && micromamba install y\nENV PATH=/opt/conda/envs/a/bin:$PATH\n`,
    [],
  ],
  [
    'micromamba, another entry point all the same',
    `${micromamba}RUN micromamba install -n base a\nENTRYPOINT ["/run.sh"]\n`,
    ['violated "micromamba install -n base a"'],
  ],
  ['micromamba, an old tag with PATH', 'FROM mambaorg/micromamba:0.9.2\nRUN micromamba install -n base a\n', []],
  [
    'the entry point of micromamba on another base',
    'FROM mambaorg/micromamba:2.0.5 AS m\nFROM debian:12\nENV MAMBA_ROOT_PREFIX=/opt/conda\nCOPY --from=m /usr/local/bin/_entrypoint.sh /usr/local/bin/_entrypoint.sh\nENTRYPOINT ["/usr/local/bin/_entrypoint.sh"]\nRUN micromamba install -n base jq\n',
    ['violated "micromamba install -n base jq"'],
  ],
  [
    'micromamba in a builder',
    `${micromamba.replace('\n', ' AS b\n')}RUN micromamba install -n base a\nFROM debian:12\nCOPY --from=b /opt/conda /opt/conda\n`,
    [],
  ],
  [
    'micromamba from a base stage',
    `${micromamba.replace('\n', ' AS b\n')}RUN micromamba install -n base a\nFROM b\n`,
    ['violated "micromamba install -n base a"'],
  ],
  ['miniconda, base', `${conda}RUN conda install -y a\n`, []],
  [
    '.bashrc',
    `${conda}${create}RUN echo "conda activate a" >> ~/.bashrc\n`,
    ['violated "echo "conda activate a" >> ~/.bashrc"'],
  ],
  [
    '.bashrc of somebody',
    `${conda}${create}RUN useradd -m u\nUSER u\nRUN echo "source activate a" >> /home/u/.bashrc\n`,
    ['violated "echo "source activate a" >> /home/u/.bashrc"'],
  ],
  [
    '.bashrc, but on PATH',
    `${conda}${create}RUN echo "conda activate a" >> ~/.bashrc\nENV PATH /opt/conda/envs/a/bin:$PATH\n`,
    [],
  ],
  [
    '.bashrc with other things',
    `${conda}RUN echo "alias ll='ls -l'" >> ~/.bashrc && echo ". /opt/conda/etc/profile.d/conda.sh" >> ~/.bashrc\n`,
    [],
  ],
  ['a comment in .bashrc', `${conda}${create}RUN echo "# conda activate a" >> ~/.bashrc\n`, []],
  ['a printed hint', `${conda}${create}RUN echo "conda activate a" > /etc/motd\n`, []],
  [
    'profile.d by a here-document',
    `${conda}${create}COPY <<E /etc/profile.d/a.sh\nconda activate a\nE\n`,
    ['violated "<<E /etc/profile.d/a.sh"'],
  ],
  [
    'cat with a here-document',
    `${conda}${create}RUN cat >> /etc/profile <<E\nconda activate a\nE\n`,
    ['violated "cat >> /etc/profile <<E"'],
  ],
  [
    'a virtual environment',
    'FROM debian:12\nRUN python3 -m venv /v && echo ". /v/bin/activate" >> ~/.bashrc\n',
    ['violated "echo ". /v/bin/activate" >> ~/.bashrc"'],
  ],
  [
    'a virtual environment on PATH',
    'FROM debian:12\nRUN python3 -m venv /v && echo ". /v/bin/activate" >> ~/.bashrc\nENV PATH=/v/bin:$PATH\n',
    [],
  ],
  [
    'PATH in .bashrc',
    'FROM debian:12\nRUN echo "export PATH=/opt/a/bin:$PATH" >> ~/.bashrc\n',
    ['violated "echo "export PATH=/opt/a/bin:$PATH" >> ~/.bashrc"'],
  ],
  [
    'PATH in .bashrc and in ENV',
    'FROM debian:12\nENV PATH=/opt/a/bin:$PATH\nRUN echo "export PATH=/opt/a/bin:$PATH" >> ~/.bashrc\n',
    [],
  ],
  [
    'what the base may have on PATH',
    'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN echo "export PATH=/usr/local/cuda/bin:$PATH" >> ~/.bashrc\n',
    [],
  ],
  [
    'oneAPI',
    'FROM debian:12\nRUN echo ". /opt/intel/oneapi/setvars.sh" >> /etc/bash.bashrc\n',
    ['violated "echo ". /opt/intel/oneapi/setvars.sh" >> /etc/bash.bashrc"'],
  ],
  [
    'oneAPI of its own base',
    'FROM intel/oneapi-hpckit:2024.2.1-0-devel-ubuntu22.04\nRUN echo ". /opt/intel/oneapi/setvars.sh" >> ~/.bashrc\n',
    [],
  ],
  ['oneAPI to build with', 'FROM debian:12\nRUN . /opt/intel/oneapi/setvars.sh && make install\n', []],
  [
    'GMXRC',
    'FROM debian:12\nRUN echo "source /opt/gromacs/bin/GMXRC" >> ~/.bashrc\n',
    ['violated "echo "source /opt/gromacs/bin/GMXRC" >> ~/.bashrc"'],
  ],
  [
    'GMXRC, but on PATH',
    'FROM debian:12\nRUN echo "source /opt/gromacs/bin/GMXRC" >> ~/.bashrc\nENV PATH=/opt/gromacs/bin:$PATH\n',
    [],
  ],
  [
    'modules',
    'FROM debian:12\nRUN echo "module load mpi" >> /etc/profile.d/z.sh\n',
    ['violated "echo "module load mpi" >> /etc/profile.d/z.sh"'],
  ],
  ['modules to build with', 'FROM debian:12\nRUN source /etc/profile && module load mpi && make\n', []],
  [
    'spack',
    'FROM debian:12\nRUN spack env activate --sh -d . >> /etc/profile.d/z.sh\n',
    ['violated "spack env activate --sh -d . >> /etc/profile.d/z.sh"'],
  ],
  [
    'spack with a view on PATH',
    'FROM debian:12\nRUN spack env activate --sh -d . >> /etc/profile.d/z.sh\nENV PATH=/opt/view/bin:$PATH\n',
    [],
  ],
  [
    'spack from a builder',
    'FROM debian:12 AS b\nRUN spack env activate --sh -d . >> /etc/profile.d/z.sh\nFROM debian:12\nCOPY --from=b /etc/profile.d/z.sh /etc/profile.d/z.sh\n',
    ['violated "/etc/profile.d/z.sh"'],
  ],
  [
    'the entry point that spack writes',
    'FROM debian:12\nRUN { echo "#!/bin/sh" && echo "." /opt/spack-environment/activate.sh && echo \'exec "$@"\'; } > /entrypoint.sh && chmod a+x /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
    ['violated "echo "." /opt/spack-environment/activate.sh"'],
  ],
  [
    'an entry point of a here-document',
    `${conda}${create}COPY --chmod=755 <<E /e.sh\n#!/bin/sh\nconda activate a\nexec "$@"\nE\nENTRYPOINT ["/e.sh"]\n`,
    ['violated "<<E /e.sh"'],
  ],
  ['an entry point of the context', 'FROM debian:12\nCOPY e.sh /e.sh\nENTRYPOINT ["/e.sh"]\n', []],
  [
    'a wrapper on PATH',
    `${conda}${create}RUN echo "conda run -n a x" > /usr/local/bin/x && echo "conda activate a" >> ~/.bashrc\n`,
    [],
  ],
  [
    'conda run in ENTRYPOINT',
    `${conda}${create}ENTRYPOINT ["conda", "run", "--no-capture-output", "-n", "a", "x"]\n`,
    ['violated "["conda", "run", "--no-capture-output", "-n", "a", "x"]"'],
  ],
  [
    'conda run in CMD, a variable',
    `${conda}${create}ENV E=a\nCMD conda run -n $E x\n`,
    ['violated "conda run -n $E x"'],
  ],
  [
    'conda run of an unknown name',
    `${conda}${create}CMD conda run -n $E x\nENV PATH=/opt/conda/envs/a/bin:$PATH\n`,
    [],
  ],
  [
    'activated in CMD',
    `${conda}${create}CMD ["bash", "-c", "source activate a && x"]\n`,
    ['violated "["bash", "-c", "source activate a && x"]"'],
  ],
  [
    'SHELL',
    `${conda}${create}SHELL ["conda", "run", "-n", "a", "/bin/bash", "-c"]\nRUN pip install y\n`,
    ['violated "["conda", "run", "-n", "a", "/bin/bash", "-c"]"'],
  ],
  ['activated in a RUN', `${conda}${create}RUN conda activate a && pip install y\n`, ['violated "conda activate a"']],
  [
    'activated in a RUN, but on PATH',
    `${conda}${create}RUN conda activate a && pip install y\nENV PATH=/opt/conda/envs/a/bin:$PATH\n`,
    [],
  ],
  ['activated in a RUN, of another file', `${conda}RUN conda activate a && pip install y\n`, []],
  [
    'conda itself in a RUN',
    'FROM debian:12\nRUN bash miniconda.sh -b -p /c && . /c/bin/activate base && conda install -y x\n',
    [],
  ],
  [
    'several signs of one environment',
    `${conda}${create}RUN echo "conda activate a" >> ~/.bashrc\nRUN conda activate a && make\nENTRYPOINT ["conda", "run", "-n", "a"]\n`,
    ['violated "["conda", "run", "-n", "a"]"'],
  ],
  [
    'conda init beside an environment',
    `FROM debian:12\nRUN bash miniconda.sh -b -p /c && /c/bin/conda init bash && /c/bin/conda create -n a x && echo "conda activate a" >> ~/.bashrc\n`,
    ['violated "echo "conda activate a" >> ~/.bashrc"'],
  ],
  [
    'conda init alone',
    'FROM debian:12\nRUN bash miniconda.sh -b -p /c && /c/bin/conda init bash\n',
    ['violated "/c/bin/conda init bash"'],
  ],
  [
    'lower case, and a comment between',
    `${conda}${create}run echo \\\n  # for people\n  "conda activate a" >> ~/.bashrc\n`,
    ['violated "echo \\\n  # for people\n  "conda activate a" >> ~/.bashrc"'],
  ],
  [
    'an ONBUILD',
    `${conda.replace('\n', ' AS b\n')}${create}ONBUILD RUN echo "conda activate a" >> ~/.bashrc\nFROM b\n`,
    ['violated "echo "conda activate a" >> ~/.bashrc"'],
  ],
];

describe('environment-activation', () => {
  it.each(table)('%s', (_, text, expected) => {
    expect(found(environmentActivation, text)).toEqual(expected);
    if (!text.includes('<<')) {
      expect(found(environmentActivation, text.replaceAll('\n', '\r\n'))).toHaveLength(expected.length);
    }
  });

  it('knows the old name of the base environment, which is on PATH', () => {
    const text = `${conda}RUN . /opt/conda/bin/activate root && conda install -y a=1 && a --version\n`;
    expect(found(environmentActivation, text)).toEqual([]);
  });

  it('names no folder for an environment of a user who may not write to that of conda', () => {
    const made = 'RUN conda env create -n a -f a.yml\nENTRYPOINT ["conda", "run", "-n", "a", "a"]\n';
    const folders = (before: string) => findings(environmentActivation, `${conda}${before}${made}`)[0]?.fixes.length;
    expect(folders('')).toBe(1);
    expect(folders('RUN useradd -m u\nUSER u\n')).toBe(0);
    expect(folders('RUN useradd -m u && chown -R u /opt/conda\nUSER u\n')).toBe(1);
  });

  it('reads the config of an image', () => {
    const config = (entrypoint: readonly string[], path: string) =>
      imageJson({ Entrypoint: entrypoint, Env: [`PATH=${path}`, 'MAMBA_ROOT_PREFIX=/opt/conda'] });
    const own = ['/usr/local/bin/_entrypoint.sh'];
    expect(found(environmentActivation, config(own, '/usr/bin:/bin'))).toHaveLength(1);
    expect(found(environmentActivation, config(own, '/opt/conda/bin:/usr/bin'))).toEqual([]);
    expect(found(environmentActivation, config(own, '/opt/conda/envs/a/bin:/usr/bin'))).toEqual([]);
    expect(found(environmentActivation, config(['micromamba', 'run', '-n', 'a'], '/opt/conda/bin'))).toHaveLength(1);
    expect(found(environmentActivation, config(['a'], '/usr/bin'))).toEqual([]);
  });

  it('says what is so, and what to write', () => {
    const [finding] = findings(environmentActivation, `${micromamba}RUN micromamba install -n base a\n`);
    expect(finding?.message).toBe(
      'Only the entry point of mambaorg/micromamba:2.0.5 turns on the environment base, and a workflow replaces it. Add ENV PATH=/opt/conda/bin:$PATH.',
    );
  });
});

describe('the fix of environment-activation', () => {
  it.each([
    [
      `${micromamba}RUN micromamba install -n base a\nUSER root\n`,
      `${micromamba}RUN micromamba install -n base a\nENV PATH=/opt/conda/bin:$PATH\nUSER root\n`,
    ],
    [
      `${conda}${create}ENTRYPOINT ["conda", "run", "-n", "a", "x"]\n`,
      `${conda}${create}ENV PATH=/opt/conda/envs/a/bin:$PATH\nENTRYPOINT ["conda", "run", "-n", "a", "x"]\n`,
    ],
    [
      'FROM debian:12\nRUN echo "export PATH=/a/bin:/b/bin:$PATH" >> ~/.bashrc',
      'FROM debian:12\nRUN echo "export PATH=/a/bin:/b/bin:$PATH" >> ~/.bashrc\nENV PATH=/a/bin:/b/bin:$PATH\n',
    ],
  ])('adds the ENV line: %j', (text, expected) => {
    expect(fixed(environmentActivation, text)).toBe(expected);
    expect(found(environmentActivation, expected)).toEqual([]);
  });

  it('is not offered where the folder is not known', () => {
    expect(fixed(environmentActivation, 'FROM debian:12\nRUN echo "module load mpi" >> ~/.bashrc\n')).toBeUndefined();
  });
});
