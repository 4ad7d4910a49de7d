import {
  type Disposable,
  type LogOutputChannel,
  l10n,
  Range,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { overviewView } from '../../server/src/engine/view/overviewView.ts';
import type { CheckedFile } from './checkFiles.ts';
import { reportPage } from './reportPage.ts';
import type { FromPage, Place, ShowReport } from './webview/messages.ts';

/** The one panel with the table of all files. */
export interface OverviewPanel extends Disposable {
  readonly show: (overview: FileOverview) => void;
  readonly shows: (uri: Uri) => boolean;
  readonly update: (uri: Uri, row: CheckedFile['row']) => void;
}

interface FileOverview {
  readonly files: readonly CheckedFile[];
  readonly total: number;
}

interface Hosting {
  readonly extensionUri: Uri;
  readonly output: LogOutputChannel;
  readonly openReport: (document: TextDocument) => Promise<void>;
  /** Checks everything once more. */
  readonly again: () => Promise<void>;
}

export function newOverviewPanel({ extensionUri, output, openReport, again }: Hosting): OverviewPanel {
  let panel: WebviewPanel | undefined;
  let shown: FileOverview = { files: [], total: 0 };

  const send = async () => {
    const { body, summary } = overviewView({ entries: shown.files, total: shown.total });
    const message: ShowReport = { body, spoken: summary };
    await panel?.webview.postMessage(message);
  };
  const answer = async (message: FromPage): Promise<void> => {
    if (message.kind === 'ready') return send();
    if (message.kind === 'again') return again();
    if (message.kind !== 'open') return;
    const file = shown.files[message.index];
    if (file === undefined) return;
    const document = await openFile(file.uri, { at: message.at, viewColumn: panel?.viewColumn });
    if (message.at === undefined) await openReport(document);
  };
  const failed = (error: unknown) => {
    output.error(`The overview of the workspace: ${String(error)}`);
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
  };
  const create = () => {
    const created = newPanel(extensionUri);
    created.webview.onDidReceiveMessage((message: FromPage) => void answer(message).catch(failed));
    created.onDidDispose(() => {
      panel = undefined;
    });
    return created;
  };
  const indexOf = (uri: Uri) => shown.files.findIndex((file) => file.uri.toString() === uri.toString());

  return {
    show: (overview) => {
      shown = overview;
      if (panel === undefined) panel = create();
      else panel.reveal();
      void send().catch(failed);
    },
    shows: (uri) => panel !== undefined && indexOf(uri) >= 0,
    update: (uri, row) => {
      const index = indexOf(uri);
      const file = shown.files[index];
      if (file === undefined || JSON.stringify(file.row) === JSON.stringify(row)) return;
      shown = { ...shown, files: shown.files.with(index, { ...file, row }) };
      void send().catch(failed);
    },
    dispose: () => panel?.dispose(),
  };
}

function newPanel(extensionUri: Uri): WebviewPanel {
  const title = l10n.t('ST4SD: workspace');
  const panel = window.createWebviewPanel('st4sd.overview', title, ViewColumn.Active);
  const { webview } = panel;
  const { style } = overviewView({ entries: [], total: 0 });
  webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, 'dist')] };
  webview.html = reportPage({ webview, extensionUri, title, uri: '', style });
  return panel;
}

interface Opening {
  readonly at: Place | undefined;
  readonly viewColumn: ViewColumn | undefined;
}

/** Shows the file where the table stands, so that its report comes beside both. */
async function openFile(uri: Uri, { at, viewColumn }: Opening): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  const place = at === undefined ? {} : { selection: new Range(at.line, at.character, at.line, at.character) };
  await window.showTextDocument(document, { viewColumn: viewColumn ?? ViewColumn.Active, ...place });
  return document;
}
