import { type Disposable, type LogOutputChannel, l10n, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { CheckImageAnswer } from '../../server/src/lsp/messages.ts';
import type { ReportActions } from './reportActions.ts';
import { reportPage } from './reportPage.ts';
import type { FromPage, ShowReport } from './webview/messages.ts';

type ImageReport = Exclude<CheckImageAnswer, { readonly problem: string }>;

/** The reports on images that are no documents, at most one panel an image. */
export interface ImagePanels extends Disposable {
  readonly show: (uri: Uri, report: ImageReport) => void;
}

interface Hosting {
  readonly extensionUri: Uri;
  readonly actions: ReportActions;
  readonly output: LogOutputChannel;
}

export function newImagePanels({ extensionUri, actions, output }: Hosting): ImagePanels {
  const panels = new Map<string, { readonly panel: WebviewPanel; readonly send: (report: ImageReport) => void }>();

  const create = (uri: Uri, first: ImageReport) => {
    const title = l10n.t('ST4SD: {file}', { file: first.title });
    const panel = window.createWebviewPanel('st4sd.image', title, ViewColumn.Active);
    const { webview } = panel;
    let shown = first;
    const failed = (error: unknown) => output.error(`The report on ${uri.toString()}: ${String(error)}`);
    const post = async () => {
      const message: ShowReport = { body: shown.body, spoken: '' };
      await webview.postMessage(message);
    };
    const answer = async ({ kind }: FromPage) => {
      if (kind === 'ready') await post();
      if (kind === 'export' || kind === 'contribute') await actions[kind](uri);
    };
    webview.onDidReceiveMessage((message: FromPage) => void answer(message).catch(failed));
    webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, 'dist')] };
    const buttons = { export: l10n.t('Export...'), contribute: l10n.t('Open contribution request') };
    webview.html = reportPage({ webview, extensionUri, title, uri: '', style: first.style, actions: buttons });
    panel.onDidDispose(() => panels.delete(uri.toString()));
    const send = (report: ImageReport) => {
      shown = report;
      void post().catch(failed);
    };
    return { panel, send };
  };

  return {
    show: (uri, report) => {
      const known = panels.get(uri.toString());
      if (known === undefined) panels.set(uri.toString(), create(uri, report));
      else {
        known.send(report);
        known.panel.reveal();
      }
    },
    dispose: () => {
      for (const { panel } of panels.values()) panel.dispose();
    },
  };
}
