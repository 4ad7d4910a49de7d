import { commands, env, l10n, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ExportAnswer, type ExportParams, exportRequest } from '../../server/src/lsp/messages.ts';
import { contributionAddress } from './contributionAddress.ts';

/** What can be done with the report on a document or an image. */
export interface ReportActions {
  readonly export: (uri: Uri) => Promise<void>;
  readonly contribute: (uri: Uri) => Promise<void>;
}

export function newReportActions(client: BaseLanguageClient): ReportActions {
  const ask = async (uri: Uri, format: ExportParams['format']) => {
    const params: ExportParams = { uri: uri.toString(), path: workspace.asRelativePath(uri, false), format };
    const answer = await client.sendRequest<ExportAnswer>(exportRequest, params);
    if (answer === null)
      await window.showInformationMessage(l10n.t('This is neither a Dockerfile nor the JSON of an image.'));
    return answer;
  };

  return {
    export: async (uri) => {
      const picked = await window.showQuickPick(formatChoices(), { placeHolder: l10n.t('Format of the report') });
      if (picked === undefined) return;
      const answer = await ask(uri, picked.format);
      if (answer !== null) await saveReport(uri, { text: answer.text, ...picked });
    },

    contribute: async (uri) => {
      const answer = await ask(uri, 'markdown');
      if (answer === null) return;
      const { text, subject } = answer;
      const { address, isShortened } = contributionAddress({ title: `Contribute ${subject}`, report: text });
      if (isShortened) {
        await env.clipboard.writeText(text);
        void window.showInformationMessage(
          l10n.t('The report is too long for an address: paste it into the request, it is on the clipboard.'),
        );
      }
      // As text: a Uri would decode the query and lose which & and # belong to the report.
      await commands.executeCommand('vscode.open', address);
    },
  };
}

interface ReportFile {
  readonly text: string;
  readonly label: string;
  readonly ending: string;
}

async function saveReport(uri: Uri, { text, label, ending }: ReportFile): Promise<void> {
  const target = await window.showSaveDialog({
    defaultUri: besides(uri, ending),
    filters: { [label]: [ending] },
    saveLabel: l10n.t('Export'),
  });
  if (target === undefined) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await offerToOpen(target);
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
