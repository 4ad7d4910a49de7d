import { type FileNode, type FileTree, resolvePath } from '../../layers/fileTree.ts';
import { remembered } from '../../text/remembered.ts';
import { folderOf } from '../homes.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { defaultRuns, obstaclesOf, pathFolders } from './defaultRuns.ts';
import { imageFiles } from './imageFiles.ts';
import { may, type OtherUser, otherUsers, rights } from './otherUsers.ts';
import type { ClosedRun } from './runOf.ts';

/** Something on PATH that others may not enter, run or read. */
export interface ClosedOnPath extends Place {
  /** What leads to it: the folder of PATH, a link there, or itself. */
  readonly leading: string;
  readonly users: readonly OtherUser[];
  /** A distribution or conda put it there as it is. */
  readonly packaged: boolean;
}

/** What PATH has: how many programs others can run, and what is closed to them. */
export interface PathAccess {
  readonly programs: number;
  readonly closed: readonly ClosedOnPath[];
}

/** What of PATH is closed to others, each thing once, apart from what keeps them from the default executable. */
export const pathAccess = remembered((facts: ImageFacts): PathAccess => {
  const tree = imageFiles(facts);
  const told = new Set(obstaclesOf(defaultRuns(facts)).map(({ run }) => run.path));
  const closed = new Map<string, ClosedOnPath>();
  let programs = 0;
  const all =
    tree === undefined ? [] : realFolders(pathFolders(facts) ?? [], tree).flatMap((one) => entries(one, tree));
  for (const { leading, packaged, obstacles } of all) {
    const { first, users } = obstacles;
    if (first === undefined) programs++;
    else if (!told.has(first.path) && !closed.has(first.path))
      closed.set(first.path, { ...first, leading, users, packaged });
  }
  return { programs, closed: [...closed.values()] };
});

/** Of several names of one folder, as /bin and /usr/bin mostly are, the first. */
function realFolders(folders: readonly string[], { root }: FileTree): readonly string[] {
  const byNode = new Map<FileNode, string>();
  for (const folder of folders) {
    const reached = resolvePath(root, folder);
    if (reached.state === 'found' && !byNode.has(reached.node)) byNode.set(reached.node, folder);
  }
  return [...byNode.values()];
}

interface Entry extends Pick<ClosedOnPath, 'leading' | 'packaged'> {
  readonly obstacles: Obstacles;
}

/** The folder where it is closed, else the programs in it. */
function entries(folder: string, tree: FileTree): readonly Entry[] {
  const reached = resolvePath(tree.root, folder);
  if (reached.state !== 'found' || reached.node.children === undefined) return [];
  const whole = obstaclesAt(tree, folder);
  if (whole?.first !== undefined) return [{ leading: folder, packaged: false, obstacles: whole }];
  const packaged = isPackaged(folder, tree);
  return [...reached.node.children].flatMap(([name, node]) => {
    const leading = `${folder}/${name}`;
    const obstacles = node.kind === 'link' ? obstaclesAt(tree, leading) : ownObstacle(`${reached.path}/${name}`, node);
    return obstacles === undefined ? [] : [{ leading, packaged, obstacles }];
  });
}

type Place = Pick<ClosedRun, 'path' | 'node' | 'needs'>;

interface Obstacles {
  readonly first: Place | undefined;
  readonly users: readonly OtherUser[];
}

const nobody: Obstacles = { first: undefined, users: [] };

/** The first thing that keeps others from the path; undefined where it leads to nothing that can be run. */
function obstaclesAt(tree: FileTree, path: string): Obstacles | undefined {
  const reached = resolvePath(tree.root, path);
  if (reached.state !== 'found') return undefined;
  const folders = reached.node.kind === 'folder' ? [...reached.folders, reached] : reached.folders;
  const shut = folders.find(({ node }) => shutOut(node, rights.run).length > 0);
  if (shut !== undefined)
    return { first: { path: shut.path, node: shut.node, needs: 'enter' }, users: shutOut(shut.node, rights.run) };
  return ownObstacle(reached.path, reached.node);
}

/** What a file itself lacks; one that nobody may run is no program. */
function ownObstacle(path: string, node: FileNode): Obstacles | undefined {
  if (node.kind !== 'file' || (node.mode & 0o111) === 0) return undefined;
  const run = shutOut(node, rights.run);
  if (run.length > 0) return { first: { path, node, needs: 'run' }, users: run };
  const read = node.program?.kind === 'script' ? shutOut(node, rights.read) : [];
  return read.length > 0 ? { first: { path, node, needs: 'read' }, users: read } : nobody;
}

function shutOut(node: FileNode, asked: number): readonly OtherUser[] {
  return otherUsers.filter((user) => !may(user, node, asked));
}

/** Where programs come from packages, of which some are for root alone on purpose. */
function isPackaged(folder: string, { root }: FileTree): boolean {
  if (/^(?:\/usr)?\/s?bin$/.test(folder)) return true;
  return resolvePath(root, `${folderOf(folder)}/conda-meta`).state === 'found';
}
