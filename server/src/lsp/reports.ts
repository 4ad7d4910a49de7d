import type { CancellationToken, Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Check } from '../engine/check.ts';
import type { Neighbour } from '../engine/declarations/neighbour.ts';
import { type Report, reportSubject } from '../engine/report.ts';
import { markdownReport } from '../engine/view/markdown.ts';
import { reportView } from '../engine/view/reportView.ts';
import type { Checks } from './checks.ts';
import { fixAllIn, lspEdits } from './codeActions.ts';
import { exported, reportOn } from './exports.ts';
import { guarded, type Log } from './guard.ts';
import {
  type ExportAnswer,
  type ExportParams,
  exportRequest,
  type FixAllAnswer,
  fixAllRequest,
  type ReportAnswer,
  type ReportParams,
  type ReportResult,
  reportRequest,
  type SetLevelParams,
  type SetLevelResult,
  setLevelRequest,
} from './messages.ts';
import { statusOf } from './status.ts';
import { documentName } from './subject.ts';

/** Gives any client the report on an open document as Markdown: arguments `[uri]`. */
export const reportCommand = 'st4sd.report';

interface Serving {
  readonly documents: TextDocuments<TextDocument>;
  readonly checks: Checks;
  /** Waits until what stands around the document is known. */
  readonly ready: (uri: string) => Promise<void>;
  /** The configuration file that holds for a document, by its URI. */
  readonly configurationOf: (uri: string) => Neighbour | undefined;
  /** YYYY-MM-DD. */
  readonly today: () => string;
  /** The last report on an image that is no document. */
  readonly imageReport: (uri: string) => Report | undefined;
  readonly log: Log;
}

/** Answers for the report panel, the fix-all command and the choice of level. */
export function registerReports(
  connection: Connection,
  { documents, checks, configurationOf, ready, today, imageReport, log }: Serving,
): void {
  const of = ({ uri }: ReportParams) => uri;
  const find = (uri: string) => {
    const document = documents.get(uri);
    const check = document === undefined ? undefined : checks.asked(document);
    return document === undefined || check === undefined ? undefined : { document, check };
  };

  /** Answers once it is known what stands around the document. */
  const around =
    <P extends ReportParams, R>(answer: (params: P, token: CancellationToken) => R) =>
    async (params: P, token: CancellationToken) => {
      await ready(params.uri);
      return answer(params, token);
    };

  connection.onRequest(
    reportRequest,
    around(
      guarded<ReportParams, ReportAnswer>('The report', { fallback: null, log, of }, ({ uri }) => {
        const found = find(uri);
        return found === undefined ? null : panel(found.document, found.check, checks);
      }),
    ),
  );

  connection.onRequest(
    exportRequest,
    around(
      guarded<ExportParams, ExportAnswer>('The export', { fallback: null, log, of }, ({ uri, path, format }) => {
        const check = find(uri)?.check;
        const report = check === undefined ? imageReport(uri) : reportOn(reportSubject(check, path), today());
        return report === undefined ? null : exported(report, format);
      }),
    ),
  );

  connection.onRequest(
    fixAllRequest,
    guarded<ReportParams, FixAllAnswer>('Fix all', { fallback: null, log, of }, ({ uri }) => {
      const document = documents.get(uri);
      if (document === undefined) return null;
      const { edits, count } = fixAllIn(document, checks);
      return { version: document.version, edits: lspEdits(document.getText(), edits), count };
    }),
  );

  connection.onRequest(
    setLevelRequest,
    guarded<SetLevelParams, SetLevelResult>(
      'The choice of level',
      { fallback: { edits: undefined, uri: '' }, log, of },
      ({ uri, level }) => levelEdit(find(uri)?.check, { uri, level, configuration: configurationOf(uri) }),
    ),
  );

  connection.onExecuteCommand(
    guarded('The report', { fallback: null, log, of: ({ command }) => command }, ({ command, arguments: args }) => {
      const uri: unknown = args?.[0];
      if (command !== reportCommand || typeof uri !== 'string') return null;
      const found = find(uri);
      return found === undefined ? null : markdownReport(reportSubject(found.check, documentName(uri)));
    }),
  );
}

function panel(document: TextDocument, check: Check, checks: Checks): ReportResult {
  const name = documentName(document.uri);
  const { body, style, fixes } = reportView(reportSubject(check, name));
  return {
    title: name,
    body,
    style,
    fixes: fixes.map((fix) => ({ ...fix, version: document.version })),
    status: statusOf(document, check, checks.settings()),
  };
}

interface Choosing extends SetLevelParams {
  readonly configuration: Neighbour | undefined;
}

/** The place in force: the pragma, else the configuration file; none where it is the setting. */
function levelEdit(check: Check | undefined, { uri, level, configuration }: Choosing): SetLevelResult {
  if (check?.levelAt !== undefined) {
    return { edits: lspEdits(check.text, [{ span: check.levelAt, newText: level }]), uri };
  }
  const at = check?.levelFrom === 'configuration' ? check.configuredLevelAt : undefined;
  if (at === undefined || configuration === undefined) return { edits: undefined, uri };
  return { edits: lspEdits(configuration.text, [{ span: at, newText: level }]), uri: configuration.path };
}
