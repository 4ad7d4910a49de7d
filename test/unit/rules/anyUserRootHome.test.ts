import { describe, expect, it } from 'vitest';
import { rootHome } from '../../../server/src/engine/rules/anyUserAccess/rootHome.ts';
import { findings, fixed, found, imageJson } from './judging.ts';

const rust = 'RUN curl --proto =https -sSf https://sh.rustup.rs | sh -s -- -y\n';

const table: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  ['WORKDIR in force', 'FROM debian:12\nWORKDIR /root\n', ['violated "/root"']],
  ['WORKDIR left again', 'FROM debian:12\nWORKDIR /root\nRUN make\nWORKDIR /work\n', []],
  ['WORKDIR of a variable', 'FROM debian:12\nARG D=/root/x\nWORKDIR $D\n', ['violated "$D"']],
  ['WORKDIR of an unknown variable', 'FROM debian:12\nARG D\nWORKDIR $D\n', []],
  ['lower case', 'from debian:12\nworkdir /root/x\n', ['violated "/root/x"']],
  ['CRLF', 'FROM debian:12\r\nWORKDIR /root/x\r\n', ['violated "/root/x"']],
  ['a path that only looks alike', 'FROM debian:12\nWORKDIR /rootfs\nCOPY a /opt/root/a\n', []],
  ['from scratch nothing is closed', 'FROM scratch\nCOPY a /root/a\nCMD ["/root/a"]\n', []],
  [
    'a builder',
    'FROM debian:12 AS b\nWORKDIR /root\nRUN pip install --user x\nFROM debian:12\nCOPY --from=b /x /x\n',
    [],
  ],
  ['a base stage', 'FROM debian:12 AS b\nWORKDIR /root\nFROM b\n', ['violated "/root"']],
  ['a test stage behind the target', '# st4sd target=app\nFROM debian:12 AS app\nFROM app\nWORKDIR /root\n', []],
  ['an ONBUILD of the base stage', 'FROM debian:12 AS b\nONBUILD WORKDIR /root\nFROM b\n', ['violated "/root"']],
  ['COPY to a file', 'FROM debian:12\nCOPY a /root/bin/a\n', ['violated "/root/bin/a"']],
  ['COPY in JSON form', 'FROM debian:12\nCOPY ["a", "/root/bin/"]\n', ['violated "["a", "/root/bin/"]"']],
  ['COPY of a folder named root', 'FROM debian:12\nADD root /\n', []],
  ['COPY of settings', 'FROM debian:12\nCOPY a /root/.bashrc\nCOPY b /root/.ssh/\nCOPY c /root/.config/x\n', []],
  [
    'COPY of software in a dot folder',
    'FROM debian:12 AS b\nFROM debian:12\nCOPY --from=b /root/.local /root/.local\n',
    ['violated "/root/.local"'],
  ],
  ['COPY of what the build uses', 'FROM debian:12\nCOPY src /root/src\nRUN make -C /root/src install\n', []],
  ['COPY of what the build works in', 'FROM debian:12\nCOPY src /root/src\nRUN cd /root/src && make install\n', []],
  ['COPY of what is removed', 'FROM debian:12\nCOPY a.tgz /root/\nRUN rm /root/*\n', []],
  ['an archive that may hold anything', 'FROM debian:12\nADD a.tgz /root\nRUN make -C /opt/b\n', []],
  ['an archive unpacked into its WORKDIR', 'FROM debian:12\nWORKDIR /root\nADD a.tgz .\nWORKDIR /work\n', []],
  [
    'an archive that something leads to',
    'FROM debian:12\nADD a.tgz /root\nCMD ["/root/a/run"]\n',
    ['violated "["/root/a/run"]"'],
  ],
  ['an archive unpacked into a folder', 'FROM debian:12\nADD a.tgz /root/a\n', ['violated "/root/a"']],
  ['COPY that chmod only touches', 'FROM debian:12\nCOPY a /root/a\nRUN chmod +x /root/a\n', ['violated "/root/a"']],
  [
    'relative COPY is the matter of WORKDIR',
    'FROM debian:12\nWORKDIR /root/a\nCOPY a .\nWORKDIR /\n',
    ['violated "/root/a"'],
  ],
  [
    'several files into /root',
    'FROM debian:12\nCOPY a.sh /root/\nCOPY b.sh /root/\nCMD ["/root/a.sh"]\n',
    ['violated "/root/"'],
  ],
  [
    'a heredoc',
    'FROM debian:12\nCOPY <<EOF /root/run.sh\nx\nEOF\nCMD ["sh", "/root/run.sh"]\n',
    ['violated "/root/run.sh"'],
  ],
  ['ENTRYPOINT', 'FROM debian:12\nENTRYPOINT ["/root/run.sh"]\n', ['violated "["/root/run.sh"]"']],
  ['CMD in shell form', 'FROM debian:12\nCMD cd /tmp && /root/run.sh\n', ['violated "cd /tmp && /root/run.sh"']],
  ['PATH', 'FROM debian:12\nENV PATH=/root/tool/bin:$PATH\n', ['violated "/root/tool/bin:$PATH"']],
  [
    'PATH on a base of unknown PATH',
    'FROM example.org/base:1\nENV PATH="/root/tool/bin:${PATH}"\n',
    ['violated ""/root/tool/bin:${PATH}""'],
  ],
  [
    'PATH that may lead nowhere',
    'FROM debian:12\nENV PATH=/root/.local/bin:$PATH\n',
    ['advice "/root/.local/bin:$PATH"'],
  ],
  ['PATH set anew', 'FROM debian:12\nENV PATH=/root/t/bin:$PATH\nENV PATH=/usr/bin:/bin\n', []],
  [
    'two folders of one PATH',
    'FROM debian:12\nENV PATH=/root/a/bin:/root/b/bin:$PATH\n',
    ['violated "/root/a/bin:/root/b/bin:$PATH"'],
  ],
  ['a library path', 'FROM debian:12\nENV LD_LIBRARY_PATH=/root/lib\n', ['violated "/root/lib"']],
  ['any other variable', 'FROM debian:12\nENV CACHE=/root/.cache\n', []],
  [
    'a variable for what was downloaded',
    'FROM debian:12\nRUN wget -O /root/a.jar https://e.org/a.jar\nENV A=/root/a.jar\n',
    ['violated "/root/a.jar"'],
  ],
  ['HOME', 'FROM debian:12\nENV HOME=/root\n', ['advice "/root"']],
  ['HOME beside a finding', 'FROM debian:12\nENV HOME=/root\nWORKDIR $HOME\n', ['violated "$HOME"']],
  ['pip --user', 'FROM debian:12\nRUN pip install --user a\n', ['violated "pip install --user a"']],
  [
    'python -m pip over two lines',
    'FROM debian:12\nRUN python3 -m pip \\\n  # quick\n  install --user a\n',
    ['violated "python3 -m pip \\\n  # quick\n  install --user a"'],
  ],
  ['pip --user of another user', 'FROM debian:12\nRUN useradd -m app\nUSER app\nRUN pip install --user a\n', []],
  ['pip --user elsewhere', 'FROM debian:12\nENV PYTHONUSERBASE=/opt/py\nRUN pip install --user a\n', []],
  ['pip --user with another HOME', 'FROM debian:12\nENV HOME=/srv\nRUN pip install --user a\n', []],
  ['pip -e', 'FROM debian:12\nRUN cd /root/src && pip install -e .\n', ['violated "pip install -e ."']],
  ['pip -e elsewhere', 'FROM debian:12\nRUN cd /src && pip install -e .\n', []],
  ['pipx', 'FROM debian:12\nRUN pipx install a\n', ['violated "pipx install a"']],
  ['pipx with a place', 'FROM debian:12\nRUN PIPX_HOME=/opt/pipx pipx install a\n', []],
  ['pipx with an exported place', 'FROM debian:12\nRUN export PIPX_HOME=/opt/pipx && pipx install a\n', []],
  ['pipx with a place that is not known', 'FROM debian:12\nARG H\nENV PIPX_HOME=$H\nRUN pipx install a\n', []],
  ['uv tool', 'FROM debian:12\nRUN uv tool install ruff\n', ['violated "uv tool install ruff"']],
  ['uv python', 'FROM debian:12\nRUN uv python install 3.12\n', ['violated "uv python install 3.12"']],
  ['uv pip', 'FROM debian:12\nRUN uv pip install --system a\n', []],
  ['cargo install', 'FROM debian:12\nRUN cargo install a\n', ['violated "cargo install a"']],
  ['cargo install in the image of rust', 'FROM rust:1.81\nRUN cargo install a\n', []],
  ['cargo install taken elsewhere', 'FROM debian:12\nRUN cargo install a && cp ~/.cargo/bin/a /usr/local/bin/\n', []],
  ['an empty folder on the PATH of the base', 'FROM ghcr.io/prefix-dev/pixi:0.67.0-focal\nUSER 1000\n', []],
  ['what is copied where the image works', 'FROM debian:12\nWORKDIR /root\nADD a.ipynb .\n', ['violated "/root"']],
  ['rustup that nothing leads to', `FROM debian:12\n${rust}`, []],
  [
    'rustup on PATH, nothing to start',
    `FROM debian:12\n${rust}ENV PATH=/root/.cargo/bin:$PATH\n`,
    ['violated "sh -s -- -y"'],
  ],
  [
    'rustup that the build itself uses',
    `FROM debian:12\n${rust}ENV PATH=/root/.cargo/bin:$PATH\nRUN cargo install --path . && mv /root/.cargo/bin/a /usr/local/bin/\n`,
    ['advice "sh -s -- -y"'],
  ],
  [
    'rustup on PATH, asked for its version',
    `FROM debian:12\n${rust}ENV PATH=/root/.cargo/bin:$PATH\nRUN cargo --version\n`,
    ['violated "sh -s -- -y"'],
  ],
  [
    'rustup on PATH, another program to start',
    `FROM debian:12\n${rust}ENV PATH=/root/.cargo/bin:$PATH\nCMD ["a"]\n`,
    ['advice "sh -s -- -y"'],
  ],
  [
    'uv on PATH',
    'FROM debian:12\nRUN curl -LsSf https://astral.sh/uv/install.sh | sh\nENV PATH=/root/.local/bin:$PATH\nCMD ["a"]\n',
    ['advice "sh"'],
  ],
  [
    'uv to start with',
    'FROM debian:12\nRUN curl -LsSf https://astral.sh/uv/install.sh | sh\nENV PATH=/root/.local/bin:$PATH\nCMD ["uv", "run", "a"]\n',
    ['violated "sh"'],
  ],
  [
    'uv with a place',
    'FROM debian:12\nRUN curl -LsSf https://astral.sh/uv/install.sh | env UV_INSTALL_DIR=/usr/local/bin sh\nENV PATH=/opt/a:$PATH\n',
    [],
  ],
  ['nvm', 'FROM debian:12\nRUN . ~/.nvm/nvm.sh && nvm install 20\n', ['violated "nvm install 20"']],
  [
    'miniconda without a prefix',
    'FROM debian:12\nRUN sh Miniconda3-latest-Linux-x86_64.sh -b\n',
    ['violated "sh Miniconda3-latest-Linux-x86_64.sh -b"'],
  ],
  [
    'miniconda under ~',
    'FROM debian:12\nRUN bash /tmp/miniforge.sh -b -p ~/conda\n',
    ['violated "bash /tmp/miniforge.sh -b -p ~/conda"'],
  ],
  [
    'miniconda under $HOME',
    'FROM debian:12\nRUN bash miniconda.sh -b -p "$HOME/conda"\n',
    ['violated "bash miniconda.sh -b -p "$HOME/conda""'],
  ],
  ['miniconda elsewhere', 'FROM debian:12\nRUN bash ~/miniforge.sh -b -p /opt/conda && rm ~/miniforge.sh\n', []],
  [
    'micromamba without a root',
    'FROM debian:12\nRUN micromamba create -n x -c conda-forge namd\n',
    ['violated "micromamba create -n x -c conda-forge namd"'],
  ],
  [
    'micromamba of its own base',
    'FROM mambaorg/micromamba:2.0.5\nRUN micromamba install -n base a\nENV PATH=/opt/conda/bin:$PATH\n',
    [],
  ],
  [
    'julia',
    'FROM julia:1.10\nRUN julia -e \'using Pkg; Pkg.add("X")\'\n',
    ['violated "julia -e \'using Pkg; Pkg.add("X")\'"'],
  ],
  [
    'julia with a depot',
    'FROM julia:1.10\nENV JULIA_DEPOT_PATH=/opt/julia\nRUN julia -e \'using Pkg; Pkg.add("X")\'\n',
    [],
  ],
  [
    'a prefix',
    'FROM debian:12\nRUN ./configure --prefix=/root/x && make install\n',
    ['violated "./configure --prefix=/root/x"'],
  ],
  [
    'a cmake prefix',
    'FROM debian:12\nRUN cmake -DCMAKE_INSTALL_PREFIX=$HOME/x ..\n',
    ['violated "cmake -DCMAKE_INSTALL_PREFIX=$HOME/x .."'],
  ],
  [
    'a prefix that is removed',
    'FROM debian:12\nRUN ./configure --prefix=/root/x && make install && rm -rf /root/x\n',
    [],
  ],
  [
    'a link from PATH',
    'FROM debian:12\nRUN ln -s /root/a/namd3 /usr/local/bin/namd3\n',
    ['violated "ln -s /root/a/namd3 /usr/local/bin/namd3"'],
  ],
  [
    'a build folder',
    'FROM debian:12\nRUN cd /root && git clone https://e.org/a && make -C a install && rm -rf a\n',
    [],
  ],
  ['a build folder that stays', 'FROM debian:12\nRUN cd /root && git clone https://e.org/a && make -C a install\n', []],
  ['a cache mount', 'FROM debian:12\nRUN --mount=type=cache,target=/root/.cache/pip pip install a\n', []],
  ['caches', 'FROM debian:12\nRUN pip install a && rm -rf /root/.cache ~/.npm\n', []],
  ['opened by numbers', 'FROM debian:12\nWORKDIR /root\nRUN chmod 755 /root\n', []],
  ['opened by letters', 'FROM debian:12\nRUN chmod o+x ~\nWORKDIR /root\n', []],
  ['opened with all below', 'FROM debian:12\nRUN chmod -R a+rX /root\nWORKDIR /root\n', []],
  ['opened for the group alone', 'FROM debian:12\nRUN chmod 750 /root\nWORKDIR /root\n', ['violated "/root"']],
  ['a folder below it opened', 'FROM debian:12\nWORKDIR /root/a\nRUN chmod 755 /root/a\n', ['violated "/root/a"']],
  [
    'opened in a builder',
    'FROM debian:12 AS b\nRUN chmod 755 /root\nFROM debian:12\nWORKDIR /root\n',
    ['violated "/root"'],
  ],
  ['Windows', 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR /root\n', []],
];

describe('root-home', () => {
  it.each(table)('%s', (_, text, expected) => {
    expect(found(rootHome, text)).toEqual(expected);
  });

  it('reads the config of an image', () => {
    expect(found(rootHome, imageJson({ WorkingDir: '/root' }))).toHaveLength(1);
    expect(found(rootHome, imageJson({ Env: ['PATH=/root/.local/bin:/usr/bin'] }))).toHaveLength(1);
    expect(found(rootHome, imageJson({ Entrypoint: ['sh', '-c', '/root/x'] }))).toHaveLength(1);
    expect(found(rootHome, imageJson({ Env: ['HOME=/root'] }))[0]).toMatch(/^advice/);
    expect(found(rootHome, imageJson({ Env: ['PATH=/usr/bin'], WorkingDir: '/work', Cmd: ['a'] }))).toEqual([]);
  });

  it('says what is so, and what to write', () => {
    expect(findings(rootHome, 'FROM debian:12\nWORKDIR /root/a\n')[0]?.message).toBe(
      'The image works in /root/a, which only root may enter. Write /opt/a instead of /root/a.',
    );
    expect(findings(rootHome, 'FROM debian:12\nRUN uv tool install ruff\n')[0]?.message).toBe(
      'uv tool installs to /root/.local/share/uv/tools, which only root may enter. Set UV_TOOL_DIR=/opt/uv-tools and UV_TOOL_BIN_DIR=/usr/local/bin for it.',
    );
  });
});

describe('the fix of root-home', () => {
  it('writes another folder at every place that names it', () => {
    const text =
      'FROM debian:12\nRUN bash miniconda.sh -b -p /root/conda && /root/conda/bin/pip install a\nENV PATH=/root/conda/bin:$PATH\n';
    expect(fixed(rootHome, text)).toBe(text.replaceAll('/root/conda', '/opt/conda'));
  });

  it('leaves what a COPY takes from another stage', () => {
    const text = 'FROM debian:12 AS b\nFROM debian:12\nCOPY --from=b /root/a /root/a\nENV PATH=/root/a/bin:$PATH\n';
    expect(fixed(rootHome, text)).toBe(
      'FROM debian:12 AS b\nFROM debian:12\nCOPY --from=b /root/a /opt/a\nENV PATH=/opt/a/bin:$PATH\n',
    );
  });

  it('leaves settings and caches of root', () => {
    const text = 'FROM debian:12\nWORKDIR /root\nCOPY c /root/.condarc\nRUN rm -rf /root/.cache\n';
    expect(fixed(rootHome, text)).toBe(text.replace('WORKDIR /root', 'WORKDIR /opt/work'));
  });

  it('takes --user out', () => {
    expect(fixed(rootHome, 'FROM debian:12\nRUN pip install --user a\n')).toBe('FROM debian:12\nRUN pip install a\n');
  });

  it.each([
    ['the other folder is there already', 'FROM debian:12\nCOPY x /opt/a\nWORKDIR /root/a\n'],
    ['a variable names it', 'FROM debian:12\nARG D=/root/a\nWORKDIR $D\n'],
    ['a default puts it there', 'FROM debian:12\nRUN pipx install a\n'],
  ])('is not offered where %s', (_, text) => {
    expect(findings(rootHome, text)).toHaveLength(1);
    expect(fixed(rootHome, text)).toBeUndefined();
  });
});
