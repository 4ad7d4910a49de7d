import type { ImageFacts } from '../imageFacts.ts';
import type { Sign } from './evidence.ts';

/** Variables that accelerated bases and libraries set for themselves, not for the number of their threads. */
const variables: readonly (readonly [name: string, brings: string])[] = [
  ['CUDA_VERSION', 'CUDA'],
  ['NVIDIA_REQUIRE_CUDA', 'CUDA'],
  ['ROCM_VERSION', 'ROCm'],
  ['ROCM_PATH', 'ROCm'],
  ['MKLROOT', 'MKL'],
  ['ONEAPI_ROOT', 'oneAPI'],
];

/** What an image's config shows of optimisation. */
export function imageSigns({ environment }: ImageFacts): readonly Sign[] {
  if (environment.state !== 'known') return [];
  const { at, value } = environment;
  const found = variables.flatMap(([name, brings]) => (value.has(name) ? [{ brings, name }] : []));
  return found.map(({ name, brings }) => ({ text: `sets ${name} (${brings})`, at }));
}
