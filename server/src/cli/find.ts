import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';

const dockerfileName = /^(Dockerfile|Containerfile)(\..+)?$|.\.([Dd]ockerfile)$/;

/** Folders that hold other people's files. */
const skipped = new Set(['.git', 'node_modules']);

interface Rules {
  readonly folder: string;
  readonly matcher: Ignore;
}

/** The Dockerfiles below a folder, sorted; what `.gitignore` files leave out and `node_modules` are not searched. */
export function findDockerfiles(folder: string): readonly string[] {
  const found: string[] = [];
  search(folder, [], found);
  return found.sort();
}

function search(folder: string, outer: readonly Rules[], found: string[]): void {
  const rules = withOwnRules(folder, outer);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (skipped.has(entry.name) || isIgnored(path, entry, rules)) continue;
    if (entry.isDirectory()) search(path, rules, found);
    else if (dockerfileName.test(entry.name) && isFile(path, entry)) found.push(path);
  }
}

/** A link to a file counts, a link to a folder is not followed. */
function isFile(path: string, entry: Dirent): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

function withOwnRules(folder: string, outer: readonly Rules[]): readonly Rules[] {
  const file = join(folder, '.gitignore');
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return outer;
  return [...outer, { folder, matcher: ignore().add(readFileSync(file, 'utf8')) }];
}

function isIgnored(path: string, entry: Dirent, rules: readonly Rules[]): boolean {
  return rules.some(({ folder, matcher }) => {
    const inside = relative(folder, path).replaceAll('\\', '/');
    return matcher.ignores(entry.isDirectory() ? `${inside}/` : inside);
  });
}
