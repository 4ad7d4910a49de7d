import type { OptionTable } from './options.ts';

export type Manager =
  | 'apt'
  | 'dpkg'
  | 'apk'
  | 'dnf'
  | 'yum'
  | 'microdnf'
  | 'tdnf'
  | 'rpm'
  | 'zypper'
  | 'pacman'
  | 'brew'
  | 'pip'
  | 'pipx'
  | 'uv'
  | 'poetry'
  | 'pipenv'
  | 'pdm'
  | 'setuptools'
  | 'conda'
  | 'mamba'
  | 'micromamba'
  | 'pixi'
  | 'npm'
  | 'yarn'
  | 'pnpm'
  | 'bun'
  | 'gem'
  | 'bundler'
  | 'cargo'
  | 'go'
  | 'R'
  | 'julia'
  | 'cpan'
  | 'spack';

/** `update` fetches an index, `upgrade` newer versions of what is there; `other` is whatever the verb says. */
export type PackageAction = (typeof actions)[number];
const actions = [
  ...(['install', 'update', 'upgrade', 'clean', 'remove'] as const),
  ...(['env-create', 'env-update', 'download', 'other'] as const),
] as const;

/** How a package manager is called. */
export interface ManagerSyntax extends OptionTable {
  readonly manager: Manager;
  readonly verbs: ReadonlyMap<string, PackageAction>;
  /** Options whose value is a package. */
  readonly packageOptions?: readonly string[];
  /** Options whose value is a file that lists packages. */
  readonly fileOptions?: readonly string[];
  /** Options whose value is a place packages come from. */
  readonly sourceOptions?: readonly string[];
  /** Options whose value is another place than the usual to install to. */
  readonly rootOptions?: readonly string[];
  /** Options whose value is the environment's name. */
  readonly nameOptions?: readonly string[];
  /** What it does without a verb. */
  readonly otherwise?: PackageAction;
  /** A verb with which short options take no values: `conda clean -afy`. */
  readonly flagsOnly?: string;
}

/** The words of a text; tables are easier to read so. */
export const words = (text: string) => text.split(' ');

/** Verbs by what they do; a verb of two words has `_` between them. */
export function verbs(byAction: Partial<Record<PackageAction, string>>): ReadonlyMap<string, PackageAction> {
  const all = new Map<string, PackageAction>();
  for (const action of actions) for (const verb of byAction[action]?.split(' ') ?? []) all.set(verb, action);
  return all;
}
