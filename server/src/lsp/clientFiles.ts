import type { Connection } from 'vscode-languageserver';
import type { Files } from '../engine/surroundings.ts';
import { listFolderRequest, readFileRequest } from './messages.ts';

/** Files as the client has them: in its editors first, and of any kind of workspace. Each folder is listed once. */
export function clientFiles(connection: Connection): Files {
  const listed = new Map<string, Promise<readonly string[]>>();
  return {
    read: async (uri) => (await connection.sendRequest<string | null>(readFileRequest, { uri })) ?? undefined,
    list: (uri) => {
      const names = listed.get(uri) ?? connection.sendRequest<string[]>(listFolderRequest, { uri });
      listed.set(uri, names);
      return names;
    },
  };
}
