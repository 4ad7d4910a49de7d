// `npm start -- PATH...`: installs, builds and runs the check from where it was called; the examples where no path is given.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

prepare();
const args = process.argv.slice(2);
const cwd = process.env.INIT_CWD ?? process.cwd();
const paths = args.length === 0 ? [join(root, 'test/examples')] : args;
const { status } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...paths], { cwd, stdio: 'inherit' });
process.exitCode = status ?? 1;
