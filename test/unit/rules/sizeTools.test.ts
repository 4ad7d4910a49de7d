import { describe, expect, it } from 'vitest';
import { baseSize } from '../../../server/src/engine/rules/sizeOptimised/baseSize.ts';
import { buildToolsShipped } from '../../../server/src/engine/rules/sizeOptimised/buildToolsShipped.ts';
import { develBase } from '../../../server/src/engine/rules/sizeOptimised/develBase.ts';
import { findings, found, outcomes } from './judging.ts';

describe('build-tools-shipped', () => {
  it.each([
    ['debian:12', 'RUN apt-get install -y curl build-essential', ['violated "build-essential"']],
    ['debian:12', 'RUN apt-get install -y make gcc-12=12.2* libfftw3-dev:amd64', ['violated "gcc-12=12.2*"']],
    ['debian:12', 'RUN apt-get install -y zlib1g-dev', ['violated "zlib1g-dev"']],
    ['debian:12', 'RUN apt-get install -y make git', ['advice "make"']],
    ['debian:12', 'RUN apt-get install -y libfftw3-double3 python3 git curl', []],
    ['debian:12', 'RUN apt-get install -y gcc\nRUN apt-get install -y cmake', ['violated "gcc"', 'violated "cmake"']],
    ['rockylinux:9', 'RUN dnf install -y openblas-devel.x86_64', ['violated "openblas-devel.x86_64"']],
    ['rockylinux:9', 'RUN dnf group install -y "Development Tools"', ['violated ""Development Tools""']],
    ['rockylinux:9', 'RUN dnf groupinstall -y @development-tools', ['violated "@development-tools"']],
    ['opensuse/leap:15.6', 'RUN zypper in -y -t pattern devel_basis', ['violated "devel_basis"']],
    ['alpine:3.23', 'RUN apk add --no-cache build-base', ['violated "build-base"']],
    ['alpine:3.23', 'RUN apk add --no-cache openjdk17-jre libstdc++', []],
    ['condaforge/miniforge3:25.3.0-3', 'RUN conda install -y numpy gxx_linux-64', ['violated "gxx_linux-64"']],
    ['debian:12', 'RUN apt-get update', []],
    ['debian:12', 'RUN apt-get build-dep -y gcc', []],
    // removed in the same RUN
    ['debian:12', 'RUN apt-get install -y gcc && make && apt-get purge -y gcc', []],
    ['debian:12', 'ENV D="gcc cmake"\nRUN apt-get install -y $D && make && apt-get purge -y --auto-remove $D', []],
    ['debian:12', 'RUN apt-get install -y gcc g++ && make && apt-get remove -y gcc', ['violated "g++"']],
    ['debian:12', 'RUN apt-get purge -y gcc; apt-get install -y gcc', ['violated "gcc"']],
    ['debian:12', 'RUN apt-get install -y gcc && make && apt-get purge -y $(cat tools)', []],
    ['debian:12', 'RUN apt-get install -y gcc && make && apt-mark auto ".*" && apt-get purge -y --auto-remove', []],
    ['debian:12', 'RUN apt-get install -y gcc libx-dev && make && apt-get purge -y "^libx.*" "gcc*"', []],
    ['debian:12', 'RUN apt-get install -y gcc && make && apt-get autoremove -y', ['violated "gcc"']],
    ['debian:12', 'RUN apt-get install -y gcc\nRUN make && apt-get purge -y gcc', ['violated "gcc"']],
    ['alpine:3.23', 'RUN apk add --no-cache -t .b gcc && make && apk del .b', []],
    ['alpine:3.23', 'RUN apk add --no-cache --virtual=.b gcc && apk add cmake && apk del .b', ['violated "cmake"']],
    ['rockylinux:9', 'RUN dnf install -y gcc && make && dnf history undo -y last', []],
    // there already
    ['debian:12', 'RUN apt-get install -y gcc\nRUN apt-get install -y gcc', ['violated "gcc"']],
    ['debian:12', 'RUN apt-get install -y gcc\nRUN apt-get install -y gcc g++', ['violated "gcc"', 'violated "g++"']],
    [
      'debian:12',
      'RUN apt-get install -y gcc\nRUN apt-get purge -y gcc\nRUN apt-get install -y gcc',
      ['violated "gcc"', 'violated "gcc"'],
    ],
    [
      'debian:12',
      'RUN apt-get install -y gcc\nRUN apt-get purge -y "g*"\nRUN apt-get install -y gcc',
      ['violated "gcc"', 'violated "gcc"'],
    ],
    ['debian:12', 'RUN apt-get install -y gcc && apt-get purge -y gcc\nRUN apt-get install -y gcc', ['violated "gcc"']],
    [
      'condaforge/miniforge3:25.3.0-3',
      'RUN conda create -y -n a cmake\nRUN conda create -y -n b cmake',
      ['violated "cmake"', 'violated "cmake"'],
    ],
  ])('on %s, %s', (base, runs, expected) => {
    expect(found(buildToolsShipped, `FROM ${base}\n${runs}\n`)).toEqual(expected);
  });
  it('names them, and says where removing comes too late', () => {
    const text = 'FROM debian:12\nRUN apt-get install -y gcc a-dev\nRUN apt-get purge -y gcc\n';
    expect(findings(buildToolsShipped, text)[0]?.message).toBe(
      'Installs gcc and a-dev, which only building needs, and keeps them. A later RUN that removes them does not make this layer smaller. Build in a stage of its own and COPY the result, or remove them in this RUN.',
    );
  });
  it.each([
    ['libfftw3-dev', 'the package without -dev: install that here, and build in a stage of its own.'],
    ['libgsl-dev zlib1g-dev', 'the packages without -dev: install those here, and build in a stage of its own.'],
    ['default-jdk', 'keeps it. To run Java, default-jre is enough.'],
    ['openjdk-17-jdk-headless', 'keeps it. To run Java, openjdk-17-jre-headless is enough.'],
    ['cuda-toolkit-13-2', 'keeps it. To run CUDA, cuda-libraries-13-2 is enough.'],
    ['gcc openjdk-8-jdk', 'or remove them in this RUN. To run Java, openjdk-8-jre is enough.'],
    ['gcc libgsl-dev', 'COPY the result, or remove them in this RUN.'],
    ['r-base-dev', 'the package without -dev: install that here, and build in a stage of its own.'],
  ])('says what to do about %s', (packages, end) => {
    const [finding] = findings(buildToolsShipped, `FROM debian:12\nRUN apt-get install -y ${packages}\n`);
    expect(finding?.message.endsWith(end)).toBe(true);
  });
  it('lets a builder have them', () => {
    const text = 'FROM debian:12 AS b\nRUN apt-get install -y gcc\nFROM debian:12\nCOPY --from=b /a /a\n';
    expect(found(buildToolsShipped, text)).toEqual([]);
  });
  it.each([
    [
      'PowerShell',
      'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell"]\nRUN Get-Item\nRUN Get-Item\n',
    ],
    ['a script of the build context', 'FROM debian:12\nCOPY setup.sh /\nRUN /setup.sh\nRUN /setup.sh\n'],
    ['a mistake in a script', 'FROM debian:12\nRUN if true; then\n'],
  ])('cannot tell, once, of %s', (_, text) => {
    expect(findings(buildToolsShipped, text).map(({ finding }) => finding)).toEqual(['undecided']);
  });
  it('has evidence where nothing runs', () => {
    expect(outcomes(buildToolsShipped, 'FROM scratch\nCOPY a /a\n')).toEqual([
      { finding: 'evidence', text: 'no RUN in what ships' },
    ]);
  });
});

describe('devel-base and base-size', () => {
  it.each([
    ['FROM python:3.13\n', 'python:3.13', undefined],
    ['FROM python:3.13-bookworm\n', 'python:3.13-bookworm', undefined],
    ['FROM python:3.13-slim\n', undefined, undefined],
    ['FROM python:3.13-alpine\n', undefined, undefined],
    ['FROM node:22-bookworm-slim\n', undefined, undefined],
    ['FROM node:22\n', 'node:22', undefined],
    ['FROM buildpack-deps:bookworm\n', 'buildpack-deps:bookworm', undefined],
    ['FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04\n', 'nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04', undefined],
    ['FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\n', undefined, undefined],
    [
      'FROM nvcr.io/nvidia/nvhpc:24.9-devel-cuda12.6-ubuntu24.04\n',
      'nvcr.io/nvidia/nvhpc:24.9-devel-cuda12.6-ubuntu24.04',
      undefined,
    ],
    ['FROM nvcr.io/nvidia/nvhpc:24.9-runtime-cuda12.6-ubuntu24.04\n', undefined, undefined],
    ['FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-devel\n', 'pytorch/pytorch:2.6.0-cuda12.4-cudnn9-devel', undefined],
    ['FROM eclipse-temurin:21-jdk\n', 'eclipse-temurin:21-jdk', undefined],
    ['FROM eclipse-temurin:21-jre\n', undefined, undefined],
    ['FROM openjdk:17-jre-slim\n', undefined, undefined],
    ['FROM golang:1.24 AS b\nFROM debian:12-slim\nCOPY --from=b /a /a\n', undefined, undefined],
    ['FROM python:3.13 AS base\nFROM base\n', 'python:3.13', undefined],
    ['FROM debian:12\n', undefined, 'debian:12'],
    ['FROM debian:12-slim\n', undefined, undefined],
    ['FROM almalinux:9\n', undefined, 'almalinux:9'],
    // no smaller tag of what is built no more, or has ended
    ['FROM rockylinux:9.1\n', undefined, undefined],
    ['FROM debian:10\n', undefined, undefined],
    ['FROM debian:10-slim\n', undefined, undefined],
    ['FROM ubuntu:24.04\n', undefined, undefined],
    ['FROM registry.example/a:1\n', undefined, undefined],
    ['FROM scratch\nCOPY a /a\n', undefined, undefined],
    ['FROM $UNSET\n', undefined, undefined],
  ])('%j', (text, devel, size) => {
    expect(found(develBase, text)).toEqual(devel === undefined ? [] : [`violated "${devel}"`]);
    expect(found(baseSize, text)).toEqual(size === undefined ? [] : [`advice "${size}"`]);
  });
  it('say what it would save', () => {
    expect(findings(develBase, 'FROM python:3.13\n')[0]?.message).toMatch(
      /^python:3\.13 brings compilers and headers into the image: about \d+ MB packed, python:3\.13-slim about \d+ MB\. Ship from python:3\.13-slim\.$/,
    );
    expect(findings(baseSize, 'FROM debian:12\n')[0]?.message).toMatch(
      /^debian:12 is about \d+ MB packed, debian:12-slim about \d+ MB\. Mind: /,
    );
  });
  it('name a tag, or the kind of tag where there are several', () => {
    const nvhpc = (tag: string) => findings(develBase, `FROM nvcr.io/nvidia/nvhpc:${tag}\n`)[0]?.message;
    expect(nvhpc('24.9-devel-cuda12.6-ubuntu24.04')).toContain(
      'ship from nvcr.io/nvidia/nvhpc:24.9-runtime-cuda12.6-ubuntu24.04.',
    );
    expect(nvhpc('24.9-devel-cuda_multi-ubuntu24.04')).toContain('ship from nvcr.io/nvidia/nvhpc:*-runtime-cuda*.');
  });
  it('offer no swap that the RUNs stand against', () => {
    const cuda = 'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\n';
    expect(findings(develBase, `${cuda}COPY a /a\n`)[0]?.fixes).toHaveLength(1);
    expect(findings(develBase, `${cuda}RUN make\n`)[0]?.fixes).toEqual([]);
    expect(findings(baseSize, 'FROM almalinux:9\n')[0]?.fixes).toEqual([]);
    const digest = `python:3.13@sha256:${'a'.repeat(64)}`;
    expect(findings(develBase, `FROM ${digest}\n`)[0]?.fixes).toEqual([]);
  });
});
