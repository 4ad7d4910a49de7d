import { remembered } from '../../text/remembered.ts';
import { searchPath } from '../access/searchPath.ts';
import { knownValue } from '../fact.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { imageFiles } from './imageFiles.ts';
import { type OtherUser, otherUsers } from './otherUsers.ts';
import { type ClosedRun, type Run, readingOf, runOf, type Search } from './runOf.ts';
import { type StartedProgram, startedPrograms } from './startedPrograms.ts';

/** What becomes of a program that the image starts, for each of those who have to be able to. */
export interface DefaultRun {
  readonly started: StartedProgram;
  readonly runs: readonly { readonly user: OtherUser; readonly run: Run }[];
}

/** What becomes of what the image starts by default; nothing where its files are not known. */
export const defaultRuns = remembered((facts: ImageFacts): readonly DefaultRun[] => {
  const tree = imageFiles(facts);
  const folders = pathFolders(facts);
  if (tree === undefined) return [];
  return startedPrograms(facts).flatMap((started) => {
    if (folders === undefined && !started.word.includes('/')) return [];
    const runs = otherUsers.map((user) => ({ user, run: runFor(started, { tree, user, folders: folders ?? [] }) }));
    return [{ started, runs }];
  });
});

function runFor({ word, directory, how }: StartedProgram, search: Search): Run {
  if (how === 'run') return runOf(word, directory, search);
  return readingOf(word, search) ?? { state: 'unknown' };
}

/** The same obstacle for those that it stands in the way of. */
export interface Obstacle {
  readonly started: StartedProgram;
  readonly users: readonly OtherUser[];
  readonly run: ClosedRun;
}

/** What keeps others from the default executable, each thing once. */
export function obstaclesOf(runs: readonly DefaultRun[]): readonly Obstacle[] {
  const found = new Map<string, Obstacle>();
  for (const { started, runs: each } of runs) {
    for (const { user, run } of each) {
      if (run.state !== 'closed') continue;
      const before = found.get(run.path);
      if (before?.started !== started && before !== undefined) continue;
      found.set(run.path, { started, run, users: [...(before?.users ?? []), user] });
    }
  }
  return [...found.values()];
}

/** What runtimes take where a config sets no PATH. */
const usualPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The folders that programs are looked for in; undefined where the variables are not known. */
export function pathFolders(facts: ImageFacts): readonly string[] | undefined {
  if (facts.environment.state === 'unknown') return undefined;
  const path = knownValue(facts.environment)?.get('PATH');
  return path === undefined ? usualPath : searchPath(facts).folders.map((folder) => folder.path);
}
