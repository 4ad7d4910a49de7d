import type { Build } from '../dockerfile/build.ts';
import { installs } from '../shell/packages.ts';
import type { Span } from '../text/span.ts';
import type { ImageFacts } from './imageFacts.ts';
import { shippedRuns } from './shippedRuns.ts';
import { usedImages } from './usedImages.ts';

/** What programs in the image can compute on, beside one processor. */
export type AcceleratorKind = 'cuda' | 'rocm' | 'oneapi' | 'mpi';

/** Something that the image has for an accelerator. */
export interface AcceleratorUse {
  readonly kind: AcceleratorKind;
  /** Completes "The image ...": `is built on nvidia/cuda:12.4.1`, `installs mpich`. */
  readonly says: string;
  readonly at: Span;
}

/** What ships in the image for accelerators, as far as names tell: of its base, its packages, its variables. */
export function acceleratorsUsed(facts: ImageFacts): readonly AcceleratorUse[] {
  const { build } = facts;
  return build === undefined ? inConfig(facts) : [...inBase(facts, build), ...inPackages(build)];
}

/** Of a base the shipped one counts; builders may have what they like. */
function inBase(facts: ImageFacts, { ships }: Build): readonly AcceleratorUse[] {
  const root = ships[0]?.base;
  if (root?.kind !== 'image') return [];
  const used = usedImages(facts).find(({ use, text }) => use === 'base' && text === root.text);
  const kind = kindOfReference(root.text);
  return used === undefined || kind === undefined ? [] : [{ kind, says: `is built on ${root.text}`, at: used.at }];
}

/** By a word of repository or tag: `nvidia/cuda`, `2.1-cuda12.1-runtime`, `rocm/dev-ubuntu`. */
function kindOfReference(text: string): AcceleratorKind | undefined {
  for (const word of text
    .toLowerCase()
    .split('@')[0]
    ?.split(/[/:._-]/) ?? []) {
    const kind = referenceWords.get(word.replace(/\d+$/, ''));
    if (kind !== undefined) return kind;
  }
  return undefined;
}

const referenceWords: ReadonlyMap<string, AcceleratorKind> = new Map<string, AcceleratorKind>([
  ...(['cuda', 'cudnn', 'cudagl', 'cu', 'nvhpc'] as const).map((word) => [word, 'cuda'] as const),
  ['rocm', 'rocm'],
  ...(['oneapi', 'hpckit', 'basekit', 'sycl'] as const).map((word) => [word, 'oneapi'] as const),
  ...(['mpi', 'openmpi', 'mpich', 'mvapich'] as const).map((word) => [word, 'mpi'] as const),
]);

function inPackages(build: Build): readonly AcceleratorUse[] {
  return shippedRuns(build).flatMap(({ script }) =>
    script.commands.flatMap((command) => {
      const call = installs(command);
      if (call?.action !== 'install') return [];
      return call.packages.flatMap(({ text, span }) => {
        const kind = text === undefined ? undefined : kindOfPackage(text);
        return text === undefined || kind === undefined ? [] : [{ kind, says: `installs ${text}`, at: span }];
      });
    }),
  );
}

/** By the name of a package, of whichever manager. */
function kindOfPackage(name: string): AcceleratorKind | undefined {
  if (!mayBe.test(name)) return undefined;
  const plain = name.toLowerCase();
  return packages.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** Letters of every one of them, which most packages lack. */
const mayBe = /cu|nv|roc|hip|mio|intel|mpi/i;

const packages: readonly (readonly [AcceleratorKind, RegExp])[] = [
  [
    'cuda',
    /^(?:cuda(?:-(?!keyring|repo)|$)|cudatoolkit\b|cudnn|libcu(?:dart|dnn|blas|fft)|nvidia-cuda|pytorch-cuda|cupy-cuda|nvidia-c\w+-cu\d|nvhpc)|\+cu\d/,
  ],
  ['rocm', /^(?:rocm(?:-|$)|hip-(?:runtime|dev)|hipblas|rocblas|rocfft|miopen)|\+rocm\d/],
  ['oneapi', /^intel-(?:oneapi-(?:compiler|dpcpp|runtime-dpcpp|hpckit|basekit)|hpckit|basekit)/],
  [
    'mpi',
    /^(?:lib)?(?:openmpi|mpich|mvapich2?)(?:[-\d=<>~:.]|$)|^(?:mpi4py|intel-oneapi-mpi|impi[_-]rt)(?:[-=<>~[]|$)/,
  ],
];

/** Variables that the accelerators' own images set. */
function inConfig({ environment }: ImageFacts): readonly AcceleratorUse[] {
  if (environment.state !== 'known') return [];
  const { at } = environment;
  return variables.flatMap(([kind, name]) => (environment.value.has(name) ? [{ kind, says: `sets ${name}`, at }] : []));
}

const variables: readonly (readonly [AcceleratorKind, string])[] = [
  ['cuda', 'NVIDIA_REQUIRE_CUDA'],
  ['cuda', 'CUDA_VERSION'],
  ['rocm', 'ROCM_VERSION'],
  ['rocm', 'ROCM_PATH'],
  ['oneapi', 'ONEAPI_ROOT'],
];
