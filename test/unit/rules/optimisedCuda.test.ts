import { describe, expect, it } from 'vitest';
import { cpuBuildOnGpuBase } from '../../../server/src/engine/rules/optimisedApplication/cpuBuildOnGpuBase.ts';
import { cudaMismatch } from '../../../server/src/engine/rules/optimisedApplication/cudaMismatch.ts';
import { duplicateCuda } from '../../../server/src/engine/rules/optimisedApplication/duplicateCuda.ts';
import { gpuQueryAtBuild } from '../../../server/src/engine/rules/optimisedApplication/gpuQueryAtBuild.ts';
import { fixed, found, messages } from './judging.ts';

const on = (tag: string, run: string) => `FROM nvidia/cuda:${tag}\nRUN ${run}\n`;
const index = (name: string) => `https://download.pytorch.org/whl/${name}`;
const wheels = (name: string) => `pip install torch --index-url ${index(name)}`;

describe('cuda-mismatch', () => {
  it.each([
    ['newer wheels', on('11.8.0-base-ubuntu22.04', wheels('cu121')), [`violated "${index('cu121')}"`]],
    [
      'a nightly index',
      on('11.8.0-base-ubuntu22.04', wheels('nightly/cu128')),
      [`violated "${index('nightly/cu128')}"`],
    ],
    ['the same major version, newer', on('12.1.1-base-ubuntu22.04', wheels('cu128')), []],
    ['the same major version, older', on('12.4.1-runtime-ubuntu22.04', wheels('cu121')), []],
    [
      'older wheels where the base has libraries',
      on('12.4.1-devel-ubuntu22.04', wheels('cu118')),
      [`advice "${index('cu118')}"`],
    ],
    ['older wheels on a mere base', on('12.4.1-base-ubuntu22.04', wheels('cu118')), []],
    [
      'before 11 each minor version counts',
      on('10.1-base-ubuntu18.04', 'conda install cudatoolkit=10.2'),
      ['violated "cudatoolkit=10.2"'],
    ],
    ['before 11 an older one runs', on('10.2-base-ubuntu18.04', 'conda install cudatoolkit=10.1'), []],
    [
      'libraries of another version',
      on('12.4.1-runtime-ubuntu22.04', 'pip install cupy-cuda11x'),
      ['violated "cupy-cuda11x"'],
    ],
    ['three digits', on('11.8.0-runtime-ubuntu22.04', 'pip install cupy-cuda102'), ['violated "cupy-cuda102"']],
    [
      'a local build',
      on('11.8.0-runtime-ubuntu22.04', 'pip install "jax[cuda12_local]"'),
      ['violated ""jax[cuda12_local]""'],
    ],
    [
      'conda',
      on('11.8.0-base-ubuntu22.04', 'mamba install -c nvidia pytorch-cuda=12.1'),
      ['violated "pytorch-cuda=12.1"'],
    ],
    [
      'a toolkit of the distribution',
      on('11.8.0-base-ubuntu22.04', 'apt-get install -y cuda-toolkit-12-4'),
      ['violated "cuda-toolkit-12-4"'],
    ],
    [
      'a month of NVIDIA',
      `FROM nvcr.io/nvidia/pytorch:22.11-py3\nRUN ${wheels('cu124')}\n`,
      [`violated "${index('cu124')}"`],
    ],
    [
      'a base that says its CUDA',
      `FROM pytorch/pytorch:2.1.0-cuda11.8-cudnn8-runtime\nRUN ${wheels('cu124')}\n`,
      [`violated "${index('cu124')}"`],
    ],
    [
      'a base from an argument',
      `ARG V=11.8.0\nFROM nvidia/cuda:$V-base-ubuntu22.04\nRUN ${wheels('cu124')}\n`,
      [`violated "${index('cu124')}"`],
    ],
    ['a base without CUDA', `FROM python:3.13\nRUN ${wheels('cu124')}\n`, []],
    ['a tag without version', `FROM nvidia/cuda\nRUN ${wheels('cu124')}\n`, []],
    [
      'a mere builder',
      `FROM nvidia/cuda:11.8.0-devel-ubuntu22.04 AS b\nRUN ${wheels('cu124')}\nFROM debian:12\nCOPY --from=b /a /a\n`,
      [`advice "${index('cu124')}"`],
    ],
    ['what may not run', on('11.8.0-base-ubuntu22.04', `[ -z "$X" ] || ${wheels('cu121')}`), []],
    [
      'a child of the stage',
      `FROM nvidia/cuda:11.8.0-base-ubuntu22.04 AS a\nFROM a\nRUN ${wheels('cu121')}\n`,
      [`violated "${index('cu121')}"`],
    ],
  ])('%s', (_, text, expected) => expect(found(cudaMismatch, text)).toEqual(expected));

  it.each([
    ['12.4.1-devel-ubuntu22.04', 'cu118', 'cu124'],
    ['12.2.0-devel-ubuntu22.04', 'cu118', 'cu121'],
    ['12.0.1-devel-ubuntu22.04', 'cu118', 'cu121'],
    ['11.8.0-base-ubuntu22.04', 'cu130', 'cu118'],
  ])('on %s takes the index that fits instead of %s', (tag, wrong, right) => {
    expect(fixed(cudaMismatch, on(tag, wheels(wrong)))).toBe(on(tag, wheels(right)));
  });

  it('offers no other index where a package names its version', () => {
    expect(
      fixed(cudaMismatch, on('11.8.0-base-ubuntu22.04', `pip install torch==2.5.1+cu124 -f ${index('cu124')}`)),
    ).toBeUndefined();
  });

  it('says both versions', () => {
    expect(messages(cudaMismatch, on('11.8.0-base-ubuntu22.04', wheels('cu121')))).toEqual([
      'The wheels of cu121 are built for CUDA 12.1, and nvidia/cuda:11.8.0-base-ubuntu22.04 has 11.8, which starts on drivers that cannot run it. Take a base or wheels of the same major version.',
    ]);
  });
});

describe('cpu-build-on-gpu-base', () => {
  const tag = '12.4.1-runtime-ubuntu22.04';
  it.each([
    ['the index', on(tag, wheels('cpu')), [`violated "${index('cpu')}"`]],
    ['a version', on(tag, 'pip install torch==2.5.1+cpu'), ['violated "torch==2.5.1+cpu"']],
    ['cpuonly', on(tag, 'conda install pytorch cpuonly'), ['violated "cpuonly"']],
    ['jax', on(tag, 'pip install "jax[cpu]"'), ['violated ""jax[cpu]""']],
    ['beside wheels with CUDA', on(tag, `pip install tensorflow-cpu && ${wheels('cu124')}`), []],
    [
      'a mere builder',
      `FROM nvidia/cuda:${tag} AS b\nRUN ${wheels('cpu')}\nFROM debian:12\nCOPY --from=b /a /a\n`,
      [`advice "${index('cpu')}"`],
    ],
    ['an ordinary base', `FROM python:3.13\nRUN ${wheels('cpu')}\n`, []],
  ])('%s', (_, text, expected) => expect(found(cpuBuildOnGpuBase, text)).toEqual(expected));
});

describe('gpu-query-at-build', () => {
  const tag = '12.4.1-runtime-ubuntu22.04';
  it.each([
    ['a program', on(tag, 'nvidia-smi'), ['advice "nvidia-smi"']],
    ['asking whether it is there', on(tag, 'command -v nvidia-smi; which nvidia-smi; nvidia-smi --version'), []],
    [
      'a here-document',
      `FROM python:3.13\nRUN python <<EOF\nimport torch\ntorch.cuda.device_count()\nEOF\n`,
      ['advice "python <<EOF"'],
    ],
    ['a text that is printed', on(tag, 'echo "torch.cuda.is_available()" > /test.py'), []],
    ['what runs later', `FROM python:3.13\nCMD ["nvidia-smi"]\n`, []],
  ])('%s', (_, text, expected) => expect(found(gpuQueryAtBuild, text)).toEqual(expected));
});

describe('duplicate-cuda', () => {
  it.each([
    ['on a runtime', on('12.4.1-runtime-ubuntu22.04', 'pip install torch'), ['advice "torch"']],
    ['on a mere base', on('12.4.1-base-ubuntu22.04', 'pip install torch'), []],
    ['where the libraries are wanted too', on('12.4.1-runtime-ubuntu22.04', 'pip install torch cupy-cuda12x'), []],
    ['from the cpu index', on('12.4.1-runtime-ubuntu22.04', wheels('cpu')), []],
    [
      'two major versions',
      `FROM python:3.13\nRUN ${wheels('cu118')}\nRUN pip install "jax[cuda12]"\n`,
      ['advice ""jax[cuda12]""'],
    ],
    ['one major version', `FROM python:3.13\nRUN ${wheels('cu124')}\nRUN pip install "jax[cuda12]"\n`, []],
  ])('%s', (_, text, expected) => expect(found(duplicateCuda, text)).toEqual(expected));
});
