import { l10n, ProgressLocation, type Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { checkFiles, rowsOf } from './checkFiles.ts';
import { findDockerfiles } from './dockerfiles.ts';
import type { OverviewPanel } from './overviewPanel.ts';

interface Using {
  readonly client: BaseLanguageClient;
  readonly panel: OverviewPanel;
}

/** "Check ST4SD compliance of the workspace": every Dockerfile in one table; as far as it came where it is stopped. */
export async function checkWorkspace({ client, panel }: Using): Promise<void> {
  if (workspace.workspaceFolders === undefined) {
    await window.showInformationMessage(l10n.t('Open a folder first.'));
    return;
  }
  const title = l10n.t('Checking the Dockerfiles of the workspace');
  const overview = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const found = await findDockerfiles(token);
      const files = await checkFiles(found, { client, progress, token });
      return { files, total: found.length, stopped: token.isCancellationRequested };
    },
  );
  if (overview.total > 0) panel.show(overview);
  else if (!overview.stopped) await window.showInformationMessage(l10n.t('There is no Dockerfile in this workspace.'));
}

/** Tells the overview how an open document stands that was checked anew. */
export async function refreshRow(uri: Uri, { client, panel }: Using): Promise<void> {
  if (!panel.shows(uri)) return;
  const rows = await rowsOf([{ uri: uri.toString() }], { client });
  const row = rows.get(uri.toString());
  if (row !== undefined) panel.update(uri, row);
}
