import {
  type Disposable,
  type Event,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ReportAnswer, type ReportResult, reportRequest } from '../../server/src/lsp/messages.ts';
import type { ReportActions } from './reportActions.ts';
import { newReportPanel, type ReportPanel, readUri } from './reportPanel.ts';

const viewType = 'st4sd.report';

/** The report panels, at most one a document. */
export interface ReportPanels extends Disposable {
  readonly open: (document: TextDocument) => Promise<void>;
  /** The document was checked anew. */
  readonly refresh: (uri: string) => void;
  /** The document whose report has the focus. */
  readonly reportedOn: () => Uri | undefined;
  readonly onDidChangeActive: Event<void>;
}

interface Hosting {
  readonly client: BaseLanguageClient;
  readonly actions: ReportActions;
  readonly output: LogOutputChannel;
}

export function newReportPanels(extensionUri: Uri, { client, actions, output }: Hosting): ReportPanels {
  const panels = new Map<string, ReportPanel>();
  const changed = new EventEmitter<void>();
  const ask = (uri: string) => client.sendRequest<ReportAnswer>(reportRequest, { uri });

  const adopt = (panel: WebviewPanel, uri: string, first: ReportResult) => {
    const made = newReportPanel(panel, { uri, first, ask, actions, extensionUri, output });
    panels.set(uri, made);
    panel.onDidChangeViewState(() => changed.fire());
    panel.onDidDispose(() => {
      panels.delete(uri);
      changed.fire();
    });
  };

  const open = async (document: TextDocument) => {
    const uri = document.uri.toString();
    const shown = panels.get(uri);
    if (shown !== undefined) return shown.reveal();
    const report = await ask(uri);
    if (report === null) {
      await window.showInformationMessage(l10n.t('This is neither a Dockerfile nor the JSON of an image.'));
      return;
    }
    adopt(window.createWebviewPanel(viewType, report.title, ViewColumn.Beside), uri, report);
  };

  const serializer: WebviewPanelSerializer = {
    deserializeWebviewPanel: async (panel, state) => {
      const uri = readUri(state);
      const report =
        uri === undefined
          ? null
          : await reopened(uri)
              .then(ask)
              .catch(() => null);
      if (uri === undefined || report === null) return panel.dispose(); // the file is gone, or judged no more
      adopt(panel, uri, report);
    },
  };
  const registration = window.registerWebviewPanelSerializer(viewType, serializer);

  return {
    open,
    refresh: (uri) => panels.get(uri)?.refresh(),
    reportedOn: () => [...panels.values()].find((panel) => panel.isActive())?.subject,
    onDidChangeActive: changed.event,
    dispose: () => {
      registration.dispose();
      changed.dispose();
      for (const panel of panels.values()) panel.dispose();
    },
  };
}

/** Opens the document without showing it, so that the server knows it. */
async function reopened(uri: string): Promise<string> {
  await workspace.openTextDocument(Uri.parse(uri, true));
  return uri;
}
