import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { neighbourSearch } from '../engine/declarations/neighbour.ts';
import { defaultSettings, readSettings } from '../engine/settings.ts';
import { configurationNames, type Files } from '../engine/surroundings.ts';
import { serverCapabilities } from './capabilities.ts';
import { newChecks } from './checks.ts';
import { type Client, clientOf } from './client.ts';
import { clientFiles } from './clientFiles.ts';
import { codeActionsFor } from './codeActions.ts';
import { dockerfileCompletions } from './completions.ts';
import { configurationCompletions, configurationDiagnostics, isConfiguration } from './configurationFile.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { guarded, safely } from './guard.ts';
import { type OpenImage, registerImages } from './images.ts';
import { registerInline } from './inline.ts';
import { statusNotification, trustNotification } from './messages.ts';
import { newNeighbourhood } from './neighbourhood.ts';
import { registerOverview } from './overview.ts';
import { registerReports } from './reports.ts';
import { statusOf } from './status.ts';

/** What the server needs of the place it runs in. */
export interface Runtime {
  readonly version: string;
  /** YYYY-MM-DD. */
  readonly today: () => string;
  /** Runs the work after the pause; the answer takes it back. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
  /** The files of the machine, by URI; a place without any leaves it out. */
  readonly newFiles?: () => Files;
  /** Opens images among those files. */
  readonly openImage?: OpenImage;
}

/** From the last keystroke to a push of diagnostics, for clients that do not pull. */
const pause = 150;

const noFiles: Files = { read: async () => undefined, list: async () => [] };

/** Serves a connection until it ends. Knows nothing of Node, browsers or files. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const documents = new TextDocuments(TextDocument);
  const log = (message: string) => connection.console.error(message);
  let client: Client = clientOf({}, undefined);
  let trusted = true;
  const neighbourhood = newNeighbourhood({ newFiles, trusted: () => trusted, log });
  const checks = newChecks(defaultSettings, { today: runtime.today, neighbourhood });
  const pending = new Map<string, () => void>();

  /** What an editor holds counts before what is on the disk. */
  function newFiles(): Files {
    const files = client.givesFiles ? clientFiles(connection) : (runtime.newFiles?.() ?? noFiles);
    return { ...files, read: async (uri) => documents.get(uri)?.getText() ?? files.read(uri) };
  }

  connection.onInitialize(({ capabilities, initializationOptions }): InitializeResult => {
    client = clientOf(capabilities, initializationOptions);
    trusted = client.trusted;
    return {
      serverInfo: { name: 'st4sd-language-server', version: runtime.version },
      capabilities: serverCapabilities(client),
    };
  });

  connection.onInitialized(() => {
    refreshSettings();
    if (client.watchesFiles) {
      const watchers = watchedNames.map((name) => ({ globPattern: `**/${name}` }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
  });
  connection.onDidChangeConfiguration(({ settings }) => refreshSettings(settings));
  connection.onDidChangeWatchedFiles(aroundChanged);
  connection.onNotification(trustNotification, () => {
    trusted = true;
    aroundChanged();
  });

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
    showAnew();
  }

  function aroundChanged(): void {
    neighbourhood.changed();
    checks.forgetAll();
    showAnew();
  }

  function showAnew(): void {
    if (client.pullsDiagnostics && client.refreshesDiagnostics) connection.languages.diagnostics.refresh();
    if (client.refreshesLenses) connection.sendRequest(CodeLensRefreshRequest.type).catch(refused);
    if (client.refreshesHints) connection.languages.inlayHint.refresh().catch(refused);
    for (const document of documents.all()) void publish(document);
  }

  function refused(error: unknown): void {
    log(`The editor was not asked to look again: ${String(error)}`);
  }

  function diagnosticsFor(document: TextDocument) {
    if (isConfiguration(document)) return configurationDiagnostics(document);
    return diagnosticsOf(checks.of(document), checks.settings());
  }

  const publishNow = safely<TextDocument, void>(
    'The check',
    { fallback: undefined, log, of: ({ uri }) => uri },
    (document) => {
      if (!client.pullsDiagnostics) {
        void connection.sendDiagnostics({
          uri: document.uri,
          version: document.version,
          diagnostics: diagnosticsFor(document),
        });
      }
      const check = client.showsStatus ? checks.asked(document) : undefined;
      if (check === undefined) return;
      void connection.sendNotification(statusNotification, statusOf(document, check, checks.settings()));
    },
  );

  /** Pushes what a client does not pull, and the status to a client that shows it. */
  async function publish({ uri }: TextDocument): Promise<void> {
    await neighbourhood.ready(uri);
    const document = documents.get(uri); // it may have changed or been closed meanwhile
    if (document !== undefined) publishNow(document);
  }

  documents.onDidChangeContent(({ document }) => {
    pending.get(document.uri)?.();
    const cancel = runtime.after(document.version <= 1 ? 0 : pause, () => {
      pending.delete(document.uri);
      if (isConfiguration(document)) aroundChanged();
      else void publish(document);
    });
    pending.set(document.uri, cancel);
  });

  documents.onDidClose(({ document }) => {
    pending.get(document.uri)?.();
    pending.delete(document.uri);
    checks.forget(document.uri);
    neighbourhood.forget(document.uri);
    if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  const uriOf = ({ textDocument }: { textDocument: { uri: string } }) => textDocument.uri;

  connection.languages.diagnostics.on(
    ready(
      guarded('Diagnostics', { fallback: { kind: 'full' as const, items: [] }, log, of: uriOf }, ({ textDocument }) => {
        const document = documents.get(textDocument.uri);
        return { kind: 'full' as const, items: document === undefined ? [] : diagnosticsFor(document) };
      }),
    ),
  );

  connection.onCodeAction(
    ready(
      guarded('Code actions', { fallback: [], log, of: uriOf }, (params) => {
        const document = documents.get(params.textDocument.uri);
        return document === undefined ? [] : codeActionsFor(document, params, { checks, abilities: client });
      }),
    ),
  );

  connection.onCompletion(
    ready(
      guarded('Completion', { fallback: [], log, of: uriOf }, ({ textDocument, position }) => {
        const document = documents.get(textDocument.uri);
        if (document === undefined) return [];
        const offset = document.offsetAt(position);
        if (isConfiguration(document)) return configurationCompletions(document, offset);
        return dockerfileCompletions(document, offset, { checks, client, date: runtime.today() });
      }),
    ),
  );

  /** Answers once it is known what stands around the document. */
  function ready<P extends { textDocument: { uri: string } }, T, R>(answer: (params: P, token: T) => R) {
    return async (params: P, token: T) => {
      await neighbourhood.ready(uriOf(params));
      return answer(params, token);
    };
  }

  const imageReport = registerImages(connection, {
    openImage: runtime.openImage,
    optionsFor: async (uri) => {
      await neighbourhood.ready(uri);
      return checks.optionsFor(uri);
    },
    log,
  });
  registerReports(connection, {
    documents,
    checks,
    configurationOf: neighbourhood.configurationOf,
    ready: neighbourhood.ready,
    today: runtime.today,
    imageReport,
    log,
  });
  registerInline(connection, {
    documents,
    checks,
    client: () => client,
    today: runtime.today,
    ready: neighbourhood.ready,
    log,
  });
  registerOverview(connection, { documents, checks, ready: neighbourhood.ready, log });
  documents.listen(connection);
  connection.listen();
}

/** Files that may say something about a Dockerfile, wherever they are. */
const watchedNames: readonly string[] = [...configurationNames, ...neighbourSearch.upward, ...neighbourSearch.root];
