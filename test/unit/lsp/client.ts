import { spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const server = join(import.meta.dirname, '../../../dist/server.js');

/** A running server and a way to speak to it. */
export interface Session {
  readonly connection: MessageConnection;
  /** Ends the server as a client does, and waits for its process. */
  readonly end: () => Promise<number | null>;
}

/** Starts the built server over real pipes. */
export function startStdio(): Session {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    connection,
    end: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      const code = await ended;
      connection.dispose();
      return code;
    },
  };
}
