import { type DocumentSelector, languages, type TextDocument, Uri, window, workspace } from 'vscode';

/** Names under which the JSON of an image is kept; other JSON is not sent to the server at all. */
const imageJson = '**/{config.json,manifest.json,index.json,inspect*.json,*.image.json}';

/**
 * What the server is told about. Only where files are worked on: not in the old side of a comparison (`git:` and the
 * like), where every finding would stand twice. By language, which VS Code derives from all the names that a
 * Dockerfile has, so that a name which somebody gave another language is left alone.
 */
export function documentSelector(): { scheme: string; language: string; pattern?: string }[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  const schemes = new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', ...folders]);
  return [...schemes].flatMap((scheme) => [
    { scheme, language: 'dockerfile' },
    { scheme, language: 'json', pattern: imageJson },
    { scheme, language: 'yaml', pattern: '**/.st4sd.{yaml,yml}' },
  ]);
}

/** The document that a command is about: clicked (a lens has its URI as text), reported on, or looked at; undefined where there is none that we judge. */
export async function subjectDocument(
  clicked: unknown,
  reportedOn: Uri | undefined,
): Promise<TextDocument | undefined> {
  const selector = documentSelector();
  const named = clicked instanceof Uri ? clicked : typeof clicked === 'string' ? Uri.parse(clicked, true) : reportedOn;
  if (named !== undefined) return judged(selector, await workspace.openTextDocument(named));
  const active = window.activeTextEditor?.document;
  return active === undefined ? undefined : judged(selector, active);
}

function judged(selector: DocumentSelector, document: TextDocument): TextDocument | undefined {
  return languages.match(selector, document) > 0 ? document : undefined;
}
