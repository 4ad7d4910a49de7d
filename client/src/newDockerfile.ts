import { l10n, languages, SnippetString, type TextDocument, Uri, window, workspace } from 'vscode';
import { isNamePart, templateSnippet } from './templateSnippet.ts';

/** "New ST4SD Dockerfile": a file that meets its level from the start, to be filled with an application. */
export async function newDockerfile(extensionUri: Uri): Promise<void> {
  const picked = await window.showQuickPick(templates(), {
    placeHolder: l10n.t('What the image starts from, and the level it is to meet'),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) return;
  const application = await askName('application', l10n.t('Name of the application, such as lattice-gas'));
  if (application === undefined) return;
  const maintainer = await askName('maintainer', l10n.t('Id of the maintainer, such as mdlab'));
  if (maintainer === undefined) return;
  const file = Uri.joinPath(extensionUri, 'server/templates', `${picked.file}.Dockerfile`);
  const template = new TextDecoder().decode(await workspace.fs.readFile(file));
  const editor = await window.showTextDocument(await emptyDockerfile(application));
  await editor.insertSnippet(new SnippetString(templateSnippet(template, { application, maintainer })));
}

function templates() {
  const levels = [
    { level: 'contrib', detail: l10n.t('contrib: what every contributed image has to meet') },
    { level: 'gold', detail: l10n.t('gold: tuned, small, labelled, as an official image has to be') },
  ];
  const bases = [
    { name: 'debian', label: 'Debian, Ubuntu', description: l10n.t('packages of apt') },
    { name: 'ubi', label: 'Red Hat UBI', description: l10n.t('packages of microdnf, Python') },
    { name: 'micromamba', label: 'micromamba', description: l10n.t('packages of conda-forge') },
    { name: 'cuda', label: 'CUDA', description: l10n.t('an application for GPUs by NVIDIA') },
  ];
  return bases.flatMap(({ name, ...shown }) =>
    levels.map(({ level, detail }) => ({ ...shown, detail, file: `${name}-${level}` })),
  );
}

function askName(part: 'application' | 'maintainer', prompt: string): Thenable<string | undefined> {
  const configured = workspace.getConfiguration('st4sd').get<readonly string[]>('maintainers') ?? [];
  const value = part === 'maintainer' ? (configured[0] ?? '') : '';
  return window.showInputBox({
    prompt,
    value,
    ignoreFocusOut: true, // a window that is still busy may take the focus
    validateInput: (text) => (isNamePart(text, part) ? undefined : wrongName(part)),
  });
}

function wrongName(part: 'application' | 'maintainer'): string {
  return part === 'application'
    ? l10n.t('Lower-case letters, digits and single hyphens, as an image is named.')
    : l10n.t('One word of lower-case letters and digits: it is what an image name ends in.');
}

/** An empty document that is saved under the application's name; without a folder, or with such a file there, under any. */
async function emptyDockerfile(application: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const named = folder?.scheme === 'file' ? Uri.joinPath(folder, `${application}.Dockerfile`) : undefined;
  if (named === undefined || (await isThere(named))) return workspace.openTextDocument({ language: 'dockerfile' });
  const document = await workspace.openTextDocument(named.with({ scheme: 'untitled' }));
  if (document.getText() !== '') return workspace.openTextDocument({ language: 'dockerfile' });
  return document.languageId === 'dockerfile' ? document : languages.setTextDocumentLanguage(document, 'dockerfile');
}

async function isThere(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
