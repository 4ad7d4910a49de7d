import { isWithin } from '../../dockerfile/path.ts';
import { isInRootHome } from '../../facts/access/inRootHome.ts';
import { rootHomeAsHome } from '../../facts/access/rootHome.ts';
import { rootHomeReferences } from '../../facts/access/rootHomeReferences.ts';
import { pathAccess } from '../../facts/files/closedOnPath.ts';
import { defaultRuns, obstaclesOf } from '../../facts/files/defaultRuns.ts';
import { imageFiles, rightsOf } from '../../facts/files/imageFiles.ts';
import { trailText } from '../../facts/files/obstacleText.ts';
import { inGroup0, may, otherUsers, rights, whoOf } from '../../facts/files/otherUsers.ts';
import { rootHome } from '../../facts/homes.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { type FileNode, resolvePath } from '../../layers/fileTree.ts';
import type { Span } from '../../text/span.ts';
import { advice, type Outcome, violation } from '../rule.ts';

/** What a built image needs from root's home that others do not get to. */
export function* rootHomeOfImage(facts: ImageFacts): Iterable<Outcome> {
  const found = new Map<string, { readonly text: string; readonly at: Span; readonly node: FileNode }>();
  for (const { started, run } of obstaclesOf(defaultRuns(facts)).filter(({ run }) => isInRootHome(run.path)))
    found.set(run.path, { text: `${started.keyword} starts ${trailText(run.trail)}`, at: started.at, node: run.node });
  for (const { path, leading, node } of pathAccess(facts).closed)
    if (isInRootHome(path) && !found.has(path))
      found.set(path, { text: `PATH has ${leading}`, at: facts.environment.at, node });
  for (const one of referred(facts)) if (!found.has(one.path)) found.set(one.path, one);
  for (const [path, { text, at, node }] of found) {
    const who = whoOf(otherUsers.filter((user) => !may(user, node, rights.run)));
    const message = `${text}, but ${who} may not get past ${path} (${rightsOf(node)}). Put it into a folder such as /opt or /usr/local.`;
    yield violation(at, message);
  }
  const home = found.size === 0 && !isWritable(facts) ? rootHomeAsHome(facts) : undefined;
  if (home !== undefined) yield advice(home, homeMessage);
}

const homeMessage =
  'HOME is in /root, where group 0 may not write, and programs write there. Set it to a folder that group 0 may write, or leave it out.';

/** WORKDIR and variables that lead to something there, which others are kept from. */
function referred(facts: ImageFacts) {
  const tree = imageFiles(facts);
  return rootHomeReferences(facts).flatMap(({ kind, what, path, at }) => {
    const reached = tree === undefined ? undefined : resolvePath(tree.root, path);
    if (reached?.state !== 'found' || kind === 'start' || kind === 'path') return [];
    const folders = reached.node.kind === 'folder' ? [...reached.folders, reached] : reached.folders;
    const shut = folders.find(({ node }) => otherUsers.some((user) => !may(user, node, rights.run)));
    return shut === undefined || !isWithin(rootHome, shut.path) ? [] : [{ ...shut, text: `${what} ${path}`, at }];
  });
}

function isWritable(facts: ImageFacts): boolean {
  const tree = imageFiles(facts);
  const home = facts.environment.state === 'known' ? facts.environment.value.get('HOME') : undefined;
  const reached = tree && resolvePath(tree.root, home ?? rootHome);
  return reached?.state === 'found' && may(inGroup0, reached.node, rights.write | rights.run);
}
