import { type CancellationToken, type Uri, workspace } from 'vscode';
import { withoutGitIgnored } from './gitIgnored.ts';

/** The names that the command line looks for in a folder. */
const names = '**/{Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Containerfile,Containerfile.*}';

/** The Dockerfiles of the workspace in the order of their paths; what its settings and `.gitignore` files hide is left out. */
export async function findDockerfiles(token: CancellationToken): Promise<readonly Uri[]> {
  const found = await workspace.findFiles(names, hiddenFromSearch(), undefined, token);
  const shown = await withoutGitIgnored(found.filter(({ path }) => !path.endsWith('.dockerignore')));
  return [...shown].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `files.exclude` counts without us, `search.exclude` does not. A pattern with braces of its own cannot stand among others. */
function hiddenFromSearch(): string {
  const excluded = workspace.getConfiguration('search').get<Readonly<Record<string, unknown>>>('exclude') ?? {};
  const patterns = Object.keys(excluded).filter((pattern) => excluded[pattern] === true && !/[{},]/.test(pattern));
  return `{${['**/node_modules/**', ...patterns].join(',')}}`;
}
