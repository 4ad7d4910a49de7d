import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Message,
} from 'vscode-languageserver';
import type { Session } from './client.ts';

const bundle = join(import.meta.dirname, '../../../dist/browser/server.js');

/** A worker without Node's own things, as a browser's is: what the bundle needs beyond that is a mistake. */
const prelude = `
  const { parentPort } = require('node:worker_threads');
  globalThis.self = globalThis;
  globalThis.addEventListener = () => undefined;
  globalThis.postMessage = (message) => parentPort.postMessage(message);
  parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
  delete globalThis.process; delete globalThis.Buffer; delete globalThis.require;
`;

/** Starts the built web server in a worker. */
export function startWorker(): Session {
  const worker = new Worker(
    `${prelude}\n(function (require, module, exports) {${readFileSync(bundle, 'utf8')}\n})();`,
    { eval: true },
  );
  const reader = new (class extends AbstractMessageReader {
    listen(callback: DataCallback) {
      const receive = (message: Message) => callback(message);
      worker.on('message', receive);
      return { dispose: () => worker.off('message', receive) };
    }
  })();
  const writer = new (class extends AbstractMessageWriter {
    async write(message: Message) {
      worker.postMessage(message);
    }
    end() {}
  })();
  const connection = createMessageConnection(reader, writer);
  connection.listen();
  return {
    connection,
    end: async () => {
      await connection.sendRequest('shutdown');
      connection.dispose();
      return worker.terminate().then(() => 0);
    },
  };
}
