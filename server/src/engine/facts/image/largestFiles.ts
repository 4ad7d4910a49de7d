import { walkTree } from '../../layers/fileTree.ts';
import { remembered } from '../../text/remembered.ts';
import { knownValue } from '../fact.ts';
import type { ImageFacts } from '../imageFacts.ts';

/** A file of an image that takes up room. */
export interface LargeFile {
  readonly path: string;
  /** Bytes as stored, without holes. */
  readonly size: number;
}

/** The largest files of the image that are worth a word, the largest first; none where its layers were not read. */
export const largestFiles = remembered(({ files }: ImageFacts): readonly LargeFile[] => {
  const tree = files && knownValue(files);
  if (tree === undefined) return [];
  let largest: LargeFile[] = [];
  let least = worthAWord - 1;
  for (const [path, { kind, stored }] of walkTree(tree.root)) {
    if (kind !== 'file' || stored <= least) continue;
    largest = [...largest, { path, size: stored }].sort((a, b) => b.size - a.size).slice(0, most);
    if (largest.length === most) least = largest.at(-1)?.size ?? least;
  }
  return largest;
});

const most = 5;
const worthAWord = 10e6;
