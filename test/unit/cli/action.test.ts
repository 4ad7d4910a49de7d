import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formats } from '../../../server/src/cli/optionTable.ts';
import { folderWith } from './run.ts';

const root = join(import.meta.dirname, '../../..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const [step] = action.runs.steps;

interface Call {
  readonly status: number | null;
  readonly output: string;
  /** The arguments of each time that the check was started. */
  readonly calls: readonly (readonly string[])[];
}

/** Runs the step as a runner does, with a node that only writes down what it is called with. */
function runStep(inputs: Readonly<Record<string, string>>, exitStatus = 0): Call {
  const folder = folderWith({
    'bin/node': `#!/bin/bash\nprintf '%s\\n' "$@" '' >> calls\nexit ${exitStatus}\n`,
    output: '',
    calls: '',
  });
  chmodSync(join(folder, 'bin/node'), 0o755);
  writeFileSync(join(folder, 'step.sh'), step.run);
  const given = Object.entries<{ default: string }>(action.inputs).map(([name, input]) => [
    name,
    inputs[name] ?? input.default,
  ]);
  const values = Object.fromEntries(given);
  const env = Object.fromEntries(
    Object.entries<string>(step.env).map(([name, from]) => [name, values[/inputs\.(\w+)/.exec(from)?.[1] ?? '']]),
  );
  const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', 'step.sh'], {
    cwd: folder,
    env: {
      PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`,
      GITHUB_ACTION_PATH: '/action',
      GITHUB_OUTPUT: join(folder, 'output'),
      ...env,
    },
  });
  const calls = readFileSync(join(folder, 'calls'), 'utf8')
    .split('\n\n')
    .filter((call) => call !== '');
  return { status, output: readFileSync(join(folder, 'output'), 'utf8'), calls: calls.map((call) => call.split('\n')) };
}

describe.runIf(process.platform !== 'win32')('the GitHub Action', () => {
  it('uses every input, and no other', () => {
    const used = Object.values<string>(step.env).map((from) => /^\$\{\{ inputs\.(\w+) \}\}$/.exec(from)?.[1]);
    expect(used.sort()).toEqual(Object.keys(action.inputs).sort());
    for (const name of Object.keys(step.env)) expect(step.run).toContain(name);
    for (const format of formats) expect(action.inputs.format.description).toContain(format);
  });
  it('puts no input into the text of the script, where it could become a command', () => {
    expect(step.run).not.toContain('${{');
  });
  it('without inputs annotates what is in the repository', () => {
    expect(runStep({})).toEqual({
      status: 0,
      output: 'status=0\n',
      calls: [['/action/server/scripts/start.mjs', '--format', 'github', '--', '.']],
    });
  });
  it('passes its inputs on as they are', () => {
    const { calls } = runStep({
      paths: 'a b/Dockerfile\n\napps/*/Dockerfile\n$(touch evil)\n',
      level: 'gold',
      format: 'junit',
      output: 'a "report".xml',
      strict: 'true',
      image: 'quay.io/x/y:1.0.0',
    });
    expect(calls).toEqual([
      [
        ...['/action/server/scripts/start.mjs', '--format', 'junit', '--output', 'a "report".xml'],
        ...['--level', 'gold', '--image', 'quay.io/x/y:1.0.0', '--strict'],
        ...['--', 'a b/Dockerfile', 'apps/*/Dockerfile', '$(touch evil)'],
      ],
    ]);
  });
  it.each([1, 2, 3])('ends with the status %s of the check', (exitStatus) => {
    expect(runStep({}, exitStatus)).toMatchObject({ status: exitStatus, output: `status=${exitStatus}\n` });
  });
  it('writes SARIF first', () => {
    expect(runStep({ sarif: 'x.sarif' }).calls.map((call) => call.slice(1, 5))).toEqual([
      ['--format', 'sarif', '--output', 'x.sarif'],
      ['--format', 'github', '--', '.'],
    ]);
    expect(runStep({ sarif: 'x.sarif' }, 3)).toMatchObject({ status: 3, output: 'status=3\n' });
  });
});

describe('the pre-commit hook', () => {
  const [hook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
  it('starts a program of this repository', () => {
    expect(hook.language).toBe('script');
    expect(existsSync(join(root, hook.entry))).toBe(true);
    expect(statSync(join(root, hook.entry)).mode & 0o111).not.toBe(0);
  });
  it('is given the files that a folder is searched for', () => {
    const files = new RegExp(hook.files);
    for (const name of ['Dockerfile', 'a/Dockerfile.gpu', 'a/x.Dockerfile', 'x.dockerfile', 'b/Containerfile'])
      expect(files.test(name), name).toBe(true);
    for (const name of ['dockerfile.txt', 'Dockerfiles', 'my-Dockerfile', 'Dockerfile/x', 'compose.yaml'])
      expect(files.test(name), name).toBe(false);
  });
});
