import { type DuplicateCuda, duplicateCuda as found } from '../../facts/optimised/duplicateCuda.ts';
import { advice, rule } from '../rule.ts';

export const duplicateCuda = rule({
  id: 'duplicate-cuda',
  criterion: 'optimised-application',
  deciding: false,
  title: 'CUDA ships once.',
  why: 'The libraries of CUDA take two gigabytes and more. Wheels of PyTorch and packages of conda bring their own and never look at those of the base.',
  ignore: 'Where a program of the image uses the libraries of the base as well.',
  examples: {
    violated: [
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.5.1 --index-url https://download.pytorch.org/whl/cu124\n',
      'FROM python:3.13-slim\nRUN pip install --no-cache-dir torch==2.5.1+cu118 -f https://download.pytorch.org/whl/torch_stable.html \\\n && pip install --no-cache-dir "jax[cuda12]==0.4.30"\n',
    ],
    satisfied: [
      'FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.5.1 --index-url https://download.pytorch.org/whl/cu124\n',
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir cupy-cuda12x==13.3.0 torch==2.5.1\n',
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nCOPY app /opt/app\n',
    ],
  },
  *check({ build }) {
    const twice = build && found(build);
    if (twice !== undefined) yield advice(placeOf(twice), messageOf(twice));
  },
});

function placeOf(twice: DuplicateCuda) {
  return twice.kind === 'base' ? twice.install.word.span : twice.second.word.span;
}

function messageOf(twice: DuplicateCuda): string {
  if (twice.kind === 'versions') {
    const { first, second } = twice;
    return `Two versions of CUDA ship: ${first.what} has ${first.version.major}, ${second.what} has ${second.version.major}. Take both for one version.`;
  }
  const { install, base } = twice;
  return `${install.name} brings CUDA of its own, and ${base.base} has it already. A -base- tag is enough where nothing else uses it.`;
}
