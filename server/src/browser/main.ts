import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { version } from '../engine/version.ts';
import { startServer } from '../lsp/server.ts';

const worker = self as unknown as DedicatedWorkerGlobalScope; // this file only ever runs as a dedicated worker

startServer(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), {
  version,
  today: () => new Date().toISOString().slice(0, 10),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
});
