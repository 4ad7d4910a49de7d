import { commands, type ExtensionContext, l10n, type TextDocument, window } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { type StatusParams, statusNotification } from '../../server/src/lsp/messages.ts';
import { chooseLevel } from './chooseLevel.ts';
import { documentSelector, subjectDocument } from './documents.ts';
import { repairAll } from './repair.ts';
import { newReportPanels } from './reportPanels.ts';
import { newStatusItem } from './statusItem.ts';

/** Starts the extension in any host: `makeClient` knows how the host runs the server. */
export async function startClient(
  context: ExtensionContext,
  makeClient: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<void> {
  const output = window.createOutputChannel('ST4SD', { log: true });
  const client = makeClient({
    documentSelector: documentSelector(),
    outputChannel: output,
    initializationOptions: { status: true },
    synchronize: { configurationSection: 'st4sd' },
  });
  const panels = newReportPanels(context.extensionUri, { client, output });
  const statusItem = newStatusItem(panels);

  client.onNotification(statusNotification, (status: StatusParams) => {
    statusItem.use(status);
    panels.refresh(status.uri);
  });

  const onSubject = (work: (document: TextDocument) => Promise<void>) => async (clicked?: unknown) => {
    const document = await subjectDocument(clicked, panels.reportedOn());
    if (document !== undefined) return work(document);
    await window.showInformationMessage(l10n.t('Open a Dockerfile, or the JSON of an image, first.'));
  };

  context.subscriptions.push(
    output,
    client,
    statusItem,
    panels,
    commands.registerCommand('st4sd.checkCompliance', onSubject(panels.open)),
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
