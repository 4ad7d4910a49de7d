import type { Build } from '../../dockerfile/build.ts';
import { normalise } from '../../reference/normalise.ts';
import { remembered } from '../../text/remembered.ts';
import { cmakeCalls } from './cmakeCalls.ts';
import { compilerFlags, libraryIn } from './compilerFlags.ts';
import { optimisationSigns } from './evidence.ts';
import { type NumericInstall, numericInstalls } from './installedPackages.ts';
import { isPlainBase } from './plainThings.ts';
import { rootStage } from './rootStage.ts';

/** Packages of the plain BLAS and LAPACK that nothing in the image takes the place of. */
export interface ReferenceBlas {
  /** Of one command. */
  readonly packages: readonly [NumericInstall, ...NumericInstall[]];
  /** Libraries of their own are there too, so that it is not told who uses the plain one. */
  readonly besides: string | undefined;
  /** Named outright, and alone: what a package merely takes along may be of no use to the application itself. */
  readonly decides: boolean;
}

/** By the command that installs them; nothing where OpenBLAS, MKL, BLIS, FlexiBLAS or ATLAS can take their place. */
export const referenceBlas = remembered((build: Build): readonly ReferenceBlas[] => {
  const installs = numericInstalls(build);
  if (
    installs.some(({ numeric: { role, own, brings } }) => role !== 'reference' && own !== true && replaces.test(brings))
  )
    return [];
  if (fromElsewhere(build)) return [];
  const besides = installs.find(({ numeric: { own, role } }) => own === true && role === 'optimised');
  const byCall = new Map<object, NumericInstall[]>();
  for (const one of installs) {
    if (one.numeric.role !== 'reference' || one.conditional || !hasPlainBase(one)) continue;
    const command = one.call.command;
    byCall.set(command, [...(byCall.get(command) ?? []).slice(0, most), one]);
  }
  return [...byCall.values()].map(namedFirst).flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [
          {
            packages: [first, ...others] as const,
            besides: besides?.name,
            decides: besides === undefined && first.numeric.along !== true,
          },
        ],
  );
});

/** The libraries themselves say more than what takes them along. */
function namedFirst(installs: readonly NumericInstall[]): readonly NumericInstall[] {
  const named = installs.filter(({ numeric }) => numeric.along !== true);
  return named.length === 0 ? installs : named;
}

const most = 20;
const replaces = /OpenBLAS|MKL|BLIS|FlexiBLAS|ATLAS/;

/** A library that is linked, built from its source, or chosen by an option. */
function fromElsewhere(build: Build): boolean {
  if (compilerFlags(build).some((flags) => replaces.test(libraryIn(flags)?.brings ?? ''))) return true;
  if (
    cmakeCalls(build).some(({ entries }) =>
      [...entries].some(
        ([name, { value = '' }]) => /BLA/i.test(name) && /openblas|mkl|intel|blis|flame|flexiblas|atlas/i.test(value),
      ),
    )
  )
    return true;
  return optimisationSigns(build).some(({ text }) =>
    /^built on .*(?:BLAS|MKL)|builds \S*(?:blas|blis)\S* from|[+^=](?:openblas|intel-|mkl)/i.test(text),
  );
}

/** Only of a plain system is it known that no other BLAS is there already. */
function hasPlainBase({ run: { stage } }: NumericInstall): boolean {
  const { base } = rootStage(stage);
  if (base.kind !== 'image' || base.reference === undefined) return false;
  const { name } = normalise(base.reference);
  return isPlainBase(name) || /\/nvidia\/cuda$/.test(name);
}
