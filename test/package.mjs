// What users install is small, and holds what it should and nothing else.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [file] = readdirSync(root).filter((name) => name.endsWith('.vsix'));
if (file === undefined) throw new Error('there is no .vsix; run npm run package');
const bytes = statSync(join(root, file)).size;
const names = execFileSync('unzip', ['-Z1', join(root, file)], { encoding: 'utf8' })
  .trim()
  .split('\n');
const needed = [
  'dist/client.js',
  'dist/server.js',
  'dist/browser/client.js',
  'dist/browser/server.js',
  'package.json',
  'readme.md',
  'LICENSE.txt',
  'changelog.md',
];
const missing = needed.filter((name) => !names.includes(`extension/${name}`));
const unwanted = names.filter((name) => /node_modules|\.map$|\.ts$|\/test\/|\.ci\//.test(name));
console.log(`${file}: ${Math.round(bytes / 1024)} KiB, ${names.length} files`);
if (bytes > 1.5 * 2 ** 20) throw new Error('larger than 1.5 MiB');
if (missing.length > 0 || unwanted.length > 0) throw new Error(`missing: ${missing}; unwanted: ${unwanted}`);

// what npm gets is the two programs, which run without anything else being installed
const scratch = mkdtempSync(join(tmpdir(), 'st4sd-pack-'));
const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch];
const [{ filename, size, files }] = JSON.parse(execFileSync('npm', packing, { cwd: root, encoding: 'utf8' }));
const expected = ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist/cli.js', 'dist/server.js', 'package.json'];
const held = files.map(({ path }) => path).sort();
if (held.join() !== expected.join()) throw new Error(`the npm package holds ${held}, not ${expected}`);
if (size > 1.5 * 2 ** 20) throw new Error(`the npm package is ${Math.round(size / 1024)} KiB`);
execFileSync('tar', ['-xzf', join(scratch, filename), '-C', scratch]);
const run = (program, ...args) =>
  execFileSync(process.execPath, [join(scratch, 'package/dist', program), ...args], { encoding: 'utf8', input: '' });
const version = run('cli.js', '--version').trim();
console.log(`${filename}: ${Math.round(size / 1024)} KiB, st4sd-check ${version}`);
if (!filename.includes(version)) throw new Error(`the program says ${version}`);
writeFileSync(join(scratch, 'Dockerfile'), 'FROM debian:12\nUSER 10001:0\n');
for (const format of ['text', 'json', 'sarif', 'junit', 'github', 'markdown', 'checkstyle', 'codeclimate', 'html'])
  if (!run('cli.js', '--format', format, scratch).includes('Dockerfile')) throw new Error(`no report as ${format}`);
rmSync(scratch, { recursive: true });
