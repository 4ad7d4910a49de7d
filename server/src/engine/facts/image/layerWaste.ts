import { type FileNode, type FileTree, nodeAt, type RemovedFile, walkTree } from '../../layers/fileTree.ts';
import { knownValue } from '../fact.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { ownLayers } from './ownLayers.ts';

/** What the image's own layers hold and nobody sees. */
export interface LayerWaste {
  /** Bytes of the files that these layers bring. */
  readonly added: number;
  /** Bytes of them that later layers replace or delete. */
  readonly wasted: number;
  /** The largest first. */
  readonly paths: readonly [WastedPath, ...WastedPath[]] | readonly [];
}

export interface WastedPath {
  readonly path: string;
  readonly bytes: number;
  /** Number of the layer that holds most of it, and of the one that does away with it. */
  readonly from: number;
  readonly by: number;
  readonly how: 'deleted' | 'replaced';
}

/** Undefined where the layers were not read. What the base wastes is not the author's to mend. */
export function layerWaste(facts: ImageFacts): LayerWaste | undefined {
  const tree = facts.files && knownValue(facts.files);
  if (tree === undefined) return undefined;
  const { first, layers } = ownLayers(facts);
  let added = 0;
  let wasted = 0;
  for (const { use } of layers) {
    if (use === undefined) return undefined;
    added += use.added;
    for (const bytes of use.wasted.values()) wasted += bytes;
  }
  const [most, ...others] = wasted === 0 ? [] : wastedPaths(tree, first);
  return { added, wasted, paths: most === undefined ? [] : [most, ...others] };
}

function wastedPaths(tree: FileTree, first: number): readonly WastedPath[] {
  return tree.removed
    .flatMap((removed): readonly WastedPath[] => {
      const { path, by } = removed;
      if (removed.lost === 0) return [];
      const { bytes, from } = ownPart(removed, first);
      return bytes === 0 ? [] : [{ path, bytes, from, by, how: nodeAt(tree, path) ? 'replaced' : 'deleted' }];
    })
    .sort((a, b) => b.bytes - a.bytes);
}

function ownPart({ node, lost }: RemovedFile, first: number): Pick<WastedPath, 'bytes' | 'from'> {
  const byLayer = new Map<number, number>();
  const note = ({ layer, stored }: FileNode) => {
    if (layer >= first && stored > 0) byLayer.set(layer, (byLayer.get(layer) ?? 0) + stored);
  };
  note(node);
  for (const [, below] of walkTree(node)) note(below);
  const [[from] = [0]] = [...byLayer].sort(([, a], [, b]) => b - a);
  const sum = [...byLayer.values()].reduce((total, bytes) => total + bytes, 0);
  return { bytes: Math.min(lost, sum), from };
}
