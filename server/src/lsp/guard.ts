import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

export type Log = (message: string) => void;

interface Guarding<P, R> {
  readonly fallback: R;
  readonly log: Log;
  /** The document's name, for the log. */
  readonly of: (params: NoInfer<P>) => string;
}

/** Runs a handler so that one bad document never stops the server: one log line, and the fallback as the answer. */
export function safely<P, R>(
  what: string,
  { fallback, log, of }: Guarding<P, R>,
  handler: (params: P) => R,
): (params: P) => R {
  return (params) => {
    try {
      return handler(params);
    } catch (error) {
      log(
        `${what} failed for ${of(params)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return fallback;
    }
  };
}

/** The same for a request; one that nobody waits for any more is not worked on. */
export function guarded<P, R>(
  what: string,
  guarding: Guarding<P, R>,
  handler: (params: P) => R,
): (params: P, token: CancellationToken) => R | ResponseError<never> {
  const answer = safely(what, guarding, handler);
  return (params, token) =>
    token.isCancellationRequested
      ? new ResponseError<never>(LSPErrorCodes.RequestCancelled, `${what} is not asked for any more`)
      : answer(params);
}
