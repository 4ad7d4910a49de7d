import type { Dockerfile } from '../../dockerfile/model.ts';
import { type CudaAsked, cudaAsked } from '../../facts/optimised/cudaAsked.ts';
import {
  type BaseCuda,
  baseCuda,
  type CudaVersion,
  comparedWith,
  versionText,
} from '../../facts/optimised/cudaVersion.ts';
import { advice, type Fix, rule, violation } from '../rule.ts';

export const cudaMismatch = rule({
  id: 'cuda-mismatch',
  criterion: 'optimised-application',
  deciding: true,
  title: 'What is installed for CUDA fits the CUDA of the base.',
  why: 'The base says which drivers the image may run on. What is built for a newer major version of CUDA does not start on all of them and falls back to the processor, often without a word; what wants the libraries of another major version does not find them.',
  ignore: 'Where every machine that runs the image is known to have a driver for the newer version.',
  examples: {
    violated: [
      'FROM nvidia/cuda:11.8.0-runtime-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.5.1 --index-url https://download.pytorch.org/whl/cu124\n',
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir cupy-cuda11x==13.3.0\n',
      'FROM pytorch/pytorch:2.1.0-cuda11.8-cudnn8-runtime\nRUN pip install --no-cache-dir "jax[cuda12]==0.4.30"\n',
      'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.1.0+cu118 -f https://download.pytorch.org/whl/torch_stable.html\n',
    ],
    satisfied: [
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir torch==2.5.1 --index-url https://download.pytorch.org/whl/cu121\n',
      'FROM nvidia/cuda:12.1.1-runtime-ubuntu22.04\nRUN pip install --no-cache-dir cupy-cuda12x==13.3.0\n',
      'FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN pip install --no-cache-dir torch --index-url https://download.pytorch.org/whl/cu118\n',
      'FROM python:3.13-slim\nRUN pip install --no-cache-dir torch --index-url https://download.pytorch.org/whl/cu118\n',
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nARG OLD\nRUN if [ -n "$OLD" ]; then pip install torch --index-url https://download.pytorch.org/whl/cu118; fi\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const asked of cudaAsked(build)) {
      const base = baseCuda(asked.run.stage);
      if (base?.version === undefined) continue;
      const stand = comparedWith(base.version, asked.version);
      // An older CUDA of its own runs on newer drivers; on a base without libraries there is nothing it would not fit.
      if (stand === 'fits' || (stand === 'older' && asked.kind === 'own' && !base.libraries)) continue;
      const decides = asked.run.ships && (stand === 'newer' || asked.kind === 'needed');
      const options = { fixes: fixesOf(asked, base.version, build.dockerfile) };
      const message = messageOf(asked, base, stand);
      yield decides ? violation(asked.word.span, message, options) : advice(asked.word.span, message, options);
    }
  },
});

function messageOf(
  { what, version, kind }: CudaAsked,
  { base, version: has }: BaseCuda,
  stand: 'newer' | 'older',
): string {
  const own = has === undefined ? '' : versionText(has);
  const facts = `${quoted(what)} ${/^the /.test(what) ? 'are' : 'is'} built for CUDA ${versionText(version)}, and ${base} has ${own}`;
  if (kind === 'needed') return `${facts}, whose libraries it cannot use. Take the one for CUDA ${own}.`;
  if (stand === 'newer')
    return `${facts}, which starts on drivers that cannot run it. Take a base or wheels of the same major version.`;
  return `${facts}: what is compiled against the one cannot use the other, and both ship. Take wheels of the same major version.`;
}

const quoted = (what: string) => what.slice(0, 80).replace(/^the /, 'The ');

/** Indexes of wheels that PyTorch has had. */
const indexes = [118, 121, 124, 126, 128, 129, 130, 117, 116, 113, 111, 110, 102, 101, 100, 92];

/** Only where the index alone says the version; a `+cu118` behind a package would have to change with it. */
function fixesOf({ word, index, call }: CudaAsked, base: CudaVersion, { text }: Dockerfile): readonly Fix[] {
  if (index === undefined || call.asked.packages.some((one) => /\+cu\d/.test(one.text ?? one.raw))) return [];
  const right = indexFor(base);
  const at = text.slice(word.span.start, word.span.end).lastIndexOf(index);
  if (right === undefined || at < 0) return [];
  const start = word.span.start + at;
  const span = { start, end: start + index.length };
  return [{ title: `Take the wheels of ${right}`, safe: false, edits: [{ span, newText: right }] }];
}

/** The index of that version, else the nearest older one of its major version, else the nearest newer one. */
function indexFor({ major, minor }: CudaVersion): string | undefined {
  if (minor === undefined) return undefined;
  const same = indexes.filter((one) => Math.floor(one / 10) === major).sort((a, b) => a - b);
  const right = same.findLast((one) => one % 10 <= minor) ?? same[0];
  return right === undefined ? undefined : `cu${right}`;
}
