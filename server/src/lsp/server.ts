import {
  type ClientCapabilities,
  type Connection,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultSettings, readSettings } from '../engine/settings.ts';
import { newChecks } from './checks.ts';
import { codeActionsFor, fixAllKind } from './codeActions.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { guarded } from './guard.ts';
import { statusNotification } from './messages.ts';
import { registerReports, reportCommand } from './reports.ts';
import { statusOf } from './status.ts';

/** What the server needs of the place it runs in. */
export interface Runtime {
  readonly version: string;
  /** Runs the work after the pause; the answer takes it back. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
}

/** From the last keystroke to a push of diagnostics, for clients that do not pull. */
const pause = 150;

/** Serves a connection until it ends. Knows nothing of Node, browsers or files. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const documents = new TextDocuments(TextDocument);
  const checks = newChecks(defaultSettings);
  const pending = new Map<string, () => void>();
  const log = (message: string) => connection.console.error(message);
  let client: Client = clientOf({}, undefined);

  connection.onInitialize(({ capabilities, initializationOptions }): InitializeResult => {
    client = clientOf(capabilities, initializationOptions);
    return {
      serverInfo: { name: 'st4sd-language-server', version: runtime.version },
      capabilities: serverCapabilities(client),
    };
  });

  connection.onInitialized(() => refreshSettings());
  connection.onDidChangeConfiguration(({ settings }) => refreshSettings(settings));

  function refreshSettings(pushed?: unknown): void {
    if (!client.pullsConfiguration) {
      const section = typeof pushed === 'object' && pushed !== null && 'st4sd' in pushed ? pushed.st4sd : undefined;
      if (section !== undefined) use(section);
      return;
    }
    connection.workspace
      .getConfiguration('st4sd')
      .then(use, (error: unknown) => log(`The settings could not be read: ${String(error)}`));
  }

  function use(section: unknown): void {
    checks.use(readSettings(section));
    if (client.pullsDiagnostics && client.refreshesDiagnostics) connection.languages.diagnostics.refresh();
    for (const document of documents.all()) publish(document);
  }

  /** Pushes what a client does not pull, and the status to a client that shows it. */
  function publish(document: TextDocument): void {
    const check = checks.of(document);
    if (!client.pullsDiagnostics) {
      const diagnostics = diagnosticsOf(check, checks.settings());
      void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
    }
    if (client.showsStatus && check !== undefined) {
      void connection.sendNotification(statusNotification, statusOf(document, check, checks.settings()));
    }
  }

  const safely = guarded<TextDocument, void>('The check', { fallback: undefined, log, of: ({ uri }) => uri }, publish);

  documents.onDidChangeContent(({ document }) => {
    pending.get(document.uri)?.();
    const first = document.version <= 1;
    const cancel = runtime.after(first ? 0 : pause, () => {
      pending.delete(document.uri);
      safely(document, notCancelled);
    });
    pending.set(document.uri, cancel);
  });

  documents.onDidClose(({ document }) => {
    pending.get(document.uri)?.();
    pending.delete(document.uri);
    checks.forget(document.uri);
    if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  const uriOf = ({ textDocument }: { textDocument: { uri: string } }) => textDocument.uri;

  connection.languages.diagnostics.on(
    guarded('Diagnostics', { fallback: { kind: 'full' as const, items: [] }, log, of: uriOf }, ({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      const check = document === undefined ? undefined : checks.of(document);
      return { kind: 'full' as const, items: diagnosticsOf(check, checks.settings()) };
    }),
  );

  connection.onCodeAction(
    guarded('Code actions', { fallback: [], log, of: uriOf }, (params) => {
      const document = documents.get(params.textDocument.uri);
      return document === undefined ? [] : codeActionsFor(document, params, { checks, abilities: client });
    }),
  );

  registerReports(connection, { documents, checks, log });
  documents.listen(connection);
  connection.listen();
}

const notCancelled = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};

interface Client {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly pullsConfiguration: boolean;
  readonly annotations: boolean;
  readonly documentChanges: boolean;
  readonly showsStatus: boolean;
}

function clientOf({ textDocument, workspace }: ClientCapabilities, options: unknown): Client {
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    pullsConfiguration: workspace?.configuration === true,
    annotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    showsStatus: typeof options === 'object' && options !== null && 'status' in options && options.status === true,
  };
}

function serverCapabilities({ pullsDiagnostics }: Client): InitializeResult['capabilities'] {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind] },
    executeCommandProvider: { commands: [reportCommand] },
    ...(pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'st4sd', interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
  };
}
