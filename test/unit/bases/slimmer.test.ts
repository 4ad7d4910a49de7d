import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slimmerThan } from '../../../server/src/engine/bases/slimmer.ts';

const digest = `sha256:${'a'.repeat(64)}`;

describe('slimmerThan', () => {
  it.each([
    ['python:3.12', ['python:3.12-slim', 'python:3.12-alpine']],
    ['python:3.12-bookworm', ['python:3.12-slim-bookworm', 'python:3.12-alpine']],
    ['python:3.13', ['python:3.13-slim', 'python:3.13-alpine', 'gcr.io/distroless/python3-debian13:nonroot']],
    ['python', ['python:slim', 'python:alpine']],
    ['python:3.12-slim', []],
    ['public.ecr.aws/docker/library/python:3.12', ['python:3.12-slim', 'python:3.12-alpine']],
    ['debian:bookworm', ['debian:bookworm-slim']],
    ['debian:bookworm-slim', []],
    ['almalinux:9', ['almalinux:9-minimal']],
    [
      'redhat/ubi9:9.6',
      ['registry.access.redhat.com/ubi9/ubi-minimal:9.6', 'registry.access.redhat.com/ubi9/ubi-micro:9.6'],
    ],
    ['redhat/ubi9:9.4-1214', []],
    [
      'nvidia/cuda:12.4.1-devel-ubuntu22.04',
      ['nvidia/cuda:12.4.1-runtime-ubuntu22.04', 'nvidia/cuda:12.4.1-base-ubuntu22.04'],
    ],
    [
      'nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04',
      ['nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04', 'nvidia/cuda:12.4.1-base-ubuntu22.04'],
    ],
    ['tensorflow/tensorflow:2.15.0-gpu-jupyter', ['tensorflow/tensorflow:2.15.0-gpu']],
    ['rocm/dev-ubuntu-22.04:6.0-complete', ['rocm/dev-ubuntu-22.04:6.0']],
    ['rocker/rstudio:4.3.1', ['rocker/r-ver:4.3.1']],
    ['continuumio/anaconda3:2023.09-0', ['mambaorg/micromamba', 'condaforge/miniforge3', 'continuumio/miniconda3']],
    [
      'eclipse-temurin:21-jdk-jammy',
      [
        'eclipse-temurin:21-jre-jammy',
        'eclipse-temurin:21-jre-alpine',
        'gcr.io/distroless/java21-debian13:nonroot',
        'gcr.io/distroless/java21-debian12:nonroot',
      ],
    ],
    ['golang:1.22', ['gcr.io/distroless/static-debian13:nonroot', 'scratch']],
    ['biocontainers/biocontainers:v1.2.0_cv1', ['debian:bookworm-slim']],
    [`python@${digest}`, []],
    [`python:3.12@${digest}`, ['python:3.12-slim', 'python:3.12-alpine']],
    ['registry.example/x:1', []],
    ['scratch', []],
  ])('%s', (reference, expected) => {
    expect(slimmerThan(reference).map((proposal) => proposal.reference)).toEqual(expected);
  });

  it('says what changes, what to mind, and what it saves', () => {
    const [slim, alpine] = slimmerThan('python:3.12');
    expect(slim).toEqual({
      name: 'docker.io/library/python',
      tag: '3.12-slim',
      choose: [],
      reference: 'python:3.12-slim',
      kind: 'variant',
      change: expect.stringContaining('FROM line change only'),
      caveats: [expect.stringContaining('slim has no compiler'), expect.stringContaining('libgomp')],
      size: { bytes: 45437565, tag: '3.12-slim-bookworm', date: '2026-08-25' },
      approximateSize: undefined,
      instead: { bytes: 410908459, tag: '3.12', date: '2026-08-13' },
      source: expect.stringContaining('repo-info'),
    });
    expect(alpine?.caveats[0]).toContain('musl libc');
    const [minimal, micromamba] = [
      slimmerThan('golang:1')[0],
      slimmerThan('quay.io/pypa/manylinux_2_28_x86_64:latest')[0],
    ];
    expect(minimal).toMatchObject({ approximateSize: expect.stringContaining('MiB'), size: undefined });
    expect(micromamba).toMatchObject({ tag: undefined, choose: ['*-slim'], reference: 'python' });
  });

  it('never throws and never proposes what is there', () => {
    const names = fc.constantFrom(
      'python',
      'node',
      'debian',
      'nvidia/cuda',
      'rocm/dev-ubuntu-22.04',
      'ubuntu',
      'x',
      'maven',
    );
    fc.assert(
      fc.property(names, fc.stringMatching(/^\w[\w.-]{0,20}$/), (name, tag) => {
        for (const { reference } of slimmerThan(`${name}:${tag}`)) expect(reference).not.toBe(`${name}:${tag}`);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => slimmerThan(text).length >= 0));
  });
});
