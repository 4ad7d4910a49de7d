import { gpuQueries } from '../../facts/optimised/gpuQueries.ts';
import { advice, rule } from '../rule.ts';

export const gpuQueryAtBuild = rule({
  id: 'gpu-query-at-build',
  criterion: 'optimised-application',
  deciding: false,
  title: 'The build does not ask for an accelerator.',
  why: 'A build sees no accelerator, whatever machine it runs on. A question for one fails, or its answer, that there is none, goes into the image.',
  ignore: 'Where the builder is set up to give its containers a GPU.',
  examples: {
    violated: [
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN nvidia-smi\n',
      'FROM pytorch/pytorch:2.1.0-cuda12.1-cudnn8-runtime\nRUN python -c "import torch; assert torch.cuda.is_available()"\n',
    ],
    satisfied: [
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN command -v nvidia-smi || true\nCMD ["nvidia-smi"]\n',
      'FROM pytorch/pytorch:2.1.0-cuda12.1-cudnn8-runtime\nRUN python -c "import torch; print(torch.version.cuda)"\n',
      'FROM pytorch/pytorch:2.1.0-cuda12.1-cudnn8-runtime\nCOPY app.py /opt/app.py\nCMD ["python", "-c", "import torch; print(torch.cuda.is_available())"]\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const { command, what } of gpuQueries(build)) {
      yield advice(command.span, `${what} finds no accelerator while the image is built. Ask when the image runs.`);
    }
  },
});
