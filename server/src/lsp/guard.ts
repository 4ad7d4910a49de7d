import type { CancellationToken } from 'vscode-languageserver';

export type Log = (message: string) => void;

/** Runs a handler so that one bad document never stops the server: one log line, and the fallback as the answer. */
export function guarded<P, R>(
  what: string,
  { fallback, log, of }: { readonly fallback: R; readonly log: Log; readonly of: (params: NoInfer<P>) => string },
  handler: (params: P, token: CancellationToken) => R,
): (params: P, token: CancellationToken) => R {
  return (params, token) => {
    if (token.isCancellationRequested) return fallback;
    try {
      return handler(params, token);
    } catch (error) {
      log(
        `${what} failed for ${of(params)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return fallback;
    }
  };
}
