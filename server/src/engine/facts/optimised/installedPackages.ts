import type { Build, Stage } from '../../dockerfile/build.ts';
import type { Manager } from '../../shell/managerSyntax.ts';
import type { ShellWord } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import { packageName } from '../buildTools.ts';
import { type PackageCall, packageCalls } from '../packageCalls.ts';
import { type ReachableRun, reachableRuns } from '../reachable.ts';
import { type NumericPackage, numericPackage } from './numericPackages.ts';
import { rootStage } from './rootStage.ts';

/** A package that a RUN of a reachable stage asks for by name. */
export interface InstalledPackage {
  readonly run: ReachableRun;
  readonly call: PackageCall;
  readonly word: ShellWord;
  /** Without version, extras and channel. */
  readonly name: string;
  /** The command may not run. */
  readonly conditional: boolean;
}

/** Every package that is installed by name, in the order of the file. */
export const installedPackages = remembered((build: Build): readonly InstalledPackage[] =>
  reachableRuns(build).flatMap((run) => packageCalls(run.script).flatMap((call) => packagesOf(call, run))),
);

function packagesOf(call: PackageCall, run: ReachableRun): readonly InstalledPackage[] {
  const { action, packages, manager, verb } = call.asked;
  // `build-dep x` installs what x is built with, and not x.
  if (/^build-?dep$/.test(verb)) return [];
  if (action !== 'install' && action !== 'env-create') return [];
  const { conditional } = call.command;
  return packages.flatMap((word) => {
    const name = nameOf(manager, word);
    return name === undefined || /^[./~$]/.test(name) ? [] : [{ run, call, word, name, conditional }];
  });
}

/** `torch==2.1.0+cu118` is `torch`, `jax[cuda12]` is `jax`, `openblas@0.3.26` is `openblas`. */
function nameOf(manager: Manager, word: ShellWord): string | undefined {
  const name = packageName(word)?.replace(/\[.*$/, '');
  return manager === 'spack' ? name?.replace(/[@%+~^].*$/, '') : name;
}

/** A package of known meaning for how fast the image computes. */
export interface NumericInstall extends InstalledPackage {
  readonly numeric: NumericPackage;
}

/** The packages that say something, in the order of the file. */
export const numericInstalls = remembered((build: Build): readonly NumericInstall[] =>
  installedPackages(build).flatMap((installed) => {
    const { call, name, run } = installed;
    const numeric = numericPackage(call.asked.manager, name);
    // Wheels for musl came late: on Alpine it is not told whether pip builds numpy against what is there.
    const built = numeric?.own === true && isFromSource(installed, run);
    return numeric === undefined || built ? [] : [{ ...installed, numeric }];
  }),
);

function isFromSource({ call }: InstalledPackage, { stage }: ReachableRun): boolean {
  const { manager, flags } = call.asked;
  if (manager !== 'pip' && manager !== 'uv') return false;
  return rootFamily(stage) === 'alpine' || flags.has('--no-binary') || flags.has('--no-binary-package');
}

function rootFamily(stage: Stage): string | undefined {
  const root = rootStage(stage).base;
  return root.kind === 'image' ? root.image?.family : undefined;
}
