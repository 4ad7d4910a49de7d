import { isWithin } from '../../dockerfile/path.ts';
import { baseName } from '../../shell/path.ts';
import { folderOf } from '../homes.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { covers, type ModeEntry } from './modeEntry.ts';
import { searchPath } from './searchPath.ts';
import { startedFiles } from './startedFiles.ts';

/** What the image needs a path for that is kept from others: a clause, or undefined where nothing tells. */
export function neededFor(facts: ImageFacts, entry: ModeEntry): string | undefined {
  const folders = searchPath(facts).folders.map(({ path }) => path);
  const blocks = (path: string) => covers(entry, path) || (isWithin(entry.path, path) && !entry.tree);
  for (const { path, name, runs } of startedFiles(facts)) {
    if (path !== undefined && blocks(path)) return runs ? `the image starts with ${path}` : `its start names ${path}`;
    if (path === undefined && baseName(entry.path) === name && folders.includes(folderOf(entry.path)))
      return `the image starts with ${name}`;
  }
  const folder = folders.find((path) => path !== '/' && blocks(path));
  if (folder !== undefined) return `PATH has ${folder}`;
  if (folders.includes(folderOf(entry.path))) return `PATH has ${folderOf(entry.path)}`;
  const { workdir } = facts;
  return workdir.state === 'known' && workdir.value !== '/' && blocks(workdir.value)
    ? `the image works in ${workdir.value}`
    : undefined;
}
