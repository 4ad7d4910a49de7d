import type { Stage } from '../../dockerfile/build.ts';
import { baseSpan } from '../../dockerfile/resolve.ts';
import { type NormalisedReference, normalise } from '../../reference/normalise.ts';
import type { Span } from '../../text/span.ts';
import { baseCuda } from './cudaVersion.ts';

type Row = readonly [brings: string, name: RegExp, tag?: RegExp];

/**
 * Images that are made for fast computing, from their own Dockerfiles: r-base and rocker install OpenBLAS for R, the
 * Jupyter stacks from scipy on and miniforge's take numpy of conda-forge, Anaconda's comes with MKL, Intel's and AMD's
 * are their toolkits.
 */
const rows: readonly Row[] = [
  ['OpenBLAS', /^docker\.io\/(?:library|rocker)\/r-base$/],
  [
    'OpenBLAS',
    /^(?:docker\.io|ghcr\.io)\/rocker(?:-org)?\/(?:r-ver|rstudio|tidyverse|verse|geospatial|shiny|shiny-verse|ml|ml-verse|cuda)$/,
    /^(?!3|devel)/,
  ],
  [
    'OpenBLAS of conda-forge',
    /^(?:docker|quay)\.io\/jupyter\/(?:scipy|datascience|tensorflow|pytorch|pyspark|all-spark|r)-notebook$/,
  ],
  ['MKL', /^docker\.io\/continuumio\/anaconda3?$/],
  [
    'MKL and oneAPI',
    /^docker\.io\/intel\/(?:oneapi-(?:basekit|hpckit|toolkit|runtime|aikit)|hpckit|(?:cpp|fortran|deep-learning)-essentials)$/,
  ],
  ['its accelerated framework', /^docker\.io\/(?:pytorch|tensorflow)\/\w+$/],
  [
    'its accelerated framework',
    /^nvcr\.io\/nvidia\/(?:pytorch|tensorflow|tensorrt|tritonserver|jax|nvhpc|rapidsai\/.+|mxnet|pyg|modulus\/.+|physicsnemo\/.+|clara\/.+)$/,
  ],
  ['its accelerated application', /^nvcr\.io\/hpc\/.+$/],
  ['its accelerated framework', /^ghcr\.io\/nvidia\/jax.*$/],
  ['CUDA', /^nvcr\.io\/nvidia\/cuda.*$/],
  ['CUDA', /^docker\.io\/(?:nvidia\/(?:cuda(?:gl)?|opencl)|rapidsai\/.+|cupy\/cupy)$/],
  ['CUDA', /^quay\.io\/pawsey\/cuda-.*$/],
  ['ROCm', /^(?:docker\.io\/rocm\/.+|quay\.io\/pawsey\/rocm-.*)$/],
];

/** What the outside base of a stage brings that is made for speed. */
export interface OptimisedBase {
  readonly base: string;
  readonly brings: string;
  readonly at: Span;
  readonly name: NormalisedReference;
}

export function optimisedBase(stage: Stage): OptimisedBase | undefined {
  const { base, from } = stage;
  if (base.kind !== 'image' || base.reference === undefined) return undefined;
  const name = normalise(base.reference);
  const row = rows.find(([, names, tags]) => names.test(name.name) && (tags?.test(name.tag ?? '') ?? true));
  const cuda = row === undefined && baseCuda(stage)?.version !== undefined ? 'CUDA' : undefined;
  const brings = row?.[0] ?? cuda;
  return brings === undefined ? undefined : { base: base.text.replace(/@.*$/, ''), brings, at: baseSpan(from), name };
}
