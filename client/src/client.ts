import { commands, type ExtensionContext, l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  type ClientOptions,
  clientCommands,
  type StatusParams,
  statusNotification,
  trustNotification,
} from '../../server/src/lsp/messages.ts';
import { checkImage } from './checkImage.ts';
import { chooseLevel } from './chooseLevel.ts';
import { documentSelector, subjectDocument } from './documents.ts';
import { newImagePanels } from './imagePanels.ts';
import { newDockerfile } from './newDockerfile.ts';
import { newOverviewPanel } from './overviewPanel.ts';
import { repairAll } from './repair.ts';
import { newReportActions } from './reportActions.ts';
import { newReportPanels } from './reportPanels.ts';
import { newRulePages } from './rulePages.ts';
import { serveFiles } from './serveFiles.ts';
import { newStatusItem } from './statusItem.ts';
import { checkWorkspace, refreshRow } from './workspaceCheck.ts';

/** Starts the extension in any host: `makeClient` knows how the host runs the server. */
export async function startClient(
  context: ExtensionContext,
  makeClient: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<void> {
  const output = window.createOutputChannel('ST4SD', { log: true });
  const client = makeClient({
    documentSelector: documentSelector(),
    outputChannel: output,
    initializationOptions: {
      status: true,
      files: true,
      commands: true,
      trusted: workspace.isTrusted,
    } satisfies ClientOptions,
    markdown: { isTrusted: { enabledCommands: [clientCommands.rule] } },
    synchronize: { configurationSection: 'st4sd' },
  });
  serveFiles(client);
  const actions = newReportActions(client);
  const panels = newReportPanels(context.extensionUri, { client, actions, output });
  const images = newImagePanels({ extensionUri: context.extensionUri, actions, output });
  const statusItem = newStatusItem(panels);
  const overview = newOverviewPanel({
    extensionUri: context.extensionUri,
    output,
    openReport: panels.open,
    again: () => checkWorkspace({ client, panel: overview }),
  });

  client.onNotification(statusNotification, (status: StatusParams) => {
    statusItem.use(status);
    panels.refresh(status.uri);
    const failed = (error: unknown) => output.error(`The overview of ${status.uri}: ${String(error)}`);
    void refreshRow(Uri.parse(status.uri, true), { client, panel: overview }).catch(failed);
  });

  const onSubject = (work: (document: TextDocument) => Promise<void>) => async (clicked?: unknown) => {
    const document = await subjectDocument(clicked, panels.reportedOn());
    if (document !== undefined) return work(document);
    await window.showInformationMessage(l10n.t('Open a Dockerfile, or the JSON of an image, first.'));
  };

  context.subscriptions.push(
    output,
    client,
    workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(trustNotification)),
    statusItem,
    panels,
    overview,
    images,
    newRulePages(client),
    commands.registerCommand(clientCommands.report, onSubject(panels.open)),
    commands.registerCommand('st4sd.checkImage', (clicked?: unknown) =>
      checkImage(clicked, { client, panels: images, openReport: panels.open }),
    ),
    commands.registerCommand(
      'st4sd.exportReport',
      onSubject(({ uri }) => actions.export(uri)),
    ),
    commands.registerCommand(
      'st4sd.contribute',
      onSubject(({ uri }) => actions.contribute(uri)),
    ),
    commands.registerCommand('st4sd.newDockerfile', () => newDockerfile(context.extensionUri)),
    commands.registerCommand('st4sd.checkWorkspace', () => checkWorkspace({ client, panel: overview })),
    commands.registerCommand(
      'st4sd.fixAll',
      onSubject((document) => repairAll(client, document)),
    ),
    commands.registerCommand(
      'st4sd.setLevel',
      onSubject((document) => chooseLevel(client, document)),
    ),
  );
  await client.start();
}
