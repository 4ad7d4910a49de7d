import {
  type Disposable,
  type LogOutputChannel,
  l10n,
  Range,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { ReportAnswer, ReportResult } from '../../server/src/lsp/messages.ts';
import { applyFix } from './repair.ts';
import type { ReportActions } from './reportActions.ts';
import { reportPage } from './reportPage.ts';
import { statusText } from './statusText.ts';
import type { FromPage, ShowReport } from './webview/messages.ts';

/** One panel with the report on one document. */
export interface ReportPanel extends Disposable {
  readonly subject: Uri;
  readonly isActive: () => boolean;
  readonly refresh: () => void;
  readonly reveal: () => void;
}

interface Reporting {
  readonly uri: string;
  readonly first: ReportResult;
  readonly ask: (uri: string) => Promise<ReportAnswer>;
  readonly actions: ReportActions;
  readonly extensionUri: Uri;
  readonly output: LogOutputChannel;
}

export function newReportPanel(
  panel: WebviewPanel,
  { uri, first, ask, actions, extensionUri, output }: Reporting,
): ReportPanel {
  const { webview } = panel;
  const subject = Uri.parse(uri, true);
  let shown = first;

  const show = async (report: ReportAnswer) => {
    if (report === null) return;
    shown = report;
    panel.title = titleOf(report);
    const message: ShowReport = { body: report.body, spoken: statusText(report.status) };
    await webview.postMessage(message);
  };
  const refresh = async () => show(await ask(uri));

  const fix = async (index: number) => {
    const document = await workspace.openTextDocument(subject);
    const pressed = shown.fixes[index];
    await refresh(); // the text may have changed since the button was drawn
    const current = shown.fixes[index];
    if (current !== undefined && current.title === pressed?.title) await applyFix(document, current);
  };

  const answer = async (message: FromPage): Promise<void> => {
    if (message.kind === 'ready') return show(shown);
    if (message.kind === 'fix') return fix(message.index);
    if (message.kind === 'jump') return jump(subject, message);
    if (message.kind === 'export' || message.kind === 'contribute') {
      await workspace.openTextDocument(subject); // the server knows what is open
      await actions[message.kind](subject);
    }
  };
  const failed = (error: unknown) => output.error(`The report on ${uri}: ${String(error)}`);
  const title = l10n.t('ST4SD report');
  const buttons = { export: l10n.t('Export...'), contribute: l10n.t('Open contribution request') };

  panel.title = titleOf(first);
  webview.onDidReceiveMessage((message: FromPage) => void answer(message).catch(failed));
  webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, 'dist')] };
  webview.html = reportPage({ webview, extensionUri, title, uri, style: first.style, actions: buttons });

  return {
    subject,
    isActive: () => panel.active,
    refresh: () => void refresh().catch(failed),
    reveal: () => panel.reveal(),
    dispose: () => panel.dispose(),
  };
}

/** The document that a page kept from an earlier session is about. */
export function readUri(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('uri' in state)) return undefined;
  return typeof state.uri === 'string' ? state.uri : undefined;
}

function titleOf({ title }: ReportResult): string {
  return l10n.t('ST4SD: {file}', { file: title });
}

/** Goes to the place, in the editor that shows the document already where there is one. */
async function jump(subject: Uri, { line, character }: FromPage & { kind: 'jump' }): Promise<void> {
  const document = await workspace.openTextDocument(subject);
  const visible = window.visibleTextEditors.find((editor) => editor.document === document);
  const selection = new Range(line, character, line, character);
  const editor = await window.showTextDocument(document, {
    selection,
    viewColumn: visible?.viewColumn ?? ViewColumn.One,
  });
  editor.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
}
