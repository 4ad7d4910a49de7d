/** What an image can be built for, as image names say it. */
const words = [
  ...['gpu', 'cuda', 'rocm', 'hip', 'sycl', 'oneapi', 'opencl', 'openacc', 'vulkan'],
  ...['tpu', 'fpga', 'npu', 'xpu', 'hpu', 'cpu'],
  ...['mpi', 'openmpi', 'mpich', 'mvapich', 'impi', 'intelmpi', 'openmp', 'omp', 'serial', 'parallel'],
  ...['avx', 'avx2', 'avx512', 'sse', 'sse4', 'neon', 'sve', 'mkl'],
];

const known: ReadonlySet<string> = new Set(words);

/** The known accelerator words, and those of the settings. */
export function acceleratorWords(more: readonly string[] = []): ReadonlySet<string> {
  return more.length === 0 ? known : new Set([...words, ...more.map((word) => word.toLowerCase())]);
}

/** The accelerator that a part of a name or tag says, without its version: `cuda` of `cuda12`. */
export function acceleratorIn(part: string, accelerators: ReadonlySet<string>): string | undefined {
  if (part.length > longest) return undefined;
  const word = part.toLowerCase();
  if (accelerators.has(word)) return word;
  const unversioned = word.replace(/\d+$/, '');
  return accelerators.has(unversioned) ? unversioned : undefined;
}

const longest = 64;
