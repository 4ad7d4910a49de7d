import type { Stage } from '../../dockerfile/build.ts';
import { baseSpan } from '../../dockerfile/resolve.ts';
import { normalise } from '../../reference/normalise.ts';
import type { Span } from '../../text/span.ts';
import { rootStage } from './rootStage.ts';

/** A version of CUDA; only the major number where no more is told. */
export interface CudaVersion {
  readonly major: number;
  readonly minor: number | undefined;
}

/** The CUDA that a stage's outside base has. */
export interface BaseCuda {
  /** The base as the file means it. */
  readonly base: string;
  readonly at: Span;
  /** Undefined where the base has CUDA and does not say which. */
  readonly version: CudaVersion | undefined;
  /** It has the libraries of CUDA, not just what finds the driver. */
  readonly libraries: boolean;
}

/** The CUDA of the image at the root of a stage, by name and tag; undefined where they say none. */
export function baseCuda(stage: Stage): BaseCuda | undefined {
  const root = rootStage(stage);
  if (root.base.kind !== 'image' || root.base.reference === undefined) return undefined;
  const { text, reference } = root.base;
  const { name, tag = '' } = normalise(reference);
  const found = { base: text.replace(/@.*$/, ''), at: baseSpan(root.from) };
  if (/\/nvidia\/cuda(?:gl|-\w+)?$/.test(name)) {
    const [, major, minor] = /^(\d{1,2})\.(\d{1,2})/.exec(tag) ?? [];
    const libraries = /runtime|devel|cudnn/.test(tag);
    return { ...found, libraries, version: major === undefined ? undefined : versionOf(major, minor) };
  }
  const monthly = /^nvcr\.io\/nvidia\/(?:pytorch|tensorflow|tritonserver|jax|rapidsai\/\w+|pyg|mxnet|tensorrt)$/.test(
    name,
  )
    ? /^(\d\d)\.(\d\d)-/.exec(tag)
    : undefined;
  if (monthly) {
    const major = majorOfMonth(Number(monthly[1]) * 100 + Number(monthly[2]));
    return { ...found, libraries: true, version: { major, minor: undefined } };
  }
  const version = cudaIn(tag) ?? cudaIn(name);
  return version && { ...found, libraries: true, version };
}

/** By NVIDIA's support matrix of its framework containers. */
function majorOfMonth(month: number): number {
  return months.find(([first]) => month >= first)?.[1] ?? 10;
}

const months: readonly (readonly [first: number, major: number])[] = [
  [2508, 13],
  [2301, 12],
  [2006, 11],
];

/** `cuda11.8`, `cuda-12.4.1`, `cuda12`, `cu118`. */
function cudaIn(text: string): CudaVersion | undefined {
  const [, major, minor] = /(?:^|[^a-z])cuda[-_]?(\d{1,2})(?:[._](\d{1,2}))?(?!\d)/.exec(text) ?? [];
  if (major !== undefined) return versionOf(major, minor);
  const digits = /(?:^|[^a-z])cu(\d{2,3})(?!\d)/.exec(text)?.[1];
  return digits === undefined ? undefined : glued(digits);
}

/** `118` is 11.8, `92` is 9.2. */
export function glued(digits: string): CudaVersion {
  return versionOf(digits.slice(0, -1), digits.slice(-1));
}

export function versionOf(major: string, minor: string | undefined): CudaVersion {
  return { major: Number(major), minor: minor === undefined ? undefined : Number(minor) };
}

export function versionText({ major, minor }: CudaVersion): string {
  return minor === undefined ? `${major}` : `${major}.${minor}`;
}

/**
 * How what is built for one version stands to a base of another. From CUDA 11 on everything of one major version runs
 * with the drivers of that major version, and older programs always run with newer drivers (NVIDIA, "CUDA
 * Compatibility"); before 11 each minor version asked for a driver of its own.
 */
export function comparedWith(base: CudaVersion, asked: CudaVersion): 'fits' | 'newer' | 'older' {
  if (asked.major !== base.major) return asked.major > base.major ? 'newer' : 'older';
  if (base.major >= 11 || base.minor === undefined || asked.minor === undefined) return 'fits';
  return asked.minor > base.minor ? 'newer' : 'fits';
}
