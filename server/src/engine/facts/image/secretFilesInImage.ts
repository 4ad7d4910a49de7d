import { type FileNode, walkTree } from '../../layers/fileTree.ts';
import { textOfUtf8 } from '../../layers/utf8.ts';
import { remembered } from '../../text/remembered.ts';
import { knownValue } from '../fact.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { holdsSecret } from '../secrets/secretContent.ts';
import { isShowpiece, type SecretFile, secretFileOf } from '../secrets/secretFile.ts';

/** A file with a secret in the layers of an image. */
export interface SecretInImage {
  readonly path: string;
  readonly file: SecretFile;
  /** Number of the layer that holds it, from 0. */
  readonly layer: number;
  /** Number of the later layer that deletes or replaces it, which does not take it out of the image. */
  readonly removedBy: number | undefined;
}

/** Those that its content gives away, deleted ones included; undefined where the layers were not read. */
export const secretFilesInImage = remembered(({ files }: ImageFacts): readonly SecretInImage[] | undefined => {
  const tree = files && knownValue(files);
  if (tree === undefined) return undefined;
  const found = new Map<string, SecretInImage>();
  const note = (path: string, node: FileNode, removedBy: number | undefined) => {
    const file = secretIn(path, node);
    if (file !== undefined && !found.has(path)) found.set(path, { path, file, layer: node.layer, removedBy });
  };
  for (const [path, node] of walkTree(tree.root)) note(path, node, undefined);
  for (const { path, node, by } of tree.removed) {
    note(path, node, by);
    for (const [below, one] of walkTree(node, path)) note(below, one, by);
  }
  return [...found.values()];
});

function secretIn(path: string, { kind, bytes }: FileNode): SecretFile | undefined {
  // What was not kept is too large for a key, or has no name of one.
  if (kind !== 'file' || bytes === undefined || bytes.length === 0) return undefined;
  const file = secretFileOf(path);
  if (file === undefined || file.folder || isShowpiece(path) || isOfPackage(path, file)) return undefined;
  return holdsSecret(file, textOfUtf8(bytes)) ? file : undefined;
}

/** What packages bring is known to everybody: keys for their tests, and the one that Debian makes for trying things out. */
function isOfPackage(path: string, { mark }: SecretFile): boolean {
  if (/\/(?:site-packages|dist-packages|node_modules|gems)\/|\/pkgs\/[^/]+\//.test(path)) return true;
  if (mark !== undefined) return false;
  return /^\/(?:usr\/(?:share|lib|lib64|local\/go)|nix\/store)\/|\/(?:vendor|perl5?)\/|\/ssl-cert-snakeoil\.key$/.test(
    path,
  );
}
