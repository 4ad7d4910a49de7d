import type { ClientCapabilities } from 'vscode-languageserver';

/** What the client can do, as far as it matters to us. */
export interface Client {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly pullsConfiguration: boolean;
  /** It tells of files that change, where it is asked to. */
  readonly watchesFiles: boolean;
  readonly annotations: boolean;
  readonly documentChanges: boolean;
  readonly showsStatus: boolean;
  /** It answers for files itself. */
  readonly givesFiles: boolean;
  /** It has our own client's commands, which links and lenses can name. */
  readonly hasCommands: boolean;
  readonly rendersMarkdown: boolean;
  /** It shows a few words beside every completion, not only the chosen one. */
  readonly labelDetails: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly trusted: boolean;
}

export function clientOf({ textDocument, workspace }: ClientCapabilities, options: unknown): Client {
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    pullsConfiguration: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    annotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    showsStatus: said(options, 'status') === true,
    givesFiles: said(options, 'files') === true,
    hasCommands: said(options, 'commands') === true,
    rendersMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    labelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    trusted: said(options, 'trusted') !== false,
  };
}

function said(options: unknown, name: string): unknown {
  return typeof options === 'object' && options !== null
    ? (options as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
