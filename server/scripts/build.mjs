// Bundles every program of the product into dist/. `node server/scripts/build.mjs [NAME...]` builds only those named.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const everywhere = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  write: false, // a build that fails leaves the last one as it was
  define: { __VERSION__: JSON.stringify(version) },
};

// `module` first: the UMD form of some libraries hides its own imports from the bundler.
const node = { ...everywhere, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };

// The two that people start by name; their sources have no such line.
const program = { ...node, banner: { js: '#!/usr/bin/env node' } };

const browser = { ...everywhere, platform: 'browser', format: 'iife', target: 'es2022' };

const bundles = {
  cli: { ...program, entryPoints: ['server/src/cli/bin.ts'], outfile: 'dist/cli.js' },
  server: { ...program, entryPoints: ['server/src/node/main.ts'], outfile: 'dist/server.js' },
  client: { ...node, entryPoints: ['client/src/node.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  report: { ...browser, entryPoints: ['client/src/webview/report.ts'], outfile: 'dist/report.js' },
  'browser/client': {
    ...browser,
    entryPoints: ['client/src/browser.ts'],
    outfile: 'dist/browser/client.js',
    format: 'cjs', // VS Code's web host loads it as a CommonJS module
    external: ['vscode'],
  },
  'browser/server': {
    ...browser,
    entryPoints: ['server/src/browser/main.ts'],
    outfile: 'dist/browser/server.js',
    inject: ['server/scripts/bufferShim.mjs'],
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in bundles));
if (unknown.length > 0)
  throw new Error(`No such bundle: ${unknown.join(', ')}; there are ${Object.keys(bundles).join(', ')}`);

const names = asked.length > 0 ? asked : Object.keys(bundles);
const files = await Promise.all(names.map(built)).catch(() => process.exit(1)); // esbuild has said why
if (asked.length === 0) rmSync(join(root, 'dist'), { recursive: true, force: true });
for (const { path, contents } of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
  console.log(`${relative(root, path).padEnd(24)} ${(contents.length / 1024).toFixed(0).padStart(5)} kB`);
}

async function built(name) {
  const options = bundles[name];
  const { outputFiles } = await build(options);
  const [file] = outputFiles;
  if (options.platform === 'browser') refuseForeignModules(file, options.external ?? []);
  return file;
}

/** esbuild refuses Node's modules in a browser's bundle, but not a `require` that a library hides in a variable. */
function refuseForeignModules({ path, text }, external) {
  const required = [...text.matchAll(/\brequire\(\s*["'`]?([^"'`)]*)/g)].map(([, module]) => module);
  const foreign = required.filter((module) => !external.includes(module));
  if (foreign.length === 0) return;
  console.error(`${relative(root, path)} asks for what a browser does not have: ${foreign.join(', ')}`);
  throw new Error('foreign modules');
}
