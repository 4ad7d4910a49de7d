import {
  type CodeLens,
  type Connection,
  type Hover,
  type InlayHint,
  MarkupKind,
  type Range,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { asMarkdown, asPlainText, type PageLink } from '../engine/hover/card.ts';
import { hoverAt } from '../engine/hover/hoverAt.ts';
import { ruleNamed } from '../engine/hover/ruleCard.ts';
import { baseHints } from '../engine/inline/baseHints.ts';
import { levelLens } from '../engine/inline/levelLens.ts';
import { pageAddress, rulePage } from '../engine/pages.ts';
import type { Checks } from './checks.ts';
import type { Client } from './client.ts';
import { guarded, type Log } from './guard.ts';
import { clientCommands, rulePageRequest } from './messages.ts';
import { reportCommand } from './reports.ts';

interface Serving {
  readonly documents: TextDocuments<TextDocument>;
  readonly checks: Checks;
  /** What the client can do is known only once it is connected. */
  readonly client: () => Client;
  readonly today: () => string;
  /** Waits until what stands around the document is known. */
  readonly ready: (uri: string) => Promise<void>;
  readonly log: Log;
}

interface About {
  readonly textDocument: { readonly uri: string };
}

/** Answers for what an editor shows inside the text: hovers, the lens on the target stage, hints behind FROM. */
export function registerInline(connection: Connection, serving: Serving): void {
  const { documents, checks, client, ready, log } = serving;

  const answering = <P extends About, R>(
    what: string,
    fallback: R,
    answer: (document: TextDocument, params: P) => R,
  ) => {
    const of = ({ textDocument }: About) => textDocument.uri;
    const handler = guarded<P, R>(what, { fallback, log, of }, (params) => {
      const document = documents.get(params.textDocument.uri);
      return document === undefined ? fallback : answer(document, params);
    });
    return async (params: P, token: Parameters<typeof handler>[1]) => {
      await ready(params.textDocument.uri);
      return handler(params, token);
    };
  };

  connection.onHover(
    answering<About & { position: Range['start'] }, Hover | null>('The hover', null, (document, { position }) =>
      hoverOn(document, document.offsetAt(position), serving),
    ),
  );

  connection.onCodeLens(
    answering<About, CodeLens[]>('The lens', [], (document) =>
      checks.settings().codeLens ? lensesOf(document, checks, client().hasCommands) : [],
    ),
  );

  connection.languages.inlayHint.on(
    answering<About & { range: Range }, InlayHint[]>('The hints', [], (document, { range }) =>
      checks.settings().inlayHints ? hintsIn(document, range, checks) : [],
    ),
  );

  connection.onRequest(
    rulePageRequest,
    guarded<{ rule: string }, string | null>(
      'The page',
      { fallback: null, log, of: ({ rule }) => rule },
      ({ rule }) => {
        const found = ruleNamed(rule);
        return found === undefined ? null : rulePage(found);
      },
    ),
  );
}

function hoverOn(document: TextDocument, offset: number, { checks, client, today }: Serving): Hover | null {
  const check = checks.of(document);
  const { hints } = checks.settings();
  const hover = check && hoverAt(check, offset, { date: today(), hints });
  if (hover === undefined) return null;
  const { rendersMarkdown, hasCommands } = client();
  const value = rendersMarkdown
    ? asMarkdown(hover.blocks, hasCommands ? offlinePage : pageAddress)
    : asPlainText(hover.blocks, pageAddress);
  return {
    contents: { kind: rendersMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value },
    range: { start: document.positionAt(hover.at.start), end: document.positionAt(hover.at.end) },
  };
}

/** Our own client shows the page itself, without the network. */
const offlinePage: PageLink = (rule) => `command:${clientCommands.rule}?${encodeURIComponent(JSON.stringify([rule]))}`;

function lensesOf(document: TextDocument, checks: Checks, hasCommands: boolean): CodeLens[] {
  const check = checks.of(document);
  const lens = check && levelLens(check);
  if (lens === undefined) return [];
  const command = hasCommands ? clientCommands.report : reportCommand;
  return [
    {
      range: { start: document.positionAt(lens.at.start), end: document.positionAt(lens.at.end) },
      command: { title: lens.title, command, arguments: [document.uri] },
    },
  ];
}

function hintsIn(document: TextDocument, range: Range, checks: Checks): InlayHint[] {
  const check = checks.of(document);
  if (check === undefined) return [];
  const within = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return baseHints(check, within).map(({ label, tooltip, offset }) => ({
    position: document.positionAt(offset),
    label,
    paddingLeft: true,
    ...(tooltip === undefined ? {} : { tooltip }),
  }));
}
