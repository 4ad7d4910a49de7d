/** Our own requests between client and server: names and shapes, nothing else, so that a client can import them. */

/** The report on one document, as a page body for the panel; sent by the client. */
export const reportRequest = 'st4sd/report';

export interface ReportParams {
  readonly uri: string;
}

export interface ReportResult {
  /** What the panel is about, for its title. */
  readonly title: string;
  /**
   * The body of the page: no script, no style of its own, no address from outside. Links to places carry
   * `data-jump="LINE:CHARACTER"` (zero-based), fix buttons `data-fix="INDEX"` into `fixes`.
   */
  readonly body: string;
  /** The style sheet of the page; uses VS Code's theme variables with fallbacks. */
  readonly style: string;
  readonly status: StatusParams;
  readonly fixes: readonly ReportFix[];
}

/** One repair that a button of the report applies. */
export interface ReportFix {
  readonly title: string;
  /** Safe fixes are applied at once, the others after a preview. */
  readonly safe: boolean;
  /** LSP text edits of the document at `version`. */
  readonly edits: readonly {
    readonly range: {
      readonly start: { readonly line: number; readonly character: number };
      readonly end: { readonly line: number; readonly character: number };
    };
    readonly newText: string;
  }[];
  readonly version: number;
}

/** What the status bar shows of a document; pushed by the server after each check. */
export const statusNotification = 'st4sd/status';

export interface StatusParams {
  readonly uri: string;
  readonly version: number;
  readonly level: 'contrib' | 'gold';
  readonly verdict: 'met' | 'not-met' | 'undecided';
  /** Required criteria that are not met. */
  readonly toGo: number;
  /** Required criteria that cannot be told. */
  readonly undecided: number;
  /** Where the level is set: a click on "Choose ST4SD level" edits that place. */
  readonly levelFrom: 'pragma' | 'setting' | 'default';
}

/** The edit that makes the document ask for another level, where a pragma sets it; sent by the client. */
export const setLevelRequest = 'st4sd/setLevel';

export interface SetLevelParams {
  readonly uri: string;
  readonly level: 'contrib' | 'gold';
}

export interface SetLevelResult {
  /** Edits of the document's pragma; undefined where the setting is the place to change. */
  readonly edits: ReportFix['edits'] | undefined;
}

/** All safe fixes of the document as edits; sent by the client for "Make this Dockerfile ST4SD compliant". */
export const fixAllRequest = 'st4sd/fixAll';

export interface FixAllResult {
  readonly version: number;
  readonly edits: ReportFix['edits'];
  /** How many findings the edits mend. */
  readonly count: number;
}

/** Settings as the client sends them under the section `st4sd`. */
export interface ClientSettings {
  readonly level: 'contrib' | 'gold' | null;
  readonly checkWhen: 'always' | 'configured';
  readonly hints: boolean;
}
