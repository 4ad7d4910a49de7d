import type { Build } from '../../dockerfile/build.ts';
import { isWithin } from '../../dockerfile/path.ts';
import { changesOwner } from '../../shell/modes.ts';
import { writesText } from '../../shell/written.ts';
import { get } from '../../text/persistentMap.ts';
import { remembered } from '../../text/remembered.ts';
import { folderOf, pathOf } from '../homes.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { madeBy } from '../madePaths.ts';
import { scriptOf } from '../scripts.ts';
import { shippedRuns } from '../shippedRuns.ts';
import { isRoot } from '../user.ts';
import type { Activation } from './activatingFiles.ts';
import type { Activated } from './activationLines.ts';
import { activations, turnsOnItself } from './activations.ts';
import { condaEnvironments, prefixOf, rootPrefix } from './condaEnvironments.ts';
import { type SearchPath, searchPath } from './searchPath.ts';
import { isStarted, startedFiles } from './startedFiles.ts';

/** An environment that some processes of the image have and others lack: nothing puts it on ENV PATH. */
export interface MissingEnvironment extends Activation {
  /** As a message names it. */
  readonly what: string;
  /** The folders to put on PATH; none where they are not known. */
  readonly folders: readonly string[];
}

/** Each environment once, at the first place that turns it on. */
export const missingEnvironments = remembered((facts: ImageFacts): readonly MissingEnvironment[] => {
  const path = searchPath(facts);
  if (path.unread) return [];
  const root = facts.build && rootPrefix(facts, facts.build);
  const missing = new Map<string, MissingEnvironment>();
  const judged = new Map<string, boolean>();
  for (const found of activations(facts)) {
    const activation = withPresentName(found);
    const { activated, at } = activation;
    const folder = madeByOther(activated, root, facts) ? undefined : folderOfActivated(activated, root);
    if (folder?.endsWith('/condabin')) continue; // it holds conda alone, nothing that an application is
    const what = whatOf(activated);
    const known = judged.get(`${what} ${folder}`);
    if (known === undefined && judged.size >= mostEnvironments) break;
    const there =
      known ??
      (isOnPath(activated, folder, path) || mayBeInBase(activated, facts) || isReachable(activation, folder, facts));
    judged.set(`${what} ${folder}`, there);
    if (there) continue;
    // Folders that one line puts on PATH are one finding.
    const key = activated.kind === 'folder' ? `${at.start}` : what;
    const before = missing.get(key);
    if (known === undefined && before === undefined)
      missing.set(key, { ...activation, what, folders: folder === undefined ? [] : [folder] });
    else if (known === undefined && before?.at === at && folder !== undefined)
      missing.set(key, { ...before, what: `${before.what} and ${what}`, folders: [...before.folders, folder] });
  }
  return withoutMereInit([...missing.values()]);
});

/** `root` is what conda called its base environment once. */
function withPresentName(activation: Activation): Activation {
  const { activated } = activation;
  if (activated.kind !== 'conda' || activated.name !== 'root') return activation;
  return { ...activation, activated: { ...activated, name: 'base' } };
}

/**
 * Whether a user makes the environment who may not write where conda lies, so that it is put somewhere into the user's
 * home: after a USER of the file on a base of root, which gives nobody that folder.
 */
function madeByOther(activated: Activated, root: string | undefined, facts: ImageFacts): boolean {
  const base = facts.build?.ships[0]?.before.user;
  if (activated.kind !== 'conda' || root === undefined || facts.build === undefined) return false;
  if (base?.state === 'unknown' || (base?.state === 'known' && !isRoot(base.value))) return false;
  const made = condaEnvironments(facts).find(({ name }) => name === activated.name);
  const user = made?.step.before.user;
  if (user?.state !== 'known' || isRoot(user.value)) return false;
  return !shippedRuns(facts.build).some(({ step, script }) =>
    script.commands.some((command) =>
      changesOwner(command)?.paths.some((word) => isWithin(pathOf(word, command, step) ?? root, root)),
    ),
  );
}

/** More than any real image has. */
const mostEnvironments = 40;

/** That conda itself is turned on is not worth a word beside one of its environments. */
function withoutMereInit(all: readonly MissingEnvironment[]): readonly MissingEnvironment[] {
  const some = all.some(({ activated }) => activated.kind === 'conda' && activated.name !== 'base');
  return some ? all.filter(({ activated }) => activated.kind !== 'conda' || activated.name !== 'base') : all;
}

function folderOfActivated(activated: Activated, root: string | undefined): string | undefined {
  if (activated.kind === 'other') return undefined;
  if (activated.kind === 'folder') return activated.folder;
  const prefix = activated.name === '*' ? undefined : prefixOf(activated.name, root);
  return prefix === undefined ? undefined : `${prefix}/bin`;
}

function whatOf(activated: Activated): string {
  if (activated.kind === 'other') return activated.label;
  if (activated.kind === 'folder') return activated.label ?? activated.folder;
  if (activated.name === '*') return 'its environment';
  return activated.name.startsWith('/') ? `the environment in ${activated.name}` : `the environment ${activated.name}`;
}

function isOnPath(activated: Activated, folder: string | undefined, { folders, set }: SearchPath): boolean {
  const has = (test: (path: string) => boolean) => folders.some(({ path }) => test(path));
  // A slip such as `PATH=/opt/conda:$PATH` adds nothing where ENV PATH has `/opt/conda/bin`.
  if (folder !== undefined && has((path) => path === folder || path === `${folder}/bin`)) return true;
  // Where modules and the like lie cannot be told; a PATH of the file's own may well lead there.
  if (activated.kind === 'other')
    return set || (activated.within !== undefined && has((path) => isWithin(activated.within ?? '/', path)));
  if (activated.kind === 'folder') return false;
  if (activated.name === 'base')
    return has((path) => /(?:conda|forge|mamba)[\w.-]{0,10}\/(?:bin|condabin)$/.test(path));
  if (activated.name === '*') return has((path) => /\/envs\/[^/]+\/bin$/.test(path));
  if (activated.name.startsWith('/') && has((path) => isWithin(`${activated.name}/envs`, path))) return true;
  const name = activated.name.slice(activated.name.lastIndexOf('/') + 1);
  return has((path) => path.endsWith(`/envs/${name}/bin`) || path.endsWith(`/${name}/bin`));
}

/** What bases of unknown variables usually bring themselves. */
const ofBases = /^\/(?:usr\/local\/(?:cuda|nvidia)|opt\/(?:conda|rocm|intel|nvidia|hpcx)|usr\/lib64\/openmpi)/;

function mayBeInBase(activated: Activated, { build }: ImageFacts): boolean {
  const [root] = build?.ships ?? [];
  if (root === undefined || get(root.before.environment, 'PATH') !== undefined) return false;
  if (activated.kind === 'folder')
    return ofBases.test(activated.folder) || (build !== undefined && isVenvOfBase(activated.folder, build));
  if (activated.kind === 'conda') return activated.name === 'base' && !turnsOnItself(root);
  return root.base.kind !== 'image' || root.base.image === undefined || /intel|oneapi|foam|spack/.test(root.base.text);
}

/** A virtual environment that no RUN makes comes with the base, whose PATH may well have it. */
function isVenvOfBase(folder: string, build: Build): boolean {
  const prefix = folder.replace(/\/bin$/, '');
  if (!/env\d*$/.test(prefix)) return false;
  return ![...build.reachable].some(({ steps }) =>
    steps.some((step) =>
      scriptOf(step, build.dockerfile.text)?.commands.some((command) =>
        madeBy(command, step).some(({ path, how }) => how === 'tree' && path === prefix),
      ),
    ),
  );
}

/** The image starts a program of it by its path, links to it, or has a script on PATH that turns it on. */
function isReachable({ activated, by }: Activation, folder: string | undefined, facts: ImageFacts): boolean {
  if (activated.kind === 'other') return false;
  const name = activated.kind === 'conda' ? activated.name : '';
  const place = folder === undefined ? `/envs/${name}/` : `${folder.replace(/\/bin$/, '')}/`;
  if (startedFiles(facts).some(({ path }) => path !== by && path?.includes(place) === true)) return true;
  return facts.build !== undefined && linksTo(place, facts, facts.build);
}

function linksTo(place: string, facts: ImageFacts, build: Build): boolean {
  const folders = new Set(searchPath(facts).folders.map(({ path }) => path));
  const name = place.split('/').at(-2) ?? place;
  return shippedRuns(build).some(({ step, script }) =>
    script.commands.some((command) => {
      const { program, args } = command;
      if (program === 'ln' || program === 'cp') return args.some(({ text }) => text?.includes(place) === true);
      return writesText(command).some(({ file, text }) => {
        const path = pathOf(file, command, step);
        const wrapper =
          path !== undefined && folders.has(folderOf(path)) && !isStarted(facts, path, { running: false });
        return wrapper && (text.includes(place) || text.includes(` ${name} `));
      });
    }),
  );
}
