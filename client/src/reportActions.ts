import { commands, env, l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ExportParams, exportRequest, type ReportAnswer, reportRequest } from '../../server/src/lsp/messages.ts';
import { contributionAddress } from './contributionAddress.ts';

/** What can be done with the report on a document. */
export interface ReportActions {
  readonly export: (document: TextDocument) => Promise<void>;
  readonly contribute: (document: TextDocument) => Promise<void>;
}

type Format = ExportParams['format'];

export function newReportActions(client: BaseLanguageClient): ReportActions {
  const textOf = (document: TextDocument, format: Format) => {
    const params: ExportParams = {
      uri: document.uri.toString(),
      path: workspace.asRelativePath(document.uri, false),
      format,
    };
    return client.sendRequest<string | null>(exportRequest, params);
  };
  const noReport = () =>
    window.showInformationMessage(l10n.t('This is neither a Dockerfile nor the JSON of an image.'));

  return {
    export: async (document) => {
      const picked = await window.showQuickPick(formatChoices(), { placeHolder: l10n.t('Format of the report') });
      if (picked === undefined) return;
      const text = await textOf(document, picked.format);
      if (text === null) return void (await noReport());
      const saveLabel = l10n.t('Export');
      const filters = { [picked.label]: [picked.ending] };
      const target = await window.showSaveDialog({
        defaultUri: besides(document.uri, picked.ending),
        filters,
        saveLabel,
      });
      if (target === undefined) return;
      await workspace.fs.writeFile(target, new TextEncoder().encode(text));
      await offerToOpen(target);
    },

    contribute: async (document) => {
      const uri = document.uri.toString();
      const report = await textOf(document, 'markdown');
      const shown = await client.sendRequest<ReportAnswer>(reportRequest, { uri });
      if (report === null || shown === null) return void (await noReport());
      const title = `Contribute ${shown.image ?? shown.title}`;
      const { address, isShortened } = contributionAddress({ title, report });
      if (isShortened) {
        await env.clipboard.writeText(report);
        void window.showInformationMessage(
          l10n.t('The report is too long for an address: paste it into the request, it is on the clipboard.'),
        );
      }
      // As text: a Uri would decode the query and lose which & and # belong to the report.
      await commands.executeCommand('vscode.open', address);
    },
  };
}

function formatChoices() {
  return [
    { format: 'markdown', ending: 'md', label: 'Markdown', description: l10n.t('for issues and pull requests') },
    { format: 'html', ending: 'html', label: 'HTML', description: l10n.t('one page to read and to print') },
    { format: 'json', ending: 'json', label: 'JSON', description: l10n.t('for programs') },
    { format: 'sarif', ending: 'sarif', label: 'SARIF', description: l10n.t('for code scanning') },
  ] as const;
}

/** `lattice-gas.Dockerfile` has its report in `lattice-gas.Dockerfile.md` beside it. */
function besides(uri: Uri, ending: string): Uri {
  const place = uri.scheme === 'untitled' ? (workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/')) : uri;
  const name = `${uri.path.split('/').at(-1) ?? 'report'}.${ending}`;
  return place === uri ? Uri.joinPath(uri, '..', name) : Uri.joinPath(place, name);
}

async function offerToOpen(target: Uri): Promise<void> {
  const open = l10n.t('Open');
  const name = workspace.asRelativePath(target);
  const answer = await window.showInformationMessage(l10n.t('The report is in {file}.', { file: name }), open);
  if (answer === open) await commands.executeCommand('vscode.open', target);
}
