import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { completeDockerfile } from '../engine/complete/completeDockerfile.ts';
import type { Proposal } from '../engine/complete/proposal.ts';
import type { Checks } from './checks.ts';
import type { Client } from './client.ts';
import { clientCommands } from './messages.ts';
import { subjectKind } from './subject.ts';

const kinds: Readonly<Record<Proposal['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  rule: CompletionItemKind.Value,
  stage: CompletionItemKind.Module,
  image: CompletionItemKind.File,
  account: CompletionItemKind.Constant,
};

interface Asking {
  readonly checks: Checks;
  readonly client: Pick<Client, 'labelDetails' | 'hasCommands'>;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** Nobody reads further, and a file may have any number of stages. */
const most = 2000;

/** Kinds whose detail is what one chooses by. */
const compared: ReadonlySet<Proposal['kind']> = new Set<Proposal['kind']>(['stage', 'image', 'account']);

/** What can stand at the place of a Dockerfile. */
export function dockerfileCompletions(
  document: TextDocument,
  offset: number,
  { checks, client, date }: Asking,
): CompletionItem[] {
  if (subjectKind(document) !== 'dockerfile') return [];
  const proposals = completeDockerfile(document.getText(), offset, {
    // A pragma is how a file that `checkWhen` keeps silent becomes one of ours.
    check: (place) => (place === 'pragma' ? checks.asked(document) : checks.of(document)),
    date,
  });
  return proposals.slice(0, most).map(({ label, insertText, detail, kind, at }, i) => ({
    label,
    detail,
    kind: kinds[kind],
    // Editors sort by name unless they are told otherwise.
    sortText: String(i).padStart(4, '0'),
    // What is typed so far is matched with the beginning of the whole word, not of its last part.
    filterText: insertText ?? label,
    ...(client.labelDetails && compared.has(kind) ? { labelDetails: { description: detail } } : {}),
    // Behind a key its values are wanted.
    ...(client.hasCommands && label.endsWith('=') ? { command: { title: '', command: clientCommands.suggest } } : {}),
    textEdit: {
      range: { start: document.positionAt(at.start), end: document.positionAt(at.end) },
      newText: insertText ?? label,
    },
  }));
}
