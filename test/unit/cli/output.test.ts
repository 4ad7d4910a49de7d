import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../server/src/cli/optionTable.ts';
import { folderWith, run } from './run.ts';

const bad = 'FROM debian:12\nRUN make\nCMD ["namd3"]\n';

describe('every format', () => {
  it.each(formats)('%s is written to a file as it is to standard output', async (format) => {
    const folder = folderWith({ Dockerfile: bad, 'a/Dockerfile': bad });
    const shown = await run(folder, ['--format', format, 'Dockerfile', 'a', 'missing']);
    expect(shown.status).toBe(3);
    expect(shown.out).toContain('missing');
    expect(shown.out).toMatch(/[^\n]\n$/);
    const kept = await run(folder, ['--format', format, '--output', 'report', 'Dockerfile', 'a', 'missing']);
    expect(kept).toEqual({ ...shown, out: '' });
    expect(readFileSync(join(folder, 'report'), 'utf8')).toBe(shown.out);
  });
  it('json is in pieces what it is as a whole', async () => {
    for (const args of [['missing'], ['Dockerfile'], ['.']]) {
      const { out } = await run(folderWith({ Dockerfile: bad, 'a/Dockerfile': bad }), ['--format', 'json', ...args]);
      expect(out).toBe(`${JSON.stringify(JSON.parse(out), null, 2)}\n`);
    }
  });
  it('junit fails with --strict what the run fails with it', async () => {
    const folder = folderWith({ Dockerfile: 'FROM debian:12\nUSER 10001:0\n' });
    expect((await run(folder, ['--format', 'junit'])).out).toContain('failures="0"');
    expect((await run(folder, ['--format', 'junit', '--strict'])).out).not.toContain('failures="0"');
  });
});

describe('what cannot be written', () => {
  it.each(['', 'missing/report'])('to %j is exit status 3, with the reason', async (output) => {
    const folder = folderWith({ Dockerfile: bad });
    const { status, out, err } = await run(folder, ['--output', join(folder, output)]);
    expect(status).toBe(3);
    expect(out).toBe('');
    expect(err).toMatch(/^st4sd-check: .+: (This is a folder|There is no such file or folder)\.\n$/);
  });
  it.runIf(process.platform === 'linux')('on a full disk is exit status 3', async () => {
    const { status, err } = await run(folderWith({ Dockerfile: bad }), ['--output', '/dev/full']);
    expect(status).toBe(3);
    expect(err).toBe('st4sd-check: /dev/full: There is no space left on the disk.\n');
  });
});

describe('--fix', () => {
  it('keeps a byte order mark, which no column counts', async () => {
    const folder = folderWith({ Dockerfile: `\uFEFF${bad}` });
    const { out } = await run(folder, ['--fix', '--format', 'json']);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(`\uFEFF${bad}USER 10001:0\n`);
    expect(JSON.parse(out).subjects[0].facts.base.value.reference).toBe('docker.io/library/debian:12');
    const { out: places } = await run(folderWith({ Dockerfile: `\uFEFF${bad}` }), ['--format', 'json']);
    expect(JSON.parse(places).subjects[0].problems[0].range.start).toEqual({ line: 0, character: 5 });
  });
  it('does not touch a file that is no UTF-8', async () => {
    const folder = folderWith({});
    const bytes = Buffer.from(`# ${'caf\u00e9'}\n${bad}`, 'latin1');
    writeFileSync(join(folder, 'Dockerfile'), bytes);
    const { status, err } = await run(folder, ['--fix']);
    expect(status).toBe(3);
    expect(err).toContain('It is not UTF-8 text');
    expect(readFileSync(join(folder, 'Dockerfile'))).toEqual(bytes);
    expect((await run(folder, [])).status).toBe(1);
  });
  it('cannot mend standard input', async () => {
    const { status, err } = await run('.', ['--fix', '-'], bad);
    expect([status, err]).toEqual([
      3,
      'st4sd-check: -: Standard input cannot be mended in place; --fix-dry-run shows the repairs.\n',
    ]);
  });
  it('as a dry run writes the diff to the file that is asked for', async () => {
    const folder = folderWith({ Dockerfile: bad });
    const { out, status } = await run(folder, ['--fix-dry-run', '--output', 'x.diff']);
    expect([status, out]).toEqual([1, '']);
    expect(readFileSync(join(folder, 'x.diff'), 'utf8')).toContain('+USER 10001:0');
  });
  it.runIf(process.getuid?.() !== 0)('tells that a file may not be written', async () => {
    const folder = folderWith({ Dockerfile: bad });
    chmodSync(join(folder, 'Dockerfile'), 0o444);
    expect((await run(folder, ['--fix'])).status).toBe(3);
  });
});

describe('reading', () => {
  it('takes the UTF-16 that Windows PowerShell writes', async () => {
    const folder = folderWith({});
    const config =
      '{"architecture": "arm64", "os": "linux", "config": {"User": "1000"}, "rootfs": {"type": "layers", "diff_ids": []}}';
    writeFileSync(join(folder, 'x.json'), Buffer.from(`\uFEFF${config}`, 'utf16le'));
    const { out } = await run(folder, ['--format', 'json', 'x.json']);
    expect(JSON.parse(out).subjects[0].facts.user.value.text).toBe('1000');
  });
  it('lets no file steer the terminal', async () => {
    const { out, err } = await run(folderWith({ 'Dockerfile.\u001B[31m': 'FROM x\u001B]0;y\u0007\u009B2J\n' }), [
      '.',
      'a\u001Bb',
    ]);
    expect((out + err).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(out).toContain('FROM x\uFFFD]0;y');
  });
});
