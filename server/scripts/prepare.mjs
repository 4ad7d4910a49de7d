// Installs and builds what is out of date; quick when nothing has changed. Uses nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const stamps = join(root, '.build');

/** Runs a command with its output on standard error, so that standard output stays the program's own. */
export function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Makes node_modules and dist what the sources ask for. */
export function prepare() {
  const lock = digest(['package.json', 'package-lock.json']);
  if (!isCurrent('install', lock) || !existsSync(join(root, 'node_modules/esbuild'))) {
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    stamp('install', lock);
  }
  const sources = `${lock} ${newest(['server/src', 'server/data', 'server/scripts', 'client'])}`;
  if (!isCurrent('build', sources) || !existsSync(join(root, 'dist/cli.js'))) {
    run(process.execPath, ['server/scripts/build.mjs']);
    stamp('build', sources);
  }
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Count and newest change of all files: a change of either means a new build. */
function newest(folders) {
  let count = 0;
  let time = 0;
  const visit = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) visit(inside);
      else {
        count += 1;
        time = Math.max(time, statSync(inside).mtimeMs);
      }
    }
  };
  for (const folder of folders) visit(join(root, folder));
  return `${count} ${time}`;
}

function isCurrent(name, value) {
  const file = join(stamps, `${name}.stamp`);
  return existsSync(file) && readFileSync(file, 'utf8') === value;
}

function stamp(name, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, `${name}.stamp`), value);
}
