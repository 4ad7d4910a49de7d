import {
  l10n,
  Range,
  type TextDocument,
  type Uri,
  WorkspaceEdit,
  type WorkspaceEditEntryMetadata,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type FixAllAnswer, fixAllRequest, type ReportFix } from '../../server/src/lsp/messages.ts';

type Edits = ReportFix['edits'];

/** Makes edits of one document as one step to undo; with metadata, VS Code shows them first. */
export async function applyEdits(uri: Uri, edits: Edits, metadata?: WorkspaceEditEntryMetadata): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const { range, newText } of edits) edit.replace(uri, toRange(range), newText, metadata);
  await workspace.applyEdit(edit);
}

/** Applies one repair: a safe one at once, another after a preview. */
export async function applyFix(document: TextDocument, fix: ReportFix): Promise<void> {
  if (fix.version !== document.version) return; // made for another text: the next report has it anew
  const review = { needsConfirmation: true, label: fix.title };
  await applyEdits(document.uri, fix.edits, fix.safe ? undefined : review);
}

/** "Make this Dockerfile ST4SD compliant": every safe repair at once. */
export async function repairAll(client: BaseLanguageClient, document: TextDocument): Promise<void> {
  const uri = document.uri.toString();
  const answer = await client.sendRequest<FixAllAnswer>(fixAllRequest, { uri });
  if (answer === null || answer.edits.length === 0) {
    await window.showInformationMessage(
      l10n.t('There is nothing here that can be repaired without a decision of yours.'),
    );
    return;
  }
  if (answer.version === document.version) await applyEdits(document.uri, answer.edits);
}

function toRange({ start, end }: Edits[number]['range']): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
