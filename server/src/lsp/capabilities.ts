import { type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver';
import type { Client } from './client.ts';
import { fixAllKind } from './codeActions.ts';
import { reportCommand } from './reports.ts';

/** What the server offers to the client. */
export function serverCapabilities({ pullsDiagnostics }: Client): InitializeResult['capabilities'] {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind] },
    hoverProvider: true,
    codeLensProvider: {},
    inlayHintProvider: true,
    completionProvider: { triggerCharacters: [':', ' ', '=', ','] },
    executeCommandProvider: { commands: [reportCommand] },
    ...(pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'st4sd', interFileDependencies: true, workspaceDiagnostics: false } }
      : {}),
  };
}
