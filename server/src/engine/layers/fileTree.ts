import type { Program } from './program.ts';
import type { Attributes } from './tarEntry.ts';

/** What a name in an image leads to, with nodes of its own kind below it. The names of hard links lead to one and the same. */
export interface NodeOf<N> extends Attributes {
  readonly kind: 'file' | 'folder' | 'link' | 'device' | 'pipe' | 'other';
  /** The content, of files that were asked for. */
  readonly bytes: Uint8Array | undefined;
  /** How an executable file starts, where it starts as a program does. */
  readonly program: Program | undefined;
  /** Number of the layer that it comes from, from 0. */
  readonly layer: number;
  /** Of a folder. */
  readonly children: ReadonlyMap<string, N> | undefined;
}

export interface FileNode extends NodeOf<FileNode> {}

/** What a layer holds and a later one replaces or deletes. */
export interface RemovedFile {
  readonly path: string;
  readonly node: FileNode;
  /** Number of the layer that does so. */
  readonly by: number;
  /** Bytes that are lost with it: its files that have no other name, which still take up room in their layers. */
  readonly lost: number;
}

/** The file system that the layers of an image make. It does not change; the functions beside it answer questions. */
export interface FileTree {
  readonly root: FileNode;
  /** Files and whole folders, by their upmost name. */
  readonly removed: readonly RemovedFile[];
}

/** A path with the symbolic links in it followed. */
export type Resolved<N = FileNode> =
  | {
      readonly state: 'found';
      /** Without links. */
      readonly path: string;
      readonly node: N;
      /** All folders that were gone through, those of links included. */
      readonly folders: readonly Step<N>[];
    }
  | { readonly state: 'missing' /** The first part that is not there, or is no folder. */; readonly path: string }
  | { readonly state: 'circle'; readonly path: string };

interface Step<N> {
  readonly path: string;
  readonly node: N;
}

/** As many as Linux follows. */
const mostLinks = 40;

const longestPath = 4096;

/**
 * What the path leads to from the root, links followed as by a program that opens it; with `last` `keep` a link at its
 * end is itself.
 */
export function resolvePath<N extends NodeOf<N>>(
  root: N,
  path: string,
  last: 'follow' | 'keep' = 'follow',
): Resolved<N> {
  const folders: Step<N>[] = [];
  const trail: Step<N>[] = [];
  const todo = partsOf(path).reverse();
  let links = 0;
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const here = trail.at(-1) ?? { path: '', node: root };
    const at = `${here.path}/${name}`;
    if (here.node.children === undefined) return { state: 'missing', path: at };
    if (name === '..') {
      trail.pop();
      continue;
    }
    folders.push({ path: here.path || '/', node: here.node });
    const node = here.node.children.get(name);
    if (node === undefined) return { state: 'missing', path: at };
    if (node.kind !== 'link' || (todo.length === 0 && last === 'keep')) {
      trail.push({ path: at, node });
      continue;
    }
    if (++links > mostLinks || todo.length > longestPath) return { state: 'circle', path: at };
    if (node.target.startsWith('/')) trail.length = 0;
    todo.push(...partsOf(node.target).reverse());
  }
  const end = trail.at(-1) ?? { path: '/', node: root };
  return { state: 'found', ...end, folders };
}

/** The node of the path itself; a link at its end is not followed. */
export function nodeAt({ root }: FileTree, path: string): FileNode | undefined {
  const resolved = resolvePath(root, path, 'keep');
  return resolved.state === 'found' ? resolved.node : undefined;
}

/** Everything below a node, folders before what is in them, with its path. */
export function* walkTree(root: FileNode, top = ''): Generator<readonly [path: string, node: FileNode]> {
  const open: [string, FileNode][] = [[top, root]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, node] = next;
    if (node !== root) yield [path, node];
    if (node.children === undefined) continue;
    const below = [...node.children].map(([name, child]): [string, FileNode] => [`${path}/${name}`, child]);
    open.push(...below.reverse());
  }
}

/** The parts of a path, without empty ones and dots. */
export function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
