import type { MappedText } from '../text/mappedText.ts';
import type { Span } from '../text/span.ts';

/** A comment line. `text` is what follows the `#`, trimmed; the span starts at the `#` and excludes the line end. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
  readonly textSpan: Span;
  /** Blanks stand before the `#`: the builder's own `check=` comments do not work then. */
  readonly indented: boolean;
}

/** A parser directive: `# syntax=`, `# escape=`, `# check=`. */
export interface Directive {
  readonly name: 'syntax' | 'escape' | 'check';
  readonly value: string;
  readonly span: Span;
}

/** Something that stops a build, once, at its place. */
export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
}

/** A here-document of ADD, COPY or RUN. */
export interface Heredoc {
  /** The terminator; for COPY and ADD also the name of the file. */
  readonly name: string;
  readonly fileDescriptor: number;
  /** Whether variables in the body are expanded (no part of the name is quoted). */
  readonly expand: boolean;
  /** `<<-`: leading tabs of the body and of the terminator do not count. */
  readonly stripTabs: boolean;
  /** The body as it stands, every line with its line end. */
  readonly body: Span;
  /** The terminator line; empty at the end of the file where it is missing. */
  readonly terminator: Span;
}

/** A word as it was written, quotes kept, variables not expanded. */
export interface Word {
  readonly raw: string;
  readonly span: Span;
}

/** `--name=value` before the arguments; `value` is as the builder unquotes it, variables not expanded. */
export interface Flag {
  readonly name: string;
  readonly value: string | undefined;
  readonly span: Span;
  readonly valueSpan: Span;
}

/** `name=value` of ENV, LABEL, ARG; `value` is raw (quotes kept) and undefined for an ARG without default. */
export interface Assignment {
  readonly name: string;
  readonly value: string | undefined;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

/** A command line: a JSON array of strings, or text for the shell. */
export type CommandForm =
  | { readonly form: 'exec'; readonly words: readonly string[] }
  | { readonly form: 'shell'; readonly text: MappedText };

interface Written {
  /** Position in the file's list of instructions; an ONBUILD trigger has its carrier's. */
  readonly index: number;
  /** Upper case. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the end of the last line (here-documents included), without the line end. */
  readonly span: Span;
  /** The whole logical line: continuations joined, comments between them dropped. */
  readonly line: MappedText;
  /** What follows keyword and flags, trimmed. */
  readonly args: MappedText;
  /** Where the arguments stand; empty, after the keyword, where there are none. */
  readonly argsSpan: Span;
  readonly flags: readonly Flag[];
  readonly heredocs: readonly Heredoc[];
  /** Comment lines collected before the instruction, as BuildKit collects them. */
  readonly comments: readonly Comment[];
}

export interface From extends Written {
  readonly kind: 'from';
  /** The base as written; undefined where it is missing. */
  readonly base: Word | undefined;
  /** The stage's name as written. */
  readonly as: Word | undefined;
}
export interface Arg extends Written {
  readonly kind: 'arg';
  readonly values: readonly Assignment[];
}
export interface Env extends Written {
  readonly kind: 'env';
  readonly values: readonly Assignment[];
}
export interface Label extends Written {
  readonly kind: 'label';
  readonly values: readonly Assignment[];
}
export interface Run extends Written {
  readonly kind: 'run';
  readonly command: CommandForm;
}
/** COPY and ADD. */
export interface Copy extends Written {
  readonly kind: 'copy' | 'add';
  /** Sources that are no here-documents, raw; in JSON form the strings themselves. */
  readonly sources: readonly Word[];
  readonly destination: Word | undefined;
}
/** CMD and ENTRYPOINT. */
export interface Start extends Written {
  readonly kind: 'cmd' | 'entrypoint';
  readonly command: CommandForm;
}
export interface Shell extends Written {
  readonly kind: 'shell';
  /** Undefined where the argument is no JSON array of strings. */
  readonly words: readonly string[] | undefined;
}
export interface Healthcheck extends Written {
  readonly kind: 'healthcheck';
  readonly command: CommandForm | undefined;
}
/** Words separated by blanks, or a JSON array. */
export interface Listing extends Written {
  readonly kind: 'volume' | 'expose';
  readonly words: readonly Word[];
}
/** The rest of the line is the value. */
export interface Setting extends Written {
  readonly kind: 'user' | 'workdir' | 'stopsignal' | 'maintainer';
}
export interface Onbuild extends Written {
  readonly kind: 'onbuild';
  readonly trigger: Instruction | undefined;
}
export interface Unread extends Written {
  readonly kind: 'unread';
}

export type Instruction =
  | From
  | Arg
  | Env
  | Label
  | Run
  | Copy
  | Start
  | Shell
  | Healthcheck
  | Listing
  | Setting
  | Onbuild
  | Unread;

/** A Dockerfile as written: nothing is expanded, no stage is resolved. */
export interface Dockerfile {
  readonly text: string;
  readonly escape: '\\' | '`';
  /** The line end to write with. */
  readonly newline: '\n' | '\r\n';
  readonly directives: readonly Directive[];
  /** Every comment line outside here-documents, directives excepted. */
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  readonly problems: readonly SyntaxProblem[];
  /** The last line ends in a continuation, or in a here-document without terminator: nothing can be added after it. */
  readonly breaksOff: boolean;
}
