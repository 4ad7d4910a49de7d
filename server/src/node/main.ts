import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../engine/version.ts';
import { startServer } from '../lsp/server.ts';
import { localFilesByUri } from './files.ts';
import { openImageByUri } from './images/byUri.ts';

const transports = ['--stdio', '--node-ipc', '--socket', '--pipe'];
if (!process.argv.some((argument) => transports.some((transport) => argument.startsWith(transport)))) {
  process.argv.push('--stdio');
}

startServer(createConnection(ProposedFeatures.all), {
  version,
  newFiles: localFilesByUri,
  openImage: openImageByUri,
  today: () => new Date().toISOString().slice(0, 10),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
});
