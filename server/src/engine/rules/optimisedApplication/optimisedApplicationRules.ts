import type { Rule } from '../rule.ts';
import { cpuBuildOnGpuBase } from './cpuBuildOnGpuBase.ts';
import { cudaMismatch } from './cudaMismatch.ts';
import { duplicateCuda } from './duplicateCuda.ts';
import { gpuQueryAtBuild } from './gpuQueryAtBuild.ts';
import { nativeBuild } from './nativeBuild.ts';
import { optimisationUnknown } from './optimisationUnknown.ts';
import { referenceBlas } from './referenceBlas.ts';
import { unoptimisedBuild } from './unoptimisedBuild.ts';

/** The rules of the criterion, in the order of the catalogue. */
export const optimisedApplicationRules: readonly Rule[] = [
  referenceBlas,
  unoptimisedBuild,
  nativeBuild,
  cudaMismatch,
  cpuBuildOnGpuBase,
  gpuQueryAtBuild,
  duplicateCuda,
  optimisationUnknown,
];
