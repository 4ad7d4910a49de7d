import { l10n, languages, ProgressLocation, type TextDocument, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type CheckImageAnswer,
  type CheckImageParams,
  checkImageRequest,
  type ImageProgressParams,
  imageProgress,
} from '../../server/src/lsp/messages.ts';
import { documentSelector } from './documents.ts';
import type { ImagePanels } from './imagePanels.ts';
import { readText } from './readText.ts';

interface Using {
  readonly client: BaseLanguageClient;
  readonly panels: ImagePanels;
  /** Shows the report on a document that is judged as such. */
  readonly openReport: (document: TextDocument) => Promise<void>;
}

/** "Check ST4SD compliance of an image...": an archive, a layout in a folder, or the JSON of an image. */
export async function checkImage(clicked: unknown, { client, panels, openReport }: Using): Promise<void> {
  const uri = clicked instanceof Uri ? clicked : await pickImage();
  if (uri === undefined) return;
  const isJson = uri.path.endsWith('.json');
  if (isJson) {
    const document = await workspace.openTextDocument(uri);
    if (languages.match(documentSelector(), document) > 0) return openReport(document);
  }
  const read = isJson ? await readText(uri) : undefined;
  const params = { uri: uri.toString(), ...(read !== undefined && 'text' in read ? read : {}) };
  const answer = read !== undefined && 'unread' in read ? { problem: read.unread } : await checked(params, client);
  if (answer === undefined) return;
  if ('problem' in answer) await window.showErrorMessage(answer.problem);
  else panels.show(uri, answer);
}

/** A dialog shows either files or folders on most systems. */
async function pickImage(): Promise<Uri | undefined> {
  const choices = [
    { label: l10n.t('Archive or JSON'), description: l10n.t('written by docker save, podman, skopeo'), folder: false },
    {
      label: l10n.t('Folder with an OCI layout'),
      description: l10n.t('written by skopeo, buildah, umoci'),
      folder: true,
    },
  ];
  const picked = await window.showQuickPick(choices, {
    placeHolder: l10n.t('How the image is kept'),
    ignoreFocusOut: true, // a report that is just drawn takes the focus
  });
  if (picked === undefined) return undefined;
  const found = await window.showOpenDialog({
    canSelectFiles: !picked.folder,
    canSelectFolders: picked.folder,
    openLabel: l10n.t('Check'),
    ...(picked.folder ? {} : { filters: { [l10n.t('Images')]: ['tar', 'gz', 'tgz', 'zst', 'json'], '*': ['*'] } }),
  });
  return found?.[0];
}

/** undefined: stopped. */
async function checked(params: CheckImageParams, client: BaseLanguageClient): Promise<CheckImageAnswer | undefined> {
  const title = l10n.t('Checking {image}', { image: Uri.parse(params.uri, true).path.split('/').at(-1) ?? '' });
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const listening = client.onNotification(imageProgress, ({ uri, megabytes }: ImageProgressParams) => {
        if (uri === params.uri) progress.report({ message: l10n.t('{megabytes} MB read', { megabytes }) });
      });
      const stopped = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
      try {
        const answer = client.sendRequest<CheckImageAnswer>(checkImageRequest, params, token);
        return await Promise.race([answer, stopped]);
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      } finally {
        listening.dispose();
      }
    },
  );
}
