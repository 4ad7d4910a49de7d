import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith } from './run.ts';

const bad = 'FROM debian:12\nRUN make\nCMD ["namd3"]\n';
const folder = folderWith({ Dockerfile: bad, 'shut/Dockerfile': bad, 'open/Dockerfile': bad });
const program = join(folder, 'program.cjs');

/** The program as a process: streams, signals and rights are the system's own. */
function shell(command: string, options: { readonly uid?: number } = {}) {
  const env = { ...process.env, NODE: process.execPath, PROGRAM: program };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd: folder,
    encoding: 'utf8',
    env,
    ...options,
  });
  return { status, out: stdout, err: stderr };
}

describe.runIf(process.platform === 'linux')('the program', () => {
  beforeAll(() => {
    buildSync({
      entryPoints: [join(import.meta.dirname, '../../../server/src/cli/bin.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      logLevel: 'error',
    });
  });

  it('gives its exit status and writes nothing but the report on standard output', () => {
    const { status, out, err } = shell('"$NODE" "$PROGRAM" --format json Dockerfile');
    expect(status).toBe(1);
    expect(JSON.parse(out).summary.notMet).toBe(1);
    expect(err).toBe('');
  });
  it('is quiet when its reader has read enough', () => {
    const { status, out, err } = shell('"$NODE" "$PROGRAM" Dockerfile | exec true; echo "${PIPESTATUS[0]}"');
    expect(out).toBe('1\n');
    expect(err).toBe('');
    expect(status).toBe(0);
  });
  it('says that standard output cannot be written', () => {
    const { status, err } = shell('"$NODE" "$PROGRAM" Dockerfile > /dev/full');
    expect(status).toBe(3);
    expect(err).toBe('st4sd-check: standard output: There is no space left on the disk.\n');
  });
  it('tells a folder that may not be read, and checks the rest', () => {
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'shut'), 0);
    // the administrator may read everything
    const { status, out, err } = shell(
      '"$NODE" "$PROGRAM" --format json .',
      process.getuid?.() === 0 ? { uid: 65534 } : {},
    );
    chmodSync(join(folder, 'shut'), 0o755);
    expect(err).toBe('st4sd-check: shut: It may not be read or written by this user.\n');
    expect(status).toBe(3);
    expect(JSON.parse(out).subjects.map(({ path }: { path: string }) => path)).toEqual([
      'Dockerfile',
      'open/Dockerfile',
    ]);
  });
  it('reads a pipe by its name', () => {
    const { status, out } = shell('"$NODE" "$PROGRAM" --format json <(printf "FROM debian:12\\nUSER 1:0\\n")');
    expect(status).toBe(0);
    expect(JSON.parse(out).subjects[0].facts.user.value.text).toBe('1:0');
  });
});
