import { type CancellationToken, l10n, type Progress, type Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { OverviewEntry } from '../../server/src/engine/view/overviewView.ts';
import { type CheckTextsParams, type CheckTextsResult, checkTextsRequest } from '../../server/src/lsp/messages.ts';
import { readText } from './readText.ts';

/** A file of the workspace, and how it stands. */
export interface CheckedFile extends OverviewEntry {
  readonly uri: Uri;
}

interface Checking {
  readonly client: BaseLanguageClient;
  readonly progress: Progress<{ message?: string; increment?: number }>;
  readonly token: CancellationToken;
}

/** How many files are read and sent at once: the check can be stopped between two batches, and no more is held. */
const batchSize = 8;

/** Checks the files one batch after the other; those that come after the token is cancelled are left out. */
export async function checkFiles(
  files: readonly Uri[],
  { client, progress, token }: Checking,
): Promise<readonly CheckedFile[]> {
  const checked: CheckedFile[] = [];
  for (let start = 0; start < files.length; start += batchSize) {
    const batch = files.slice(start, start + batchSize);
    const done = await checkBatch(batch, { client, token });
    if (token.isCancellationRequested) break;
    checked.push(...done);
    const message = l10n.t('{done} of {total}', { done: checked.length, total: files.length });
    progress.report({ message, increment: (100 * batch.length) / files.length });
  }
  return checked;
}

async function checkBatch(
  files: readonly Uri[],
  { client, token }: Omit<Checking, 'progress'>,
): Promise<readonly CheckedFile[]> {
  const read = await Promise.all(files.map(async (uri) => ({ uri, found: await readText(uri) })));
  const texts = read.flatMap(({ uri, found }) => ('text' in found ? [{ uri: uri.toString(), text: found.text }] : []));
  const rows = await rowsOf(texts, { client, token });
  return read.map(({ uri, found }) => {
    const unread = 'unread' in found ? found.unread : l10n.t('The file could not be checked.');
    return { uri, path: workspace.asRelativePath(uri), row: rows.get(uri.toString()) ?? { unread } };
  });
}

type Rows = ReadonlyMap<string, CheckedFile['row']>;

/** How the texts stand, by URI; nothing where nobody waits for it any more. */
export async function rowsOf(
  texts: CheckTextsParams['texts'],
  { client, token }: { readonly client: BaseLanguageClient; readonly token?: CancellationToken },
): Promise<Rows> {
  const params: CheckTextsParams = { texts };
  const stop = token === undefined ? [] : [token]; // an undefined token would be sent as a second parameter
  try {
    const { rows } = await client.sendRequest<CheckTextsResult>(checkTextsRequest, params, ...stop);
    return new Map(texts.flatMap(({ uri }, i) => (rows[i] ? [[uri, rows[i]] as const] : [])));
  } catch (error) {
    if (token?.isCancellationRequested === true) return new Map();
    throw error;
  }
}
