import type { Manager } from '../../shell/managerSyntax.ts';

/** What a package says of how fast an image computes. */
export interface NumericPackage {
  /**
   * `optimised`: brings a library that is made for speed; `reference`: brings the plain BLAS and LAPACK;
   * `other`: takes the place of the plain ones, which says nothing of speed.
   */
  readonly role: 'optimised' | 'reference' | 'other';
  /** What it brings: `OpenBLAS`, `CUDA`. */
  readonly brings: string;
  /** Takes it along as a dependency, where no other package provides the same. */
  readonly along?: true;
  /** A library of its own, out of sight of what else is there: a wheel, an environment. */
  readonly own?: true;
}

type Row = readonly [role: NumericPackage['role'], brings: string, names: RegExp, extra?: Partial<NumericPackage>];

/**
 * apt, of Debian and Ubuntu. From the packages' own control files (Debian 12): what provides `libblas.so.3` takes the
 * place of `libblas3` by the alternatives system; `r-base-core`, `python3-numpy` and `python3-scipy` depend on
 * `libblas3 | libblas.so.3`; octave recommends OpenBLAS. The accelerators' packages are those of NVIDIA, AMD and Intel.
 */
const debian: readonly Row[] = [
  ['optimised', 'OpenBLAS', /^libopenblas.*$/],
  ['optimised', 'MKL', /^(?:(?:lib)?mkl-(?:dev|full|rt|core|sequential|intel-lp64)|intel-mkl\b.*|libmkl.*)$/],
  [
    'optimised',
    'MKL',
    /^intel-oneapi-(?:mkl|runtime-mkl|hpckit|basekit|base-toolkit|hpc-toolkit)\b.*$|^intel-(?:base|hpc)kit\b.*$/,
  ],
  ['optimised', 'oneAPI', /^intel-oneapi-(?:compiler|dpcpp|runtime-(?:dpcpp|libs|compilers)|tbb|dnnl|ipp|dal)\b.*$/],
  ['optimised', 'BLIS', /^libblis.*$/],
  ['optimised', 'FlexiBLAS', /^libflexiblas.*$/],
  [
    'optimised',
    'CUDA',
    /^(?:cuda(?:-(?!keyring|repo|samples|gdb|documentation|nsight).*)?|nvidia-cuda-(?:toolkit|dev)|libcu(?:blas|fft|solver|sparse|dart|dnn|rand|tensor)\w*(?:-.*)?|cudnn.*|tensorrt.*|libnvinfer.*)$/,
  ],
  ['optimised', 'ROCm', /^(?:rocm(?:-(?!keyring).*)?|rocblas.*|rocfft.*|hipblas.*|miopen.*|hip-(?:runtime|dev).*)$/],
  ['optimised', 'OpenBLAS', /^octave$/, { along: true }],
  ['other', 'ATLAS', /^libatlas.*$/],
  ['reference', 'reference BLAS', /^lib(?:blas|lapack|lapacke)(?:3(?:gf)?|64-(?:3|dev)|-dev|-test|-pic)?$/],
  ['reference', 'reference BLAS', /^(?:r-base(?:-core|-dev)?|python3?-(?:numpy|scipy))$/, { along: true }],
];

/** dnf and its like, of Fedora and RHEL: `blas` and `lapack` are Netlib's, FlexiBLAS and OpenBLAS are packages beside them. */
const redHat: readonly Row[] = [
  ['optimised', 'OpenBLAS', /^(?:lib)?openblas.*$/],
  ['optimised', 'FlexiBLAS', /^flexiblas(?!-netlib).*$/],
  ['optimised', 'BLIS', /^blis.*$/],
  [
    'optimised',
    'MKL',
    /^(?:intel-mkl\b.*|intel-oneapi-(?:mkl|hpckit|basekit|hpc-toolkit|base-toolkit)\b.*|intel-(?:base|hpc)kit\b.*)$/,
  ],
  ['optimised', 'oneAPI', /^intel-oneapi-(?:compiler|dpcpp|runtime)\b.*$/],
  [
    'optimised',
    'CUDA',
    /^(?:cuda(?:-(?!repo|samples|gdb|documentation|nsight).*)?|libcu(?:blas|fft|solver|sparse|dart|dnn|rand)\w*(?:-.*)?)$/,
  ],
  ['optimised', 'ROCm', /^(?:rocm(?:-.*)?|rocblas.*|rocfft.*|hipblas.*|miopen.*)$/],
  ['other', 'ATLAS', /^atlas(?:-.*)?$/],
  ['reference', 'reference BLAS', /^(?:blas|lapack|lib(?:blas|lapack)3?)(?:64)?(?:-(?:devel|static))?$/],
];

/** apk, of Alpine: `lapack` and `blas` are Netlib's. */
const alpine: readonly Row[] = [
  ['optimised', 'OpenBLAS', /^(?:lib)?openblas.*$/],
  ['optimised', 'OpenBLAS', /^py3-(?:numpy|scipy)$/, { along: true }],
  ['reference', 'reference BLAS', /^(?:blas|lapack)(?:-dev|-static)?$/],
];

const arch: readonly Row[] = [
  ['optimised', 'OpenBLAS', /^(?:blas-)?openblas.*$/],
  ['optimised', 'MKL', /^(?:intel-oneapi-mkl|blas-mkl).*$/],
  ['optimised', 'CUDA', /^(?:cuda|cudnn)$/],
  ['optimised', 'ROCm', /^rocm-.*$/],
  ['reference', 'reference BLAS', /^(?:blas|cblas|lapack|lapacke)$/],
];

const needsNumpy =
  'numpy scipy pandas scikit-learn sklearn scikit-image statsmodels xarray numba numexpr anndata scanpy mdanalysis mdtraj pymatgen ase pyscf phonopy nilearn pymbar lightgbm xgboost';
const anyOf = (names: string) => new RegExp(`^(?:${names.replaceAll(' ', '|')})$`);

/**
 * Wheels for Linux on PyPI, by what their projects document: numpy and scipy carry OpenBLAS, torch carries MKL or
 * OpenBLAS and, unless it is taken from the cpu index, CUDA; jax and tensorflow compile for the processor they meet.
 * What depends on numpy and computes with it brings it along; what only plots or parses is not listed.
 */
const python: readonly Row[] = [
  [
    'optimised',
    'CUDA',
    /^(?:cupy-cuda\w+|pycuda|tensorflow-gpu|nvidia-c[\w-]+|onnxruntime-gpu|faiss-gpu\S*|cudf-cu\d+|cuml-cu\d+|flash-attn|vllm|bitsandbytes|tensorrt|triton|xformers|jax-cuda\d+\S*)$/,
    { own: true },
  ],
  [
    'optimised',
    'PyTorch with its own kernels',
    /^(?:torch|pytorch-lightning|lightning|torchvision|torchaudio)$/,
    { own: true },
  ],
  ['optimised', 'TensorFlow with its own kernels', /^(?:tensorflow|tensorflow-cpu|tf-nightly|keras)$/, { own: true }],
  ['optimised', 'XLA', /^(?:jax|jaxlib)$/, { own: true }],
  ['optimised', 'ONNX Runtime with its own kernels', /^onnxruntime$/, { own: true }],
  [
    'optimised',
    'MKL',
    /^(?:mkl(?:-.*)?|intel-(?:numpy|scipy|tensorflow|extension-for-\S+)|scikit-learn-intelex|faiss-cpu)$/,
    { own: true },
  ],
  ['optimised', 'OpenBLAS in the wheel of numpy', anyOf(needsNumpy), { own: true }],
];

/** conda-forge links numpy to OpenBLAS, the defaults channel to MKL on x86; a `netlib` build is the reference one. */
const conda: readonly Row[] = [
  [
    'optimised',
    'CUDA',
    /^(?:cudatoolkit|pytorch-cuda|pytorch-gpu|tensorflow-gpu|cupy|cudnn|cuda(?:-.*)?|libcu(?:blas|fft|solver|sparse)\w*|cudf|cuml|rapids)$/,
    { own: true },
  ],
  ['optimised', 'MKL', /^(?:mkl(?:[-_].*)?|blas-devel-mkl|intelpython3?_(?:core|full)|dpcpp\S*)$/, { own: true }],
  ['optimised', 'OpenBLAS', /^(?:(?:lib)?openblas(?:-devel)?|nomkl)$/, { own: true }],
  ['optimised', 'BLIS', /^(?:blis|libblis)$/, { own: true }],
  [
    'optimised',
    'PyTorch with its own kernels',
    /^(?:pytorch|torch|torchvision|torchaudio|pytorch-cpu|libtorch)$/,
    { own: true },
  ],
  ['optimised', 'TensorFlow with its own kernels', /^(?:tensorflow|tensorflow-cpu|keras)$/, { own: true }],
  ['optimised', 'XLA', /^(?:jax|jaxlib)$/, { own: true }],
  [
    'optimised',
    'OpenBLAS or MKL of conda',
    anyOf(`${needsNumpy} libblas blas liblapack r-base r-matrix`),
    { own: true },
  ],
];

/** Spack, by the specs of the built-in repository. */
const spack: readonly Row[] = [
  ['optimised', 'OpenBLAS', /^openblas$/],
  ['optimised', 'MKL', /^(?:intel-mkl|intel-oneapi-mkl)$/],
  ['optimised', 'BLIS', /^(?:blis|amdblis)$/],
  ['optimised', 'FlexiBLAS', /^flexiblas$/],
  ['optimised', 'CUDA', /^(?:cuda|cudnn)$/],
  ['optimised', 'ROCm', /^(?:hip|rocblas|rocfft)$/],
];

const tables: Partial<Record<Manager, readonly Row[]>> = {
  ...{ apt: debian, dpkg: debian },
  ...{ dnf: redHat, yum: redHat, microdnf: redHat, tdnf: redHat, zypper: redHat, rpm: redHat },
  apk: alpine,
  pacman: arch,
  ...{ pip: python, uv: python, pipx: python, poetry: python, pipenv: python, pdm: python },
  ...{ conda, mamba: conda, micromamba: conda, pixi: conda },
  spack,
};

const longest = 100;

/** What a package of this name brings, where it is known. */
export function numericPackage(manager: Manager, name: string): NumericPackage | undefined {
  if (name.length > longest) return undefined;
  const plain = name.toLowerCase();
  const row = tables[manager]?.find(([, , names]) => names.test(plain));
  return row && { role: row[0], brings: row[1], ...row[3] };
}
