import { resolvePath } from '../../layers/fileTree.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { type DefaultRun, defaultRuns, pathFolders } from './defaultRuns.ts';
import { imageFiles } from './imageFiles.ts';
import type { StartedProgram } from './startedPrograms.ts';

/** A default executable that is nowhere in the image. */
export interface MissingProgram {
  readonly started: StartedProgram;
  readonly message: string;
}

/** What the image starts by default and does not hold. */
export function missingPrograms(facts: ImageFacts): readonly MissingProgram[] {
  return defaultRuns(facts).flatMap(({ started, runs: [first] }: DefaultRun) => {
    if (first?.run.state !== 'missing' || first.run.what !== 'program') return [];
    const starts = `${started.keyword} starts ${started.word}, but`;
    return [{ started, message: `${starts} ${where(started, first.run.path, facts)}` }];
  });
}

function where({ word }: StartedProgram, path: string, facts: ImageFacts): string {
  if (!word.includes('/')) {
    const folders = pathFolders(facts) ?? [];
    return `no folder of PATH has it (${folders.join(':')}). Put its folder on PATH with ENV, or write its whole path.`;
  }
  const root = imageFiles(facts)?.root;
  const link = root === undefined ? undefined : resolvePath(root, path, 'keep');
  if (link?.state === 'found' && link.node.kind === 'link')
    return `that is a link to ${link.node.target}, which is not in the image. Copy what it leads to as well.`;
  if (link?.state === 'found') return 'that is no file. Write the path of the program.';
  const name = path === word ? 'it' : path;
  return `${name} is not in the image. Copy it there, or write the path that it has.`;
}
