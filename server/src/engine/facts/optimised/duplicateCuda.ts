import type { Build } from '../../dockerfile/build.ts';
import { remembered } from '../../text/remembered.ts';
import { type CudaAsked, cudaAsked } from './cudaAsked.ts';
import { type BaseCuda, baseCuda, versionText } from './cudaVersion.ts';
import { type NumericInstall, numericInstalls } from './installedPackages.ts';

/** CUDA that ships twice. */
export type DuplicateCuda =
  /** Wheels that bring their own, on a base that has it. */
  | { readonly kind: 'base'; readonly install: NumericInstall; readonly base: BaseCuda }
  /** Two versions side by side. */
  | { readonly kind: 'versions'; readonly first: CudaAsked; readonly second: CudaAsked };

export const duplicateCuda = remembered((build: Build): DuplicateCuda | undefined => {
  return versions(build) ?? onBase(build);
});

function versions(build: Build): DuplicateCuda | undefined {
  const own = cudaAsked(build).filter(({ kind, run }) => kind === 'own' && run.ships);
  const [first] = own;
  const second = own.find(
    ({ version, word }) =>
      first !== undefined &&
      word.span.start !== first.word.span.start &&
      versionText(version) !== versionText(first.version) &&
      version.major !== first.version.major,
  );
  return first === undefined || second === undefined ? undefined : { kind: 'versions', first, second };
}

/** Wheels of torch, and what pip and conda install with CUDA by a name of its own. */
const bringsCuda = /^(?:torch|pytorch|cudatoolkit|pytorch-cuda|pytorch-gpu|tensorflow-gpu|nvidia-cuda-runtime-cu\d+)$/;

/** A base of nvidia with libraries and without a compiler has them for what asks for them from outside. */
function onBase(build: Build): DuplicateCuda | undefined {
  const [root] = build.ships;
  const base = root && baseCuda(root);
  if (base === undefined || !base.libraries || !/\/?nvidia\/cuda:.*runtime/.test(base.base)) return undefined;
  if (cudaAsked(build).some(({ kind }) => kind === 'needed')) return undefined;
  const install = numericInstalls(build).find(
    ({ name, run, conditional, call, numeric }) =>
      run.ships && !conditional && numeric.own === true && bringsCuda.test(name) && !isCpu(call.asked),
  );
  return install && { kind: 'base', install, base };
}

function isCpu({ sources, packages }: NumericInstall['call']['asked']): boolean {
  return (
    sources.some(({ text = '' }) => /\/whl\/(?:nightly\/)?(?:cpu|rocm)/.test(text)) ||
    packages.some(({ text = '' }) => /\+cpu|cpuonly/.test(text))
  );
}
