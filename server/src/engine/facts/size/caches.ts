import type { Manager } from '../../shell/managerSyntax.ts';
import { holdsOptions, type PackageCall } from '../packageCalls.ts';
import { at, type CachePlaces, homePlaces, movedTo, type Place } from './cachePlaces.ts';
import { variableIn } from './variableIn.ts';

/** A cache or index that a family of package managers leaves in the image. */
export type CacheName = 'apt' | 'apk' | 'dnf' | 'zypper' | 'pip' | 'conda' | 'npm';

interface Cache {
  readonly name: CacheName;
  /** Where the call puts what it fetches; undefined where it leaves nothing, or nobody can tell. */
  readonly filledBy: (place: Place) => CachePlaces | undefined;
  /** Whether the call, of the same family, takes it all away. */
  readonly cleanedBy: (call: PackageCall) => boolean;
}

/** The cache that a call has to do with. */
export function cacheOf({ asked, command }: PackageCall): Cache | undefined {
  if (asked.root !== undefined && !ownRoot.has(asked.manager)) return undefined;
  return command.program === 'aptitude' && asked.action !== 'update' ? undefined : byManager.get(asked.manager);
}

/** Another place to install to says nothing of their caches. */
const ownRoot: ReadonlySet<Manager> = new Set(['pip', 'conda', 'mamba', 'micromamba', 'npm', 'yarn', 'pnpm']);

const apt: Cache = {
  name: 'apt',
  filledBy: ({ call }) => (call.asked.action === 'update' ? at('/var/lib/apt/lists') : undefined),
  cleanedBy: ({ asked }) => asked.verb === 'distclean' || asked.verb === 'dist-clean',
};

const apk: Cache = {
  name: 'apk',
  filledBy: ({ call }) =>
    fetches(call) && !['--no-cache', '--no-network'].some((flag) => call.asked.flags.has(flag))
      ? at('/var/cache/apk', '/etc/apk/cache')
      : undefined,
  cleanedBy: ({ asked }) => asked.action === 'clean',
};

const dnf: Cache = {
  name: 'dnf',
  filledBy: ({ call }) => {
    if (!fetches(call)) return undefined;
    const folders = { tdnf: ['tdnf'], yum: ['yum', 'dnf'], microdnf: ['yum', 'dnf', 'libdnf5'] };
    const own = folders[call.asked.manager as keyof typeof folders] ?? ['dnf', 'libdnf5'];
    return at(...own.map((folder) => `/var/cache/${folder}`));
  },
  cleanedBy: ({ asked }) =>
    asked.action === 'clean' && asked.packages.some(({ text }) => text === undefined || text === 'all'),
};

const zypper: Cache = {
  name: 'zypper',
  filledBy: ({ call }) => (fetches(call) ? at('/var/cache/zypp') : undefined),
  cleanedBy: ({ asked }) =>
    asked.action === 'clean' &&
    (asked.flags.has('-a') || asked.flags.has('--all') || asked.packages.some(({ text }) => text === 'all')),
};

const pip: Cache = {
  name: 'pip',
  filledBy: (place) => {
    const { asked, command } = place.call;
    if (!fetches(place.call) || asked.packages.length + asked.files.length === 0) return undefined;
    const without = [...asked.flags].some((flag) => flag === '--no-index' || isNoCache(flag));
    if (without || isOnlyLocal(place.call)) return undefined;
    // An empty value counts as none; any other, even `0`, switches the cache off.
    if (variableIn('PIP_NO_CACHE_DIR', command, place.step, place.exported) !== undefined) return undefined;
    const moved = movedTo(place, ['--cache-dir'], ['PIP_CACHE_DIR']);
    if (moved === undefined) return homePlaces(place, '.cache/pip');
    return moved === 'unknown' ? undefined : moved;
  },
  cleanedBy: ({ asked }) => asked.action === 'clean',
};

/** `--no-cache` is short for `--no-cache-dir`. */
const isNoCache = (flag: string) => flag.startsWith('--no-ca') && '--no-cache-dir'.startsWith(flag);

/** Wheels and folders that bring nothing along from the network. */
function isOnlyLocal({ asked }: PackageCall): boolean {
  return (
    asked.flags.has('--no-deps') &&
    asked.files.length === 0 &&
    asked.packages.every(({ text }) => text !== undefined && (/^[./]/.test(text) || text.endsWith('.whl')))
  );
}

const conda: Cache = {
  name: 'conda',
  filledBy: (place) => {
    const { asked } = place.call;
    const empty = asked.action === 'env-create' && asked.packages.length + asked.files.length === 0;
    if (!fetches(place.call) || (empty && asked.verb === 'create')) return undefined;
    // Whoever only downloads wants to keep it.
    if (asked.verb === 'self-update' || asked.flags.has('--download-only')) return undefined;
    const moved = movedTo(place, [], ['CONDA_PKGS_DIRS']);
    const known = moved === undefined || moved === 'unknown' ? [] : moved.folders;
    return { folders: known, inHome: [], named: ['pkgs'] };
  },
  cleanedBy: ({ asked }) =>
    asked.action === 'clean' &&
    ['-a', '--all', '-t', '--tarballs', '-f', '--force-pkgs-dirs'].some((flag) => asked.flags.has(flag)),
};

const npm: Cache = {
  name: 'npm',
  filledBy: (place) => {
    const { manager, verb, packages } = place.call.asked;
    // `yarn` alone installs, `yarn build` does not.
    if (!fetches(place.call) || (verb === '' && packages.length > 0)) return undefined;
    const moved = movedTo(
      place,
      ['--cache', '--cache-folder', '--store-dir'],
      ['npm_config_cache', 'NPM_CONFIG_CACHE', 'YARN_CACHE_FOLDER'],
    );
    if (moved !== undefined) return moved === 'unknown' ? undefined : moved;
    if (manager === 'pnpm') return { ...homePlaces(place, '.local/share/pnpm'), named: ['store', 'pnpm'] };
    if (manager === 'npm') return homePlaces(place, '.npm');
    const own = homePlaces(place, '.cache/yarn', '.yarn');
    return { ...own, folders: [...own.folders, '/usr/local/share/.cache/yarn'] };
  },
  cleanedBy: ({ asked }) => asked.action === 'clean',
};

const byManager: ReadonlyMap<Manager, Cache> = new Map<Manager, Cache>([
  ['apt', apt],
  ['apk', apk],
  ['dnf', dnf],
  ['yum', dnf],
  ['microdnf', dnf],
  ['tdnf', dnf],
  ['zypper', zypper],
  ['pip', pip],
  ['conda', conda],
  ['mamba', conda],
  ['micromamba', conda],
  ['npm', npm],
  ['yarn', npm],
  ['pnpm', npm],
]);

/** It gets something from the network; what a variable holds may be the option that forbids to keep it. */
function fetches(call: PackageCall): boolean {
  return fetching.has(call.asked.action) && !holdsOptions(call);
}

const fetching: ReadonlySet<string> = new Set(['install', 'update', 'upgrade', 'download', 'env-create', 'env-update']);
