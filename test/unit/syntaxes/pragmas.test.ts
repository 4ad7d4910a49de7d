import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const tester = createRequire(import.meta.url).resolve('vscode-tmgrammar-test/dist/unit.js');

it('colours the st4sd comments, and only them', () => {
  const grammar = ['--grammar', 'test/unit/syntaxes/dockerfile.tmLanguage.json', '--config', 'package.json'];
  const files = 'test/unit/syntaxes/*.syntax-test';
  const { status, stdout, stderr } = spawnSync(process.execPath, [tester, '--compact', ...grammar, files], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(`${stdout}${stderr}`).not.toContain('ERROR');
  expect(status).toBe(0);
});
