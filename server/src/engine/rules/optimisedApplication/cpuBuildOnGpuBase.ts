import { cpuBuilds } from '../../facts/optimised/cpuBuilds.ts';
import { cudaAsked } from '../../facts/optimised/cudaAsked.ts';
import { baseCuda } from '../../facts/optimised/cudaVersion.ts';
import { advice, rule, violation } from '../rule.ts';

export const cpuBuildOnGpuBase = rule({
  id: 'cpu-build-on-gpu-base',
  criterion: 'optimised-application',
  deciding: true,
  title: 'On a base with CUDA the program is not the variant that cannot use it.',
  why: 'The variant for the processor alone never touches the accelerator, and the base still costs its gigabytes and asks for a node with a GPU.',
  ignore: 'Where another program of the image uses CUDA.',
  examples: {
    violated: [
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.5.1 --index-url https://download.pytorch.org/whl/cpu\n',
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN conda install -y pytorch=2.1 cpuonly -c pytorch\n',
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir tensorflow-cpu==2.17.0\n',
    ],
    satisfied: [
      'FROM python:3.13-slim\nRUN pip install --no-cache-dir torch==2.5.1 --index-url https://download.pytorch.org/whl/cpu\n',
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.5.1 --index-url https://download.pytorch.org/whl/cu124\n',
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nARG DEVICE=gpu\nRUN if [ "$DEVICE" = cpu ]; then pip install tensorflow-cpu; fi\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    const withCuda = new Set(cudaAsked(build).map(({ run }) => run.stage));
    for (const { run, word, what } of cpuBuilds(build)) {
      const base = baseCuda(run.stage);
      if (base === undefined || withCuda.has(run.stage)) continue;
      const verb = what.startsWith('the ') ? 'are' : 'is';
      const message = `${what.replace(/^the /, 'The ')} ${verb} for the processor alone, and ${base.base} is there for CUDA. Take the variant with CUDA, or a base without.`;
      yield run.ships ? violation(word.span, message) : advice(word.span, message);
    }
  },
});
