import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { until } from './until.mjs';

/** A window without prompts, welcome pages and anything that would ask the network. */
const quiet = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'editor.scrollBeyondLastLine': false,
};

/** Starts a VS Code server on loopback with the packaged extension installed. */
export async function startVsCode({ editor, vsix, folder, settings = {} }) {
  const data = join(folder, 'data');
  writeSettings(data, settings);
  const places = [
    '--server-data-dir',
    data,
    '--extensions-dir',
    join(folder, 'extensions'),
    '--accept-server-license-terms',
  ];
  const env = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' }; // no market place
  const installed = spawnSync(editor.node, [editor.main, '--install-extension', vsix, ...places], {
    env,
    encoding: 'utf8',
  });
  if (!/was successfully installed/.test(installed.stdout)) throw new Error(installed.stdout + installed.stderr);

  const port = await freePort();
  const log = join(folder, 'server.log');
  const output = openSync(log, 'w');
  const listening = [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--without-connection-token',
    '--telemetry-level',
    'off',
  ];
  const server = spawn(editor.node, [editor.main, ...listening, ...places], { env, stdio: ['ignore', output, output] });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode !== null) return;
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  };
  try {
    await until('the VS Code server answers', async () => (await fetch(`${url}/version`)).ok, { within: 30_000 });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, log, stop, changeSettings: (changed) => writeSettings(data, { ...settings, ...changed }) };
}

function writeSettings(data, settings) {
  for (const scope of ['User', 'Machine']) {
    mkdirSync(join(data, 'data', scope), { recursive: true });
    writeFileSync(join(data, 'data', scope, 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
