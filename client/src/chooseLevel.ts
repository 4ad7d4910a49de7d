import { ConfigurationTarget, l10n, type QuickPickItem, type TextDocument, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type SetLevelParams, type SetLevelResult, setLevelRequest } from '../../server/src/lsp/messages.ts';
import { applyEdits } from './repair.ts';

type Level = SetLevelParams['level'];

/** "Choose ST4SD level": writes it where the level in force comes from, the file's own comment or the setting. */
export async function chooseLevel(client: BaseLanguageClient, document: TextDocument): Promise<void> {
  const picked = await window.showQuickPick(choices(), {
    placeHolder: l10n.t('Level to judge {file} by', { file: nameOf(document) }),
  });
  if (picked === undefined) return;
  const params: SetLevelParams = { uri: document.uri.toString(), level: picked.level };
  const { edits, uri } = await client.sendRequest<SetLevelResult>(setLevelRequest, params);
  if (edits !== undefined) return applyEdits(Uri.parse(uri, true), edits);
  await setSetting(picked.level);
}

function choices(): (QuickPickItem & { readonly level: Level })[] {
  return [
    { level: 'contrib', label: 'contrib', description: l10n.t('what every contributed image has to meet') },
    { level: 'gold', label: 'gold', description: l10n.t('what an official image has to meet as well') },
  ];
}

/** Where the setting has a value already, else in the workspace, else for the user. */
async function setSetting(level: Level): Promise<void> {
  const settings = workspace.getConfiguration('st4sd');
  const at = settings.inspect('level');
  const isUsers =
    at?.workspaceValue === undefined && (at?.globalValue !== undefined || workspace.workspaceFolders === undefined);
  await settings.update('level', level, isUsers ? ConfigurationTarget.Global : ConfigurationTarget.Workspace);
}

function nameOf({ uri }: TextDocument): string {
  return uri.path.split('/').at(-1) ?? uri.path;
}
