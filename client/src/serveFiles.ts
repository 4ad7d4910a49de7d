import { Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { listFolderRequest, readFileRequest } from '../../server/src/lsp/messages.ts';
import { readText } from './readText.ts';

interface FileParams {
  readonly uri: string;
}

/** Answers the server's questions for files beside a Dockerfile, in any kind of workspace. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest(readFileRequest, async ({ uri }: FileParams) => {
    const read = await readText(Uri.parse(uri, true));
    return 'text' in read ? read.text : null;
  });
  client.onRequest(listFolderRequest, async ({ uri }: FileParams) => {
    try {
      const entries = await workspace.fs.readDirectory(Uri.parse(uri, true));
      return entries.map(([name]) => name);
    } catch {
      return []; // no such folder: there is nothing in it
    }
  });
}
