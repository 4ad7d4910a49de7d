import type { FileNode, FileTree } from '../../layers/fileTree.ts';
import { knownValue } from '../fact.ts';
import type { ImageFacts } from '../imageFacts.ts';

/** The files of the image, where they are known; Windows has other rights than these. */
export function imageFiles({ files, platforms }: ImageFacts): FileTree | undefined {
  const windows = knownValue(platforms)?.some((platform) => platform.startsWith('windows')) ?? false;
  return files?.state === 'known' && !windows ? files.value : undefined;
}

/** Mode and owner, as `ls -ln` has them: `mode 0700, owner 1000:1000`. */
export function rightsOf({ mode, uid, gid }: Pick<FileNode, 'mode' | 'uid' | 'gid'>): string {
  return `mode ${mode.toString(8).padStart(4, '0')}, owner ${uid}:${gid}`;
}
