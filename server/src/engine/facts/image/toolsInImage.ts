import { type FileNode, type FileTree, resolvePath, walkTree } from '../../layers/fileTree.ts';
import { remembered } from '../../text/remembered.ts';
import { knownValue } from '../fact.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { ownLayers } from './ownLayers.ts';

/** Compilers and their like that the image's own layers bring. */
export interface ToolsInImage {
  /** Paths of the programs. */
  readonly programs: readonly string[];
  /** Of the programs and of the folders of the compilers. */
  readonly bytes: number;
  /** Number of the layer that has the first of them; undefined where there are none. */
  readonly layer: number | undefined;
}

const folders = ['/usr/bin', '/usr/local/bin', '/usr/local/cuda/bin'];

const builds =
  /^(?:\w+-(?:\w+-)?linux-(?:gnu|musl)\w*-)?(?:gcc|g\+\+|gfortran|clang|clang\+\+|cmake|rustc|nvcc)(?:-\d+(?:\.\d+)*)?$/;

/** What compilers keep beside themselves. */
const parts = ['/usr/lib/gcc', '/usr/libexec/gcc'];

/** Undefined where the image's files are not known. What the base brings is no part of it, nor headers, which programs may need. */
export const toolsInImage = remembered((facts: ImageFacts): ToolsInImage | undefined => {
  const tree = facts.files && knownValue(facts.files);
  if (tree === undefined) return undefined;
  const { first } = ownLayers(facts);
  const found = programsIn(tree, first);
  const [one] = found;
  if (one === undefined) return { programs: [], bytes: 0, layer: undefined };
  const nodes = new Set(found.map(([, node]) => node));
  for (const part of parts) for (const node of filesBelow(tree, part)) if (node.layer >= first) nodes.add(node);
  const bytes = [...nodes].reduce((sum, { stored }) => sum + stored, 0);
  return { programs: found.map(([path]) => path), bytes, layer: one[1].layer };
});

/** Links are further names of what counts already. */
function programsIn({ root }: FileTree, first: number): readonly (readonly [string, FileNode])[] {
  const seen = new Set<FileNode>();
  return folders.flatMap((folder) => {
    const resolved = resolvePath(root, folder);
    if (resolved.state !== 'found' || resolved.node.children === undefined) return [];
    return [...resolved.node.children].flatMap(([name, node]): readonly (readonly [string, FileNode])[] => {
      if (node.kind !== 'file' || (node.mode & 0o111) === 0 || node.layer < first) return [];
      if (!builds.test(name) || seen.has(node)) return [];
      seen.add(node);
      return [[`${folder}/${name}`, node]];
    });
  });
}

function* filesBelow({ root }: FileTree, part: string): Iterable<FileNode> {
  const resolved = resolvePath(root, part);
  if (resolved.state !== 'found') return;
  for (const [, node] of walkTree(resolved.node)) if (node.kind === 'file') yield node;
}
