import { runsDownloaded } from '../../shell/runsDownloaded.ts';
import type { Script, ShellCommand } from '../../shell/script.ts';

/** An installer from the network, and where it puts its tools below the home of the user. */
export interface HomeTool {
  /** Its name, as a message starts. */
  readonly what: string;
  readonly default: string;
  /** The variables that move it, the first that is set counts. */
  readonly variables: readonly string[];
  readonly write: string;
  /** The programs, where they serve to build others: an image may do without them once it is built. */
  readonly builders?: readonly string[];
}

const installers: readonly (readonly [RegExp, HomeTool])[] = [
  [
    /sh\.rustup\.rs|\/rustup\//,
    {
      what: 'rustup',
      default: '.cargo',
      variables: ['CARGO_HOME'],
      write: 'Set ENV CARGO_HOME=/usr/local/cargo and RUSTUP_HOME=/usr/local/rustup before it',
      builders: ['cargo', 'rustc', 'rustup'],
    },
  ],
  [
    /astral\.sh\/uv/,
    {
      what: 'The installer of uv',
      default: '.local',
      variables: ['UV_INSTALL_DIR', 'XDG_BIN_HOME'],
      write: 'Set UV_INSTALL_DIR=/usr/local/bin for it',
      builders: ['uv', 'uvx'],
    },
  ],
  [
    /python-poetry\.org/,
    {
      what: 'The installer of poetry',
      default: '.local',
      variables: ['POETRY_HOME'],
      write: 'Set POETRY_HOME=/opt/poetry for it',
      builders: ['poetry'],
    },
  ],
  [
    /pixi\.sh/,
    {
      what: 'The installer of pixi',
      default: '.pixi',
      variables: ['PIXI_HOME'],
      write: 'Set PIXI_HOME=/opt/pixi for it',
      builders: ['pixi'],
    },
  ],
  [
    /install\.julialang\.org/,
    { what: 'The installer of Julia', default: '.juliaup', variables: [], write: 'Give it --path=/opt/juliaup' },
  ],
  [
    /pyenv\.run|pyenv-installer/,
    { what: 'pyenv', default: '.pyenv', variables: ['PYENV_ROOT'], write: 'Set ENV PYENV_ROOT=/opt/pyenv before it' },
  ],
  [
    /deno\.land/,
    {
      what: 'The installer of deno',
      default: '.deno',
      variables: ['DENO_INSTALL'],
      write: 'Set DENO_INSTALL=/usr/local for it',
    },
  ],
  [
    /bun\.sh/,
    {
      what: 'The installer of bun',
      default: '.bun',
      variables: ['BUN_INSTALL'],
      write: 'Set BUN_INSTALL=/usr/local for it',
    },
  ],
  [
    /get\.sdkman\.io/,
    {
      what: 'sdkman',
      default: '.sdkman',
      variables: ['SDKMAN_DIR'],
      write: 'Set ENV SDKMAN_DIR=/opt/sdkman before it',
    },
  ],
];

/** The installers that a script downloads and runs, by the commands that run them. */
export function homeTools(script: Script): ReadonlyMap<ShellCommand, HomeTool> {
  const found = new Map<ShellCommand, HomeTool>();
  for (const { download, by } of runsDownloaded(script)) {
    const url = download.url.pieces.join('');
    const tool = installers.find(([pattern]) => pattern.test(url))?.[1];
    if (tool !== undefined) found.set(by, tool);
  }
  return found;
}
