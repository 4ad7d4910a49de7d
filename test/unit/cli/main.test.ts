import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { folderWith, run } from './run.ts';

const schema: object = JSON.parse(readFileSync(join(import.meta.dirname, '../../report.schema.json'), 'utf8'));
const validate = new Ajv2020({ strict: false }).compile(schema);

const bad = 'FROM debian:12\nRUN make\nCMD ["namd3"]\n';
const good = 'FROM debian:12\nRUN make\nCMD ["namd3"]\nUSER 10001:0\n';

async function json(cwd: string, args: readonly string[], stdin = '') {
  const { status, out, err } = await run(cwd, [...args, '--format', 'json'], stdin);
  const report = JSON.parse(out);
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  return { status, report, err };
}

describe('exit status', () => {
  it('is 1 where the level is not met', async () => {
    expect((await run(folderWith({ Dockerfile: bad }), [])).status).toBe(1);
  });
  it('is 0 where it is undecided, and 1 then with --strict', async () => {
    const folder = folderWith({ Dockerfile: good });
    expect((await run(folder, [])).status).toBe(0);
    expect((await run(folder, ['--strict'])).status).toBe(1);
  });
  it.each([
    [['--level', 'silver']],
    [['--nonsense']],
    [['--build-arg', 'X']],
    [['--date', '2026-02-30']],
    [['--format', 'xml']],
    [['--explain', 'no-such-rule']],
  ])('is 2 for the call %j, with a sentence on standard error and nothing on standard output', async (args) => {
    const { status, out, err } = await run(folderWith({ Dockerfile: bad }), args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^st4sd-check: .+\.\n$/);
  });
  it('is 3 where something could not be read, and the others are still reported', async () => {
    const { status, report, err } = await json(folderWith({ Dockerfile: bad }), [
      'Dockerfile',
      'missing',
      'docker://x/y:1',
    ]);
    expect(status).toBe(3);
    expect(report.subjects.map(({ path }: { path: string }) => path)).toEqual(['Dockerfile']);
    expect(report.errors.map(({ path }: { path: string }) => path)).toEqual(['missing', 'docker://x/y:1']);
    expect(err).toContain('missing: There is no such file or folder.');
  });
  it('is 1 for a file that cannot be built', async () => {
    const { status, report } = await json(folderWith({ Dockerfile: 'FROM debian:12\nRUNN x\n' }), []);
    expect(status).toBe(1);
    expect(report.subjects[0].levels).toEqual({ contrib: 'not-met', gold: 'not-met' });
    expect(report.subjects[0].problems.find(({ rule }: { rule: string }) => rule === 'syntax')).toMatchObject({
      criterion: null,
      severity: 'error',
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
    });
  });
});

describe('what is checked', () => {
  const tree = folderWith({
    Dockerfile: good,
    'a/namd.Dockerfile': good,
    'a/Dockerfile.gpu': good,
    'a/Containerfile': good,
    'a/notes.txt': 'FROM x',
    'node_modules/x/Dockerfile': bad,
    'ignored/Dockerfile': bad,
    '.gitignore': 'ignored/\n',
    'Dockerfile.d/README': 'x',
  });
  const paths = async (...args: string[]) =>
    (await json(tree, args)).report.subjects.map(({ path }: { path: string }) => path);

  it('is every Dockerfile of the folder, .gitignore and node_modules kept', async () => {
    expect(await paths()).toEqual(['Dockerfile', 'a/Containerfile', 'a/Dockerfile.gpu', 'a/namd.Dockerfile']);
  });
  it('is what the paths name, each once', async () => {
    expect(await paths('a/namd.Dockerfile', './a', 'a')).toEqual([
      'a/Containerfile',
      'a/Dockerfile.gpu',
      'a/namd.Dockerfile',
    ]);
  });
  it('is standard input for -', async () => {
    const { report } = await json(tree, ['-'], bad);
    expect(report.subjects[0]).toMatchObject({ path: '-', kind: 'dockerfile' });
  });
  it('is an image config by its content', async () => {
    const config =
      '{"architecture": "arm64", "os": "linux", "config": {"User": "1000", "Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []}}';
    const { report } = await json(folderWith({ 'x.json': config, 'package.json': '{"name": "x"}' }), [
      'x.json',
      'package.json',
    ]);
    expect(report.subjects[0]).toMatchObject({
      kind: 'config',
      facts: { user: { state: 'known', value: { text: '1000', root: false } }, platforms: { value: ['linux/arm64'] } },
    });
    expect(report.errors[0].path).toBe('package.json');
  });
});

describe('the JSON report', () => {
  it('tells facts, target, image and level as they are', async () => {
    const text =
      'ARG BASE=3.12\nFROM python:${BASE}-slim AS app\n# st4sd image=quay.io/st4sd/x/namd-hlcs:1.0.0\n# st4sd level=gold\nENTRYPOINT exec run\n';
    const { report } = await json(folderWith({ Dockerfile: text }), ['--date', '2026-01-02']);
    expect(report).toMatchObject({
      version: 1,
      date: '2026-01-02',
      level: null,
      summary: { subjects: 1, met: 0, notMet: 1, undecided: 0, ignored: 0 },
    });
    expect(report.subjects[0]).toMatchObject({
      path: 'Dockerfile',
      target: 'app',
      image: 'quay.io/st4sd/x/namd-hlcs:1.0.0',
      imageFrom: { kind: 'pragma', path: 'Dockerfile', range: { start: { line: 2, character: 14 } } },
      level: 'gold',
      facts: {
        user: { state: 'absent' },
        entrypoint: { state: 'known', value: { form: 'shell', words: ['/bin/sh', '-c', 'exec run'] } },
        command: { state: 'absent' },
        base: { state: 'known', value: { reference: 'docker.io/library/python:3.12-slim', digest: null } },
      },
    });
  });
  it('takes --image, --target, --build-arg and --level from the call', async () => {
    const text = 'ARG V\nFROM debian:$V AS app\nUSER 1\nFROM app AS test\nUSER root\n';
    const args = ['--image', 'x/a-b:1.0.0', '--target', 'APP', '--build-arg', 'V=12', '--level', 'gold'];
    const { report } = await json(folderWith({ Dockerfile: text }), args);
    expect(report.level).toBe('gold');
    expect(report.subjects[0]).toMatchObject({
      target: 'app',
      image: 'x/a-b:1.0.0',
      imageFrom: { kind: 'option' },
      facts: { user: { value: { text: '1' } }, base: { value: { reference: 'docker.io/library/debian:12' } } },
    });
  });
  it('counts places in UTF-16 units', async () => {
    const { report } = await json(
      folderWith({ Dockerfile: 'FROM debian:12\n# \u{1F600}\nUSER  root # \u{1F600}\nCMD ["a"]\n' }),
      [],
    );
    const problem = report.subjects[0].problems.find(
      ({ rule }: { rule: string }) => rule === 'user-exists' || rule === 'non-root-user',
    );
    expect(problem.range.start).toEqual({ line: 2, character: 6 });
  });
});

describe('--fix', () => {
  it('mends the file in place and reports what is left', async () => {
    const folder = folderWith({ Dockerfile: bad });
    const { report } = await json(folder, ['--fix']);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(good);
    expect(report.subjects[0].criteria.find(({ id }: { id: string }) => id === 'non-root').verdict).toBe('met');
  });
  it('as a dry run prints a diff and changes nothing', async () => {
    const folder = folderWith({ Dockerfile: bad });
    const { out } = await run(folder, ['--fix-dry-run']);
    expect(out).toContain('--- a/Dockerfile');
    expect(out).toContain('+USER 10001:0');
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(bad);
  });
});

describe('the text report', () => {
  it('shows finding, excerpt, what to write, and both levels', async () => {
    const { out } = await run(folderWith({ 'namd.Dockerfile': bad }), []);
    expect(out).toMatch(/^namd\.Dockerfile {3}no image reference declared {3}stage "0"\n\n/);
    expect(out).toMatch(/^ {2}error {2}Runs as root: /m);
    expect(out).toContain('    1 │ FROM debian:12\n      │      ~~~~~~~~~\n      └ Run as user 10001 in group 0');
    expect(out).toMatch(/^ {2}contrib {3}not met {3}1 to go.* gold {3}not met/m);
    expect(out).toMatch(/\n1 file: 1 does not meet contrib \(0\.0 s\)\. Known vulnerabilities were not looked at\.\n$/);
  });
  it('says what a rule is for', async () => {
    const { out, status } = await run('.', ['--explain', 'non-root-user']);
    expect(status).toBe(0);
    expect(out).toMatch(/^# non-root-user\n/);
    expect((await run('.', ['--list-rules'])).out).toContain('non-root-user');
    expect((await run('.', ['--help'])).out).toContain('--fix-dry-run');
  });
});
