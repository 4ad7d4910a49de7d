/** Our own requests between client and server: names and shapes, nothing else, so that a client can import them. */

import type { OverviewRow } from '../engine/view/overviewRow.ts';

/** The report on one document, as a page body for the panel; sent by the client. */
export const reportRequest = 'st4sd/report';

export interface ReportParams {
  readonly uri: string;
}

/** null: the document is not open, or nothing that we judge. */
export type ReportAnswer = ReportResult | null;

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

/** The report as a file to keep or to send; sent by the client, answered by `ExportAnswer`. */
export const exportRequest = 'st4sd/export';

export const exportFormats = ['markdown', 'html', 'json', 'sarif'] as const;

export interface ExportParams {
  readonly uri: string;
  /** What the report calls the document. */
  readonly path: string;
  readonly format: (typeof exportFormats)[number];
}

/** null: neither open and judged, nor an image that was checked. */
export type ExportAnswer = {
  readonly text: string;
  /** What the report is about: the image's reference, else the path. */
  readonly subject: string;
} | null;

/** The check of an image that is no document of the editor; sent by the client. */
export const checkImageRequest = 'st4sd/checkImage';

export interface CheckImageParams {
  /** An archive, or the folder of a layout. */
  readonly uri: string;
  /** The JSON of an image, where it is that. */
  readonly text?: string;
}

export type CheckImageAnswer = Pick<ReportResult, 'title' | 'body' | 'style'> | { readonly problem: string };

/** How far the layers of an image are read; sent by the server while it checks one. */
export const imageProgress = 'st4sd/imageProgress';

export interface ImageProgressParams {
  readonly uri: string;
  readonly megabytes: number;
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
  readonly levelFrom: 'option' | 'pragma' | 'configuration' | 'registry' | 'setting' | 'default';
  /** `checkWhen` asks for silence about this document: only who asked for its report is told. */
  readonly quiet: boolean;
}

/** The edit that makes the document ask for another level, where a pragma sets it; sent by the client. */
export const setLevelRequest = 'st4sd/setLevel';

export interface SetLevelParams {
  readonly uri: string;
  readonly level: 'contrib' | 'gold';
}

export interface SetLevelResult {
  /** Edits of the pragma, or of the `.st4sd.yaml` that sets the level; undefined where the setting is the place. */
  readonly edits: ReportFix['edits'] | undefined;
  /** The file that the edits are for. */
  readonly uri: string;
}

/** All safe fixes of the document as edits; sent by the client for "Make this Dockerfile ST4SD compliant". */
export const fixAllRequest = 'st4sd/fixAll';

/** null: the document is not open. */
export type FixAllAnswer = FixAllResult | null;

export interface FixAllResult {
  readonly version: number;
  readonly edits: ReportFix['edits'];
  /** How many findings the edits mend. */
  readonly count: number;
}

/** How some files stand; sent by the client, a few at a time, for "Check ST4SD compliance of the workspace". */
export const checkTextsRequest = 'st4sd/checkTexts';

export interface CheckTextsParams {
  readonly texts: readonly {
    readonly uri: string;
    /** Left out: the text that the editor has open. */
    readonly text?: string;
  }[];
}

export interface CheckTextsResult {
  /** In the order of the texts; null: not open and without a text, or nothing that we judge. */
  readonly rows: readonly (OverviewRow | null)[];
}

/** The text of a file, an editor's before the disk's; sent by the server: `{ uri }`, answered by a string or null. */
export const readFileRequest = 'st4sd/readFile';

/** The names in a folder; sent by the server: `{ uri }`, answered by strings. */
export const listFolderRequest = 'st4sd/listFolder';

/** The page of a rule as Markdown; sent by the client: `{ rule }`, answered by a string, or null for no such rule. */
export const rulePageRequest = 'st4sd/rulePage';

/** Commands that our own client has, which links, lenses and completions of the server name. */
export const clientCommands = {
  /** Opens the report: the document's URI as text. */
  report: 'st4sd.checkCompliance',
  /** Opens the page of a rule, offline: the rule's id. */
  rule: 'st4sd.showRule',
  /** The editor's own: shows what can be completed. */
  suggest: 'editor.action.triggerSuggest',
} as const;

/** The user trusts the workspace from now on; sent by the client. */
export const trustNotification = 'st4sd/trust';

/** What our own client says of itself when it starts the server. */
export interface ClientOptions {
  /** It shows the status. */
  readonly status: boolean;
  /** It answers for files. */
  readonly files: boolean;
  /** It has the commands of `clientCommands`. */
  readonly commands?: boolean;
  readonly trusted: boolean;
}
