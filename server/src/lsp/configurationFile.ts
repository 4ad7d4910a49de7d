import { type CompletionItem, CompletionItemKind, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { completeConfiguration } from '../engine/configuration/complete.ts';
import { readConfiguration } from '../engine/configuration/readConfiguration.ts';
import { pageAddress } from '../engine/pages.ts';
import { configurationNames } from '../engine/surroundings.ts';
import type { Span } from '../engine/text/span.ts';

/** Whether the document is a `.st4sd.yaml`. */
export function isConfiguration({ uri }: TextDocument): boolean {
  return configurationNames.some((name) => uri.endsWith(`/${name}`));
}

/** What is wrong in a configuration file, at its place. */
export function configurationDiagnostics(document: TextDocument): Diagnostic[] {
  const read = readConfiguration(document.getText(), document.uri);
  if ('problem' in read)
    return [diagnostic(document, read.at, { message: read.problem, severity: DiagnosticSeverity.Error })];
  return read.problems.map(({ at, message }) =>
    diagnostic(document, at, { message, severity: DiagnosticSeverity.Warning }),
  );
}

function diagnostic(
  document: TextDocument,
  { start, end }: Span,
  { message, severity }: Pick<Diagnostic, 'message'> & { readonly severity: DiagnosticSeverity },
): Diagnostic {
  return {
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    severity,
    source: 'st4sd',
    code: 'configuration',
    codeDescription: { href: pageAddress('configuration') },
    message,
  };
}

const kinds: Readonly<Record<string, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
};

/** Keys and values that can stand at the place. */
export function configurationCompletions(document: TextDocument, offset: number): CompletionItem[] {
  return completeConfiguration(document.getText(), offset).map(({ label, insertText, detail, kind, at }) => ({
    label,
    detail,
    kind: kinds[kind] ?? CompletionItemKind.Value,
    textEdit: {
      range: { start: document.positionAt(at.start), end: document.positionAt(at.end) },
      newText: insertText ?? label,
    },
  }));
}
