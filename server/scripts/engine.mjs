// Gives the scripts the engine as it stands in the sources.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './prepare.mjs';

/** Bundles and loads what the statements export, for instance `export * from './server/src/engine/pages.ts'`. */
export async function loadEngine(statements) {
  mkdirSync(join(root, '.build'), { recursive: true });
  const outfile = join(root, `.build/engine-${process.pid}.mjs`);
  await build({
    stdin: { contents: statements.join('\n'), resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'neutral', // the engine knows no Node, and Node's own form of yaml is no module
    mainFields: ['module', 'main'],
    outfile,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}
