import { describe, expect, it } from 'vitest';
import { checkDockerfile, checkImageJson } from '../../../server/src/engine/check.ts';
import { settingsFor } from '../../../server/src/engine/configuration/settingsFor.ts';
import { optimisationUnknown } from '../../../server/src/engine/rules/optimisedApplication/optimisationUnknown.ts';
import { imageJson, messages } from './judging.ts';

/** The verdict on the criterion, and what it rests on. */
function judged(text: string, optimised?: readonly string[]): readonly string[] {
  const settings = settingsFor(undefined, '');
  const options = { level: 'gold' as const, settings: { ...settings, ...(optimised && { optimised }) } };
  const check = text.startsWith('{') ? checkImageJson(text, options) : checkDockerfile(text, options);
  if ('problem' in check) throw new Error(check.problem);
  const found = check.criteria.find(({ id }) => id === 'optimised-application');
  return [found?.verdict ?? '', ...(found?.evidence ?? [])];
}

const debian = (run: string) => `FROM debian:12\nRUN ${run}\n`;

describe('optimised-application is met where the file shows it', () => {
  it.each([
    ['pip install numpy==2.3.2', 'installs numpy==2.3.2 (OpenBLAS in the wheel of numpy), line 2'],
    ['conda install -y -c conda-forge "numpy>=2"', 'installs numpy>=2 (OpenBLAS or MKL of conda), line 2'],
    ['apt-get install -y libopenblas-dev && make -C /src', 'installs libopenblas-dev (OpenBLAS), line 2'],
    ['apt-get install -y libblas3 libopenblas0-pthread', 'installs libopenblas0-pthread (OpenBLAS), line 2'],
    ['apt-get install -y intel-oneapi-mkl-2025.2', 'installs intel-oneapi-mkl-2025.2 (MKL), line 2'],
    ['dnf install -y flexiblas-devel', 'installs flexiblas-devel (FlexiBLAS), line 2'],
    ['apt-get install -y cuda-toolkit-12-4', 'installs cuda-toolkit-12-4 (CUDA), line 2'],
    ['pip install "torch==2.5.1"', 'installs torch==2.5.1 (PyTorch with its own kernels), line 2'],
    ['make -C /src CFLAGS="-O3 -march=x86-64-v3"', 'compiles with -O3 -march=x86-64-v3, line 2'],
    ['cmake -S /src -B /b -DCMAKE_BUILD_TYPE=Release -DGMX_SIMD=AVX2_256', 'builds with GMX_SIMD=AVX2_256, line 2'],
    [
      'cmake -S /src -B /b -DCMAKE_BUILD_TYPE=Release -D BLA_VENDOR=OpenBLAS',
      'builds with BLA_VENDOR=OpenBLAS, line 2',
    ],
    [
      'cmake -S /src -B /b -DCMAKE_BUILD_TYPE=Release -DKokkos_ENABLE_CUDA=ON',
      'builds with Kokkos_ENABLE_CUDA=ON, line 2',
    ],
    ['cd /src && ./configure --enable-avx2 && make', 'builds with --enable-avx2, line 2'],
    ['gfortran -O2 -o /app /src/app.f90 -lopenblas', 'compiles with -lopenblas (OpenBLAS), line 2'],
    ['spack install hdf5 target=x86_64_v3', 'asks Spack for target=x86_64_v3, line 2'],
    ['MKLROOT=/opt/mkl cmake -DCMAKE_BUILD_TYPE=Release /src', 'builds with MKLROOT, line 2'],
  ])('%s', (run, evidence) => expect(judged(debian(run))).toEqual(['met', evidence]));

  it.each([
    ['nvidia/cuda:12.4.1-base-ubuntu22.04', 'CUDA'],
    ['nvcr.io/nvidia/pytorch:24.05-py3', 'its accelerated framework'],
    ['rocm/dev-ubuntu-22.04:6.1', 'ROCm'],
    ['intel/hpckit:2025.2.0-0-devel-ubuntu24.04', 'MKL and oneAPI'],
    ['rocker/r-ver:4.4.1', 'OpenBLAS'],
    ['r-base:4.4.1', 'OpenBLAS'],
    ['quay.io/jupyter/scipy-notebook:2025-03-14', 'OpenBLAS of conda-forge'],
    ['mylab/md:2.1-cuda12.1', 'CUDA'],
  ])('a base: %s', (base, brings) => {
    expect(judged(`FROM ${base}\nCOPY app /opt/app\n`)).toEqual(['met', `built on ${base} (${brings}), line 1`]);
  });
});

describe('optimised-application stays undecided', () => {
  it.each([
    ['flags that do not name a processor', debian('make -C /src CFLAGS="-O3 -march=native"')],
    ['-O2 for a named processor', debian('make -C /src CFLAGS="-O2 -march=x86-64-v3"')],
    ['threads of a library that may not be there', 'FROM debian:12\nENV OPENBLAS_NUM_THREADS=1\nCOPY app /opt/app\n'],
    ['an option that switches off', debian('cmake /src -DCMAKE_BUILD_TYPE=Release -DUSE_CUDA=OFF -DGMX_SIMD=None')],
    ['what may not run', debian('if [ -n "$GPU" ]; then pip install cupy-cuda12x; fi')],
    ['scripts beside a program', debian('pip install numpy==2.3.2 && make -C /src install')],
    ['numpy on musl, which may be built against anything', 'FROM python:3.13-alpine\nRUN pip install numpy==2.3.2\n'],
    ['a list of packages', 'FROM python:3.13-slim\nCOPY requirements.txt /\nRUN pip install -r /requirements.txt\n'],
    ['a base that is not known', 'FROM registry.example/science:2\n'],
    ['a program of the build context', 'FROM debian:12\nCOPY simulate /usr/local/bin/\n'],
    ['what is downloaded', debian('curl -fsSLO https://example.org/app')],
    [
      'a stage that is not used',
      'FROM nvidia/cuda:12.4.1-base-ubuntu22.04 AS gpu\nFROM debian:12\nCOPY simulate /app\n',
    ],
    ['another shell', 'FROM debian:12\nSHELL ["/usr/bin/fish", "-c"]\nRUN true\n'],
    ['a base from an argument without value', 'ARG BASE\nFROM $BASE\n'],
    ['an empty config', imageJson({ Cmd: ['a'] })],
  ])('%s', (_, text) => expect(judged(text)[0]).toBe('undecided'));

  it('and says that it is not known what is fetched', () => {
    expect(messages(optimisationUnknown, debian('git clone https://x.org/a.git'))[0]).toContain(
      'what git fetches is not known',
    );
  });

  it('until the author declares it', () => {
    const text = 'FROM debian:12\nCOPY simulate /usr/local/bin/\n';
    expect(judged(text, ['mkl', 'cuda'])).toEqual(['met', 'declared: mkl, cuda (configuration)']);
    expect(judged(`${text}LABEL org.st4sd.optimised="mkl,cuda"\n`)).toEqual([
      'met',
      'declared: mkl, cuda (label org.st4sd.optimised), line 3',
    ]);
    expect(judged(debian('cd /b && cmake ..'), ['simd'])).toEqual(['met', 'declared: simd (configuration)']);
    expect(judged(imageJson({ Cmd: ['a'], Labels: { 'org.st4sd.optimised': 'fftw' } }))[0]).toBe('met');
    expect(judged(text, ['none'])).toEqual(['not-applicable', 'declared: nothing to optimise']);
  });

  it('and no declaration outweighs a violation', () => {
    expect(judged(debian('make -C /src CFLAGS=-O0'), ['mkl'])[0]).toBe('not-met');
  });
});

describe('optimised-application is not applicable where nothing computes', () => {
  it.each([
    'FROM nginx:1.27\nCOPY index.html /usr/share/nginx/html/\n',
    'FROM alpine:3.23\nRUN apk add --no-cache bash curl jq\nCOPY entrypoint.sh /\n',
    'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.1 gunicorn==23\nCOPY app.py /opt/\n',
    'FROM debian:12\nRUN apt-get install -y latexmk texlive-latex-extra libpng-dev\nCOPY paper.md /\n',
    'FROM debian:12 AS a\nRUN mkdir /x\nFROM scratch\nCOPY --from=a /x /x\n',
    'FROM scratch\n',
    debian('apt-get install -y python-dev ccache google-cloud-cli jdupes'),
    'FROM ruby:3.3-slim\nRUN gem install bundler\n',
    'FROM postgres:16\nCOPY sql/*.sql /docker-entrypoint-initdb.d/\n',
  ])('%j', (text) => expect(judged(text)).toEqual(['not-applicable', 'nothing in it is compiled to compute']));
});

describe('optimised-application reads the config of an image', () => {
  it.each([
    ['CUDA_VERSION=12.4.1', 'sets CUDA_VERSION (CUDA)'],
    ['MKLROOT=/opt/intel/oneapi/mkl/latest', 'sets MKLROOT (MKL)'],
  ])('%s', (variable, evidence) => {
    expect(judged(imageJson({ Cmd: ['a'], Env: [variable] }))).toEqual(['met', evidence]);
  });
});
