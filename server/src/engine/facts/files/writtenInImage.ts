import { resolvePath } from '../../layers/fileTree.ts';
import type { Span } from '../../text/span.ts';
import { knownValue } from '../fact.ts';
import { rootHome } from '../homes.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { accountOf, isRoot, uidOf } from '../user.ts';
import { accountsOfImage } from './accountsOfImage.ts';
import { imageFiles, rightsOf } from './imageFiles.ts';
import { inGroup0, may, rights } from './otherUsers.ts';

/** A folder that the application of a built image writes to. */
export interface WrittenInImage {
  readonly path: string;
  readonly how: 'volume' | 'home' | 'workdir';
  readonly at: Span;
  readonly writable: boolean;
  /** Mode and owner; undefined where the runtime will make it. */
  readonly rights: string | undefined;
}

/** VOLUMEs, the home of the user, and a WORKDIR that is the user's, each with whether group 0 may write there. */
export function writtenInImage(facts: ImageFacts): readonly WrittenInImage[] {
  const tree = imageFiles(facts);
  if (tree === undefined) return [];
  const user = knownValue(facts.user);
  const uid = user && !isRoot(user) ? uidOf(user) : undefined;
  const found = new Map<string, WrittenInImage>();
  const look = (path: string | undefined, how: WrittenInImage['how'], at: Span): void => {
    if (path === undefined || !path.startsWith('/') || path === '/' || path === rootHome || found.has(path)) return;
    const reached = resolvePath(tree.root, path);
    const node = reached.state === 'found' ? reached.node : undefined;
    if (node === undefined && how !== 'volume') return;
    // What root owns is mostly not for the application to write.
    if (how === 'workdir' && (uid === undefined || node?.uid !== uid)) return;
    const writable = node !== undefined && may(inGroup0, node, rights.write | rights.run);
    found.set(path, { path, how, at, writable, rights: node && rightsOf(node) });
  };
  for (const path of knownValue(facts.volumes) ?? []) look(path, 'volume', facts.volumes.at);
  const account = user && accountsOfImage(tree)?.find(({ name, uid: own }) => own === uid || name === accountOf(user));
  const home = knownValue(facts.environment)?.get('HOME');
  if (uid !== undefined) look(home ?? account?.home, 'home', home === undefined ? facts.user.at : facts.environment.at);
  look(knownValue(facts.workdir), 'workdir', facts.workdir.at);
  return [...found.values()];
}
