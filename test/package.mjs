// What users install is small, and holds what it should and nothing else.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [file] = readdirSync(root).filter((name) => name.endsWith('.vsix'));
if (file === undefined) throw new Error('there is no .vsix; run npm run package');
const bytes = statSync(join(root, file)).size;
const names = execFileSync('unzip', ['-Z1', join(root, file)], { encoding: 'utf8' }).trim().split('\n');
const needed = ['dist/client.js', 'dist/server.js', 'dist/browser/client.js', 'dist/browser/server.js', 'package.json', 'readme.md', 'LICENSE.txt', 'changelog.md'];
const missing = needed.filter((name) => !names.includes(`extension/${name}`));
const unwanted = names.filter((name) => /node_modules|\.map$|\.ts$|\/test\/|\.ci\//.test(name));
console.log(`${file}: ${Math.round(bytes / 1024)} KiB, ${names.length} files`);
if (bytes > 1.5 * 2 ** 20) throw new Error('larger than 1.5 MiB');
if (missing.length > 0 || unwanted.length > 0) throw new Error(`missing: ${missing}; unwanted: ${unwanted}`);

// the two programs run from the npm package
const scratch = mkdtempSync(join(tmpdir(), 'st4sd-pack-'));
const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', scratch], { cwd: root, encoding: 'utf8' }).trim();
execFileSync('tar', ['-xzf', join(scratch, packed), '-C', scratch]);
const version = execFileSync(process.execPath, [join(scratch, 'package/dist/cli.js'), '--version'], { encoding: 'utf8' }).trim();
console.log(`${packed}: st4sd-check ${version}`);
if (!packed.includes(version)) throw new Error(`the program says ${version}`);
rmSync(scratch, { recursive: true });
