import type { CancellationToken, Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { reportSubject } from '../engine/report.ts';
import { type OverviewRow, overviewRow } from '../engine/view/overviewRow.ts';
import type { Checks } from './checks.ts';
import { guarded, type Log, safely } from './guard.ts';
import { type CheckTextsParams, type CheckTextsResult, checkTextsRequest } from './messages.ts';
import { documentName } from './subject.ts';

interface Serving {
  readonly documents: TextDocuments<TextDocument>;
  readonly checks: Checks;
  /** Waits until what stands around the document is known. */
  readonly ready: (uri: string) => Promise<void>;
  readonly log: Log;
}

/** Answers how files stand that need not be open. */
export function registerOverview(connection: Connection, { documents, checks, ready, log }: Serving): void {
  // Each text by itself: one that fails must not take the others along.
  const rowOf = safely<CheckTextsParams['texts'][number], OverviewRow | null>(
    'The check',
    { fallback: null, log, of: ({ uri }) => uri },
    ({ uri, text }) => {
      const open = documents.get(uri);
      const document = text === undefined ? open : TextDocument.create(uri, open?.languageId ?? '', 0, text);
      if (document === undefined) return null;
      const check = document === open ? checks.asked(open) : checks.ofText(document, document.getText());
      return check === undefined ? null : overviewRow(reportSubject(check, documentName(uri)));
    },
  );

  const answer = guarded<CheckTextsParams, CheckTextsResult>(
    'The overview',
    { fallback: { rows: [] }, log, of: ({ texts: [first] }) => first?.uri ?? 'no file' },
    ({ texts }) => ({ rows: texts.map((text) => rowOf(text)) }),
  );
  connection.onRequest(checkTextsRequest, async (params: CheckTextsParams, token: CancellationToken) => {
    await Promise.all(params.texts.map(({ uri }) => ready(uri)));
    return answer(params, token);
  });
}
