import type { Span } from '../text/span.ts';

/** A word of a command after expansion; one written word may become several, which then share span and raw text. */
export interface ShellWord {
  /** As written, quotes kept. */
  readonly raw: string;
  /** After quotes, escapes and variables; undefined where it depends on something that cannot be read. */
  readonly text: string | undefined;
  /** What is known of the text, cut where something is not: `v-$X.tgz` has `v-` and `.tgz`; a known text is one piece. */
  readonly pieces: readonly string[];
  readonly span: Span;
  /** Some part of it is quoted. */
  readonly quoted: boolean;
  /** An unquoted `*`, `?` or `[` makes it a pattern for file names. */
  readonly glob: boolean;
  /** It starts with an unquoted `~`, which `text` keeps. */
  readonly tilde: boolean;
  /** Names of variables it depends on that have no known value. */
  readonly unknown: readonly string[];
  /** The start directories of the `find` whose results stand in for it (`{}`, or the tail `xargs` adds). */
  readonly found?: readonly ShellWord[];
}

export interface Redirection {
  /** `>`, `>>`, `<`, `<<`, `<<<`, `&>`, ... without the descriptor. */
  readonly operator: string;
  readonly descriptor: number | undefined;
  /** The file; for `<<` and `<<<` the text itself. */
  readonly target: ShellWord | undefined;
}

export interface ShellOptions {
  readonly errexit: boolean;
  readonly pipefail: boolean;
  readonly nounset: boolean;
  readonly xtrace: boolean;
}

/** A simple command that runs, with what holds where it runs. */
export interface ShellCommand {
  /** Last path component of the program, wrappers taken off; undefined where it cannot be told or there is none. */
  readonly program: string | undefined;
  /** The program and its arguments, wrappers taken off; empty for a redirection alone. */
  readonly words: readonly ShellWord[];
  readonly args: readonly ShellWord[];
  /** Given before the command or by `env`. */
  readonly assignments: ReadonlyMap<string, ShellWord>;
  /** Its own, then those of the groups and `-c` scripts around it. */
  readonly redirections: readonly Redirection[];
  /** Outermost first: `sudo`, `env`, `bash -c`, `xargs`, `find -exec`, ... */
  readonly wrappers: readonly string[];
  /** The user that sudo, su, gosu and the like run it as; undefined for the user in force. */
  readonly asUser: string | undefined;
  /** The command with its wrappers, where it is written. */
  readonly span: Span;
  /** The outermost list element it stands in, between `&&`, `||`, `;` and line ends: what a fix deletes or adds to. */
  readonly statement: Span;
  /** It may not run: right of `||`, in a branch, after a test and `&&`. */
  readonly conditional: boolean;
  readonly loop: boolean;
  readonly subshell: boolean;
  readonly inFunction: string | undefined;
  readonly background: boolean;
  /** Position in its pipeline; commands of one pipeline share the id. */
  readonly pipe: { readonly id: number; readonly index: number; readonly of: number };
  /** The command whose output it reads through a pipe. */
  readonly input: ShellCommand | undefined;
  /** Inside `$(...)`, backquotes, `<(...)`. */
  readonly substitution: boolean;
  /** The working directory; undefined where it cannot be told. */
  readonly directory: string | undefined;
  /** In force when it starts. */
  readonly options: ShellOptions;
}

/** A part that runs and could not be read: unknown, not absent. */
export interface Unread {
  readonly kind: 'syntax' | 'limit' | 'eval' | 'sourced' | 'program' | 'script' | 'input';
  /** Completes "Cannot tell ...: ". */
  readonly because: string;
  readonly span: Span;
  /** The file that is run or sourced, where one is named. */
  readonly file?: ShellWord;
}

export interface Script {
  /** In the order they run; the body of a function stands at its call. */
  readonly commands: readonly ShellCommand[];
  readonly unread: readonly Unread[];
  /** In force at the end. */
  readonly options: ShellOptions;
}

/** What is known where the script starts. */
export interface Surroundings {
  /** The value of an environment variable or build argument; undefined: not known. */
  readonly variable: (name: string) => string | undefined;
  readonly directory: string | undefined;
  /** Options given to the shell itself. */
  readonly options?: ShellOptions;
}

export const noOptions: ShellOptions = { errexit: false, pipefail: false, nounset: false, xtrace: false };
