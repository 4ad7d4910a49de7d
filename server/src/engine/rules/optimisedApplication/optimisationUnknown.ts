import type { Build } from '../../dockerfile/build.ts';
import { type Attested, attestedBy, nothingToOptimise, optimisedLabel } from '../../facts/optimised/attested.ts';
import { optimisationSigns } from '../../facts/optimised/evidence.ts';
import { imageSigns } from '../../facts/optimised/imageSigns.ts';
import { compiled, unknownNumerics } from '../../facts/optimised/numericsUnknown.ts';
import { referenceBlas } from '../../facts/optimised/referenceBlas.ts';
import { evidence, type Outcome, rule, undecided, unjudged } from '../rule.ts';

export const optimisationUnknown = rule({
  id: 'optimisation-unknown',
  criterion: 'optimised-application',
  deciding: true,
  title: 'It can be told how the application is optimised.',
  why: 'An application that computes is to use what makes it fast: a tuned library, an accelerator, the instructions of the processor. Where the file does not show it, the author can say it.',
  ignore: 'Where the image computes nothing.',
  examples: {
    violated: [],
    undecided: [
      'FROM debian:12\nCOPY app /opt/app\n',
      'FROM python:3.13-slim\nCOPY requirements.txt /\nRUN pip install --no-cache-dir -r requirements.txt\n',
      'FROM debian:12\nRUN make -C /src install\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      'FROM python:3.13-slim\nRUN pip install --no-cache-dir numpy==2.3.2\n',
      'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nCOPY app /opt/app\n',
      'FROM debian:12\nENV CFLAGS="-O3 -march=x86-64-v3"\nRUN make -C /src install\n',
      'FROM debian:12\nCOPY app /opt/app\nLABEL org.st4sd.optimised="mkl, openmp"\n',
      'FROM alpine:3.23\nRUN apk add --no-cache curl jq\nCOPY entrypoint.sh /\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["a"], "Env": ["CUDA_VERSION=12.4.1"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
  },
  *check(facts, { optimised }) {
    const declared = attestedBy(facts, optimised);
    const { build } = facts;
    const signs = build === undefined ? imageSigns(facts) : optimisationSigns(build);
    for (const { text, at } of signs) yield evidence(text, build === undefined ? undefined : at);
    if (declared !== undefined) yield attestation(declared, signs.length > 0);
    if (declared !== undefined || signs.some(({ ofScripts }) => ofScripts !== true)) return;
    if (build === undefined) yield undecided(facts.user.at, `${cannot}: the image does not say. ${settle}`);
    else if (referenceBlas(build).some(({ decides }) => decides))
      yield unjudged('nothing shows what makes the application fast');
    else yield* unshown(build, signs.length > 0);
  },
});

const cannot = 'Cannot tell whether the application is optimised';
const settle = `Say what it uses with "optimised" in .st4sd.yaml, such as [openblas], or with the label ${optimisedLabel}; [none] where it computes nothing.`;

function attestation({ words, by, at }: Attested, shown: boolean): Outcome {
  if (!shown && words.length === 1 && words[0]?.toLowerCase() === nothingToOptimise)
    return { finding: 'not-applicable', text: 'declared: nothing to optimise' };
  const text = `declared: ${words.join(', ')} (${by === 'label' ? `label ${optimisedLabel}` : 'configuration'})`;
  return evidence(text, at);
}

/** Where scripts are seen to compute fast, only what is compiled beside them is left to ask for. */
function* unshown(build: Build, scripts: boolean): Iterable<Outcome> {
  const unknown = scripts ? compiled(build) : unknownNumerics(build);
  if (unknown !== undefined) yield undecided(unknown.at, `${cannot}: ${unknown.because}. ${settle}`);
  else if (!scripts) yield { finding: 'not-applicable', text: 'nothing in it is compiled to compute' };
}
