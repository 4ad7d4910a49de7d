/** How a program that runs another one is called. */
export interface Wrapper {
  /** Short options whose value is the next word where it is not glued on. */
  readonly valued?: string;
  /** Long options whose value is the next word where there is no `=`. */
  readonly long?: readonly string[];
  /** Words between the options and the command: a duration, a directory, a user. */
  readonly operands?: number;
  /** `NAME=value` words before the command. */
  readonly assigns?: boolean;
  /** Options that name the user; `operand`: the first operand does; `root` without. */
  readonly user?: { readonly options: readonly string[]; readonly otherwise: 'root' | 'operand' | 'none' };
  /** Options with which it runs nothing. */
  readonly asks?: readonly string[];
  /** The words before the options: `run` of `conda run`. */
  readonly subcommand?: string;
  /** What the operand of this option is run as a script of a shell. */
  readonly script?: readonly string[];
}

const user = { options: ['-u', '--user'], otherwise: 'root' } as const;
const plain: Wrapper = {};
const conda: Wrapper = {
  subcommand: 'run',
  valued: 'npr',
  long: ['--name', '--prefix', '--cwd', '--root-prefix', '--attach'],
};

export const wrapperTable: ReadonlyMap<string, Wrapper> = new Map(
  Object.entries<Wrapper>({
    sudo: {
      valued: 'ugpCcDhRrTtU',
      long: ['--user', '--group', '--prompt', '--chdir', '--host', '--chroot', '--role', '--type', '--other-user'],
      assigns: true,
      user,
      asks: ['-l', '--list', '-v', '--validate', '-k', '-K', '-V', '--version'],
    },
    doas: { valued: 'uC', user },
    env: { valued: 'uC', long: ['--unset', '--chdir'], assigns: true },
    nice: { valued: 'n', long: ['--adjustment'] },
    ionice: { valued: 'cnpPu', long: ['--class', '--classdata', '--pid'] },
    time: { valued: 'fo', long: ['--format', '--output'] },
    timeout: { valued: 'ks', long: ['--kill-after', '--signal'], operands: 1 },
    exec: { valued: 'a' },
    command: { asks: ['-v', '-V'] },
    builtin: plain,
    nohup: plain,
    setsid: plain,
    stdbuf: { valued: 'ioe', long: ['--input', '--output', '--error'] },
    unbuffer: plain,
    eatmydata: plain,
    fakeroot: { valued: 'lsib', long: ['--lib', '--faked'] },
    chroot: { long: ['--userspec', '--groups'], operands: 1 },
    taskset: { operands: 1 },
    numactl: { valued: 'CNmip', long: ['--cpunodebind', '--membind', '--interleave', '--physcpubind'] },
    linux32: plain,
    linux64: plain,
    setarch: { operands: 1 },
    catchsegv: plain,
    strace: { valued: 'aeEoOpsSuPIX' },
    'xvfb-run': { valued: 'efnpsw', long: ['--error-file', '--server-num', '--server-args', '--auth-file', '--wait'] },
    'dbus-run-session': plain,
    tini: { valued: 'pe' },
    'dumb-init': { valued: 'r', long: ['--rewrite'] },
    gosu: { operands: 1, user: { options: [], otherwise: 'operand' } },
    'su-exec': { operands: 1, user: { options: [], otherwise: 'operand' } },
    setpriv: {
      long: [
        '--reuid',
        '--regid',
        '--groups',
        '--inh-caps',
        '--ambient-caps',
        '--bounding-set',
        '--securebits',
        '--ruid',
      ],
      user: { options: ['--reuid'], otherwise: 'none' },
    },
    su: {
      valued: 'csgGwT',
      long: ['--command', '--shell', '--group', '--supp-group', '--whitelist-environment', '--session-command'],
      operands: 1,
      user: { options: [], otherwise: 'operand' },
      script: ['-c', '--command', '--session-command'],
    },
    runuser: {
      valued: 'csugGwT',
      long: ['--command', '--shell', '--user', '--group', '--supp-group', '--session-command'],
      user: { options: ['-u', '--user'], otherwise: 'operand' },
      script: ['-c', '--command', '--session-command'],
    },
    conda,
    mamba: conda,
    micromamba: conda,
    busybox: plain,
    toybox: plain,
    xargs: {
      valued: 'nPLIsdaE',
      long: ['--max-args', '--max-procs', '--max-lines', '--replace', '--max-chars', '--delimiter', '--arg-file'],
    },
    poetry: { subcommand: 'run' },
    pipenv: { subcommand: 'run' },
    pixi: { subcommand: 'run', valued: 'e', long: ['--environment', '--manifest-path'] },
    uv: {
      subcommand: 'run',
      valued: 'p',
      long: [
        '--with',
        '--python',
        '--extra',
        '--group',
        '--directory',
        '--project',
        '--package',
        '--with-requirements',
      ],
    },
    '_entrypoint.sh': plain,
  }),
);
