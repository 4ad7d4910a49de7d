import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Check } from '../engine/check.ts';
import { reportSubject } from '../engine/report.ts';
import { markdownReport } from '../engine/view/markdown.ts';
import { reportView } from '../engine/view/reportView.ts';
import type { Checks } from './checks.ts';
import { fixAllIn, lspEdits } from './codeActions.ts';
import { guarded, type Log } from './guard.ts';
import {
  type FixAllResult,
  fixAllRequest,
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
  readonly log: Log;
}

/** Answers for the report panel, the fix-all command and the choice of level. */
export function registerReports(connection: Connection, { documents, checks, log }: Serving): void {
  const of = ({ uri }: ReportParams) => uri;
  const find = (uri: string) => {
    const document = documents.get(uri);
    const check = document === undefined ? undefined : checks.of(document);
    return document === undefined || check === undefined ? undefined : { document, check };
  };

  connection.onRequest(
    reportRequest,
    guarded<ReportParams, ReportResult | null>('The report', { fallback: null, log, of }, ({ uri }) => {
      const found = find(uri);
      return found === undefined ? null : panel(found.document, found.check, checks);
    }),
  );

  connection.onRequest(
    fixAllRequest,
    guarded<ReportParams, FixAllResult | null>('Fix all', { fallback: null, log, of }, ({ uri }) => {
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
      { fallback: { edits: undefined }, log, of },
      (params) => {
        const found = find(params.uri);
        if (found?.check.levelAt === undefined) return { edits: undefined };
        return { edits: lspEdits(found.check.text, [{ span: found.check.levelAt, newText: params.level }]) };
      },
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
