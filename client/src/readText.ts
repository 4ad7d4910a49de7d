import { l10n, type Uri, workspace } from 'vscode';

const largest = 16 * 2 ** 20;

/** The text of a file, the one in an editor before the one that is kept; or why it cannot be read. */
export async function readText(uri: Uri): Promise<{ readonly text: string } | { readonly unread: string }> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return { text: open.getText() };
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > largest) return { unread: l10n.t('The file is larger than 16 MiB.') };
    return { text: new TextDecoder().decode(await workspace.fs.readFile(uri)) };
  } catch (error) {
    return { unread: error instanceof Error ? error.message : String(error) };
  }
}
