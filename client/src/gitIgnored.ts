import ignore, { type Ignore } from 'ignore';
import { Uri, workspace } from 'vscode';

/** Leaves out what a `.gitignore` between the file and its workspace folder hides, as the command line does. */
export async function withoutGitIgnored(files: readonly Uri[]): Promise<readonly Uri[]> {
  const known = new Map<string, Promise<Ignore | undefined>>();
  const rulesOf: RulesOf = (folder) => {
    const rules = known.get(folder.path) ?? readRules(folder);
    known.set(folder.path, rules);
    return rules;
  };
  const isHidden = await Promise.all(files.map((file) => isIgnored(file, rulesOf)));
  return files.filter((_, i) => isHidden[i] !== true);
}

type RulesOf = (folder: Uri) => Promise<Ignore | undefined>;

/** A folder that is hidden hides all below it. */
async function isIgnored(file: Uri, rulesOf: RulesOf): Promise<boolean> {
  const top = workspace.getWorkspaceFolder(file)?.uri;
  if (top === undefined) return false;
  const names = file.path.slice(top.path.replace(/\/$/, '').length + 1).split('/');
  const rules = await Promise.all(names.map((_, depth) => rulesOf(Uri.joinPath(top, ...names.slice(0, depth)))));
  return names.some((_, depth) => hides(rules, names.slice(0, depth + 1), depth + 1 < names.length));
}

/** The innermost file that has a matching line decides. */
function hides(rules: readonly (Ignore | undefined)[], names: readonly string[], isFolder: boolean): boolean {
  for (let depth = names.length - 1; depth >= 0; depth--) {
    const inside = names.slice(depth).join('/') + (isFolder ? '/' : '');
    const answer = rules[depth]?.test(inside);
    if (answer?.ignored === true || answer?.unignored === true) return answer.ignored;
  }
  return false;
}

/** Undefined where the folder has no such file, or none that can be read. */
async function readRules(folder: Uri): Promise<Ignore | undefined> {
  try {
    const bytes = await workspace.fs.readFile(Uri.joinPath(folder, '.gitignore'));
    return ignore().add(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
