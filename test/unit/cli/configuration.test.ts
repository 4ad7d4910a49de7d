import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, run } from './run.ts';

const dockerfile = 'FROM debian:12\nRUN make\nCMD ["namd3"]\nUSER 10001:0\n';

async function subject(files: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const { status, out, err } = await run(folderWith(files), [...args, '--format', 'json']);
  const report = JSON.parse(out);
  return { status, err, report, subject: report.subjects[0] };
}

describe('.st4sd.yaml on the command line', () => {
  it('is the nearest one upward, and the report names it', async () => {
    const { subject: checked } = await subject({
      '.st4sd.yaml': 'level: contrib\n',
      'a/.st4sd.yml': 'level: gold\nimages:\n  "*.Dockerfile": quay.io/st4sd/x/namd-hlcs:1.0.0\n',
      'a/namd.Dockerfile': dockerfile,
    });
    expect(checked).toMatchObject({
      path: 'a/namd.Dockerfile',
      level: 'gold',
      configuration: 'a/.st4sd.yml',
      image: 'quay.io/st4sd/x/namd-hlcs:1.0.0',
      imageFrom: { kind: 'configuration', path: 'a/.st4sd.yml', range: { start: { line: 2 } } },
    });
  });

  it('is the one that --config names, whatever lies nearer', async () => {
    const files = { '.st4sd.yaml': 'level: contrib\n', 'ci/strict.yaml': 'level: gold\n', Dockerfile: dockerfile };
    const { subject: checked } = await subject(files, ['--config', 'ci/strict.yaml']);
    expect(checked).toMatchObject({ level: 'gold', configuration: 'ci/strict.yaml' });
  });

  it('that is not there, or no YAML at all, is a wrong call', async () => {
    expect((await run(folderWith({ Dockerfile: dockerfile }), ['--config', 'none.yaml'])).status).toBe(2);
    const { status, err } = await run(folderWith({ '.st4sd.yaml': 'a: [b\n', Dockerfile: dockerfile }), []);
    expect(status).toBe(2);
    expect(err).toContain('.st4sd.yaml');
  });

  it('with a wrong key is a subject of its own, and the rest counts', async () => {
    const { report } = await subject({ '.st4sd.yaml': 'level: gold\nlabls: [x]\n', Dockerfile: dockerfile });
    expect(report.subjects).toHaveLength(2);
    expect(report.subjects[1]).toMatchObject({
      kind: 'configuration',
      path: '.st4sd.yaml',
      problems: [{ rule: 'configuration', severity: 'warning', range: { start: { line: 1, character: 0 } } }],
    });
    expect(report.summary).toMatchObject({ subjects: 1 });
  });

  it('tells the user of a base that is in no table', async () => {
    const files = {
      Dockerfile: 'FROM registry.example/base:2\n',
      '.st4sd.yaml': 'bases:\n  registry.example/base: {user: "1000", cmd: [run]}\n',
    };
    const { subject: checked } = await subject(files);
    expect(checked.facts).toMatchObject({ user: { value: { text: '1000' } }, command: { value: { words: ['run'] } } });
  });
});

describe('ignores on the command line', () => {
  const ignored = '# st4sd ignore=non-root-user; reason=the cluster sets the user\nFROM debian:12\nCMD ["namd3"]\n';
  const nonRoot = (checked: { criteria: { id: string; verdict: string }[] }) =>
    checked.criteria.find(({ id }) => id === 'non-root')?.verdict;

  it('with a reason waive the finding, and the report says so', async () => {
    const { report, subject: checked } = await subject({ Dockerfile: ignored });
    expect(nonRoot(checked)).toBe('met');
    expect(checked.problems).toContainEqual(
      expect.objectContaining({
        rule: 'non-root-user',
        ignored: true,
        waived: 'the cluster sets the user',
        severity: null,
      }),
    );
    expect(report.summary.ignored).toBe(1);
  });

  it('without a reason only hide it', async () => {
    const { subject: checked } = await subject({ Dockerfile: ignored.replace(/; reason.*$/m, '') });
    expect(nonRoot(checked)).toBe('not-met');
  });

  it('count for nothing with --no-ignores, or where the configuration forbids them', async () => {
    expect(nonRoot((await subject({ Dockerfile: ignored }, ['--no-ignores'])).subject)).toBe('not-met');
    const files = { Dockerfile: ignored, '.st4sd.yaml': 'allowIgnores: false\n' };
    expect(nonRoot((await subject(files)).subject)).toBe('not-met');
  });

  it('a rule that is switched off leaves its criterion undecided at best', async () => {
    const { subject: checked } = await subject({ Dockerfile: dockerfile }, ['--rule', 'non-root-user=off']);
    expect(nonRoot(checked)).toBe('undecided');
  });
});

describe('a build file above the folder of the call', () => {
  const workflow = (folder: string) =>
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: docker build -t q.io/x/namd-hlcs:1.0.0 -f ${folder}/Dockerfile . && docker push q.io/x/namd-hlcs:1.0.0\n`;
  it.each([
    ['a', 'q.io/x/namd-hlcs:1.0.0'],
    ['b', null],
  ])('speaks of the Dockerfile of its folder alone: %s', async (folder, image) => {
    const root = folderWith({
      '.git/HEAD': '',
      '.github/workflows/build.yml': workflow(folder),
      'a/Dockerfile': dockerfile,
      'b/Dockerfile': dockerfile,
    });
    const { out } = await run(join(root, 'a'), ['Dockerfile', '--format', 'json']);
    expect(JSON.parse(out).subjects[0].image).toBe(image);
  });
});

describe('a COPY of the whole build context', () => {
  const copying = 'FROM debian:12\nCOPY . /src\nUSER 10001:0\n';
  it.each([
    ['no file', {}, 1],
    ['one beside', { 'docker/.dockerignore': '.git\n' }, 0],
    ['one of the Dockerfile alone', { 'docker/Dockerfile.dockerignore': '.git\n' }, 0],
    ['one in the root of the repository', { '.git/HEAD': '', '.dockerignore': '.git\n' }, 0],
    ['one above what is no repository', { '.dockerignore': '.git\n' }, 1],
    ['one above the repository', { 'docker/.git/HEAD': '', '.dockerignore': '.git\n' }, 1],
  ])('asks for a .dockerignore, and takes %s', async (_, files, findings) => {
    const { subject: checked } = await subject({ ...files, 'docker/Dockerfile': copying }, ['docker/Dockerfile']);
    const found = checked.problems.filter(({ rule }: { rule: string }) => rule === 'whole-context');
    expect(found).toHaveLength(findings);
  });
});
