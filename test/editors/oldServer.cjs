// Starts the VS Code server of old code-servers, which only loads and does not run: as `server-main.js` in later ones.
const { createServer } = require('node:http');
const { join } = require('node:path');
const { parseArgs } = require('node:util');

const text = { type: 'string' };
const yes = { type: 'boolean' };
const { values } = parseArgs({
  options: {
    'server-data-dir': text,
    'extensions-dir': text,
    'telemetry-level': text,
    host: text,
    port: text,
    'install-extension': { type: 'string', multiple: true },
    'accept-server-license-terms': yes,
    'without-connection-token': yes,
  },
});

async function run() {
  const main = join(__dirname, 'node_modules/code-server-oldest/lib/vscode/out/server-main.js');
  const code = await require(main).loadCodeWithNls();
  if (values['install-extension'] !== undefined) return code.spawnCli(values);
  const { host, port, ...rest } = values;
  const vscode = await code.createServer(null, { ...rest, compatibility: '1.64' });
  const server = createServer((request, response) => vscode.handleRequest(request, response));
  server.on('upgrade', (request, socket) => {
    vscode.handleUpgrade(request, socket);
    socket.resume();
  });
  server.listen(Number(port), host);
}

void run();
