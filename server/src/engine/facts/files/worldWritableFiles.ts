import { isWithin } from '../../dockerfile/path.ts';
import { type FileNode, type FileTree, walkTree } from '../../layers/fileTree.ts';

/** Everybody's by nature, or put there by the runtime. */
const everybodys = ['/tmp', '/var/tmp', '/dev', '/proc', '/sys', '/run', '/var/run', '/var/lock'];

const sticky = 0o1000;

export interface OpenFile {
  readonly path: string;
  readonly node: FileNode;
}

/** Files and folders of an image that everybody may write to; of a folder and what lies in it the folder alone. */
export function* worldWritableFiles({ root }: FileTree): Generator<OpenFile> {
  let top = '';
  for (const [path, node] of walkTree(root)) {
    const { kind, mode } = node;
    if ((mode & 0o002) === 0 || (kind !== 'file' && kind !== 'folder')) continue;
    if (kind === 'folder' && (mode & sticky) !== 0) continue;
    if ((top !== '' && isWithin(top, path)) || everybodys.some((folder) => isWithin(folder, path))) continue;
    // The names of hard links follow each other or not: either way each is a way in.
    if (kind === 'folder') top = path;
    yield { path, node };
  }
}
