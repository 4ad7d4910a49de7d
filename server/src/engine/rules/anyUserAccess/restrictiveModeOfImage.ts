import { isWithin } from '../../dockerfile/path.ts';
import { type ClosedOnPath, pathAccess } from '../../facts/files/closedOnPath.ts';
import { pathFolders } from '../../facts/files/defaultRuns.ts';
import { imageFiles, rightsOf } from '../../facts/files/imageFiles.ts';
import { inGroup0, may, otherUsers, rights, whoOf } from '../../facts/files/otherUsers.ts';
import { folderOf, rootHome } from '../../facts/homes.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { resolvePath } from '../../layers/fileTree.ts';
import { advice, evidence, type Outcome, undecided, unjudged, violation } from '../rule.ts';

/** What PATH and WORKDIR of a built image lead to and others may not use. */
export function* restrictiveModeOfImage(facts: ImageFacts): Iterable<Outcome> {
  if (imageFiles(facts) === undefined) {
    const because = facts.files?.state === 'unknown' ? facts.files.because : 'they are not in this document';
    const message = `Cannot tell who may read and run the files: ${because}. Check the built image itself.`;
    yield undecided(facts.user.at, message);
    return;
  }
  if (pathFolders(facts) === undefined) yield unjudged('PATH of the image is not known');
  const { programs, closed } = pathAccess(facts);
  yield* grouped(closed.filter(({ path }) => !isWithin(rootHome, path))).map((group) => findingOf(group, facts));
  yield* workdir(facts);
  if (programs === 0) return;
  const names = otherUsers.map(({ name }) => name).join(' and ');
  const what = programs === 1 ? '1 program' : `${programs} programs`;
  yield evidence(`${what} on PATH open to ${names}`, facts.environment.at);
}

type Group = [ClosedOnPath, ...ClosedOnPath[]];

const mostGroups = 20;

/** The programs of a folder together. What packages bring to sbin is for root, and the base's own is left alone. */
function grouped(closed: readonly ClosedOnPath[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const one of closed) {
    const { path, needs, packaged, node, users } = one;
    if (packaged && (node.layer === 0 || /\/sbin$/.test(folderOf(path)))) continue;
    const key = needs === 'enter' ? path : `${folderOf(path)} ${needs} ${whoOf(users)}`;
    const before = groups.get(key);
    if (before !== undefined) before.push(one);
    else if (groups.size < mostGroups) groups.set(key, [one]);
  }
  return [...groups.values()];
}

function findingOf(group: Group, { environment }: ImageFacts): Outcome {
  const [{ packaged, users }] = group;
  const decides = !packaged && users.includes(inGroup0);
  return (decides ? violation : advice)(environment.at, messageOf(group));
}

const mostNames = 3;

function messageOf(group: Group): string {
  const [{ path, leading, needs, node, users }] = group;
  const more = group.length > mostNames ? ` and ${group.length - mostNames} more` : '';
  const paths = group.slice(0, mostNames).map((one) => one.path);
  const what = needs === 'enter' ? path : group.length > 1 ? 'them' : 'it';
  const has = leading === path || needs !== 'enter' ? paths.join(', ') + more : `${leading}, a link that leads there`;
  const why = needs === 'read' ? 'read it, as a script has to be' : `${needs} ${what}`;
  const bits = needs === 'read' ? 'a+r' : 'a+rx';
  const write = more === '' ? `chmod ${bits} ${paths.join(' ')}` : `chmod -R a+rX ${folderOf(path)}`;
  return `PATH has ${has}, but ${whoOf(users)} may not ${why} (${rightsOf(node)}). Add RUN ${write}.`;
}

/** Nothing starts there but the default executable; a workflow works in a folder of its own. */
function* workdir({ workdir: fact, ...facts }: ImageFacts): Iterable<Outcome> {
  const tree = imageFiles({ ...facts, workdir: fact });
  if (tree === undefined || fact.state !== 'known' || isWithin(rootHome, fact.value)) return;
  const reached = resolvePath(tree.root, fact.value);
  if (reached.state !== 'found' || reached.node.kind !== 'folder') return;
  const { node, path } = reached;
  const users = otherUsers.filter((user) => !may(user, node, rights.read | rights.run));
  if (users.length === 0) return;
  const message = `The image works in ${path}, but ${whoOf(users)} may not enter and read it (${rightsOf(node)}). Add RUN chmod a+rx ${path}.`;
  yield advice(fact.at, message);
}
