import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDistribution, lifecycleOf } from '../../../server/src/engine/bases/lifecycle.ts';
import { supportOf } from '../../../server/src/engine/bases/support.ts';

const digest = `sha256:${'a'.repeat(64)}`;

function inShort(reference: string): string {
  const { parts, retired } = lifecycleOf(reference);
  const words = parts.map(({ product, cycle, kind, found }) => `${product} ${cycle} (${kind}, ${found})`);
  return [...words, ...(retired === undefined ? [] : [`retired ${retired}`])].join(', ');
}

describe('lifecycleOf', () => {
  it.each([
    ['python:3.7-buster', 'python 3.7 (runtime, tag), debian 10 (os, tag)'],
    ['python:3.6', 'python 3.6 (runtime, tag), debian 11 (os, default)'],
    ['python:3.6.15-slim', 'python 3.6 (runtime, tag), debian 11 (os, default)'],
    ['python:3.6-alpine', 'python 3.6 (runtime, tag), alpine 3.15 (os, default)'],
    ['python:3.12-alpine3.20', 'python 3.12 (runtime, tag), alpine 3.20 (os, tag)'],
    ['python:3.12-slim-bookworm', 'python 3.12 (runtime, tag), debian 12 (os, tag)'],
    ['python:3.12-windowsservercore-ltsc2022', 'python 3.12 (runtime, tag), windowsservercore 2022 (os, tag)'],
    ['python:3.12-windowsservercore', 'python 3.12 (runtime, tag)'],
    ['python', 'debian 13 (os, default)'],
    ['python:3', ''],
    ['debian:bookworm-slim', 'debian 12 (os, tag)'],
    ['debian:12.5', 'debian 12 (os, tag)'],
    ['debian:sid', ''],
    ['ubuntu:24.04', 'ubuntu 24.04 (os, tag)'],
    ['ubuntu:noble-20250415', 'ubuntu 24.04 (os, tag)'],
    ['arm64v8/alpine:3.20', 'alpine 3.20 (os, tag)'],
    ['node:22', 'node 22 (runtime, tag), debian 12 (os, default)'],
    ['node:0.10', 'debian 8 (os, default)'],
    ['nvidia/cuda:12.4.1-runtime-ubuntu22.04', 'cuda 12.4 (runtime, tag), ubuntu 22.04 (os, tag)'],
    ['nvcr.io/nvidia/cuda:12.4.1-runtime-ubi8', 'cuda 12.4 (runtime, tag), rhel 8 (os, tag)'],
    ['centos:7', 'centos 7 (os, tag), retired 2022-02'],
    ['quay.io/centos/centos:stream9', 'centos-stream 9 (os, tag)'],
    ['openjdk:11', 'eclipse-temurin 11 (runtime, tag), debian 11 (os, default), retired 2022-08'],
    ['mono:6', 'retired 2022-06'],
    ['mysql:8.0', 'mysql 8.0 (service, tag), oraclelinux 9 (os, default)'],
    ['mysql:8.0-debian', 'mysql 8.0 (service, tag)'],
    ['r-base:4.3.1', 'r 4.3.1 (runtime, tag), debian testing (os, default)'],
    ['registry.access.redhat.com/ubi9/ubi:9.0.0', 'rhel 9 (os, name)'],
    ['redhat/ubi8-minimal:8.10', 'rhel 8 (os, name)'],
    ['gcr.io/distroless/python3-debian12:nonroot', 'debian 12 (os, name)'],
    ['gcr.io/distroless/static', ''],
    ['quay.io/st4sd/official-base/st4sd-runtime-core:1.0.0', 'ubuntu 22.04 (os, base)'],
    ['quay.io/st4sd/official-base/st4sd-datastore:1.0.0', 'ubuntu 22.04 (os, base)'],
    ['quay.io/st4sd/official-base/st4sd-registry-backend', 'python 3.12 (runtime, base), alpine 3.24 (os, base)'],
    [`debian@${digest}`, ''],
    [`debian:12@${digest}`, 'debian 12 (os, tag)'],
    ['registry.example/x:1', ''],
    ['registry.example/x:1-bookworm', 'debian 12 (os, tag)'],
    ['scratch', ''],
    ['$X', ''],
  ])('%s', (reference, expected) => {
    expect(inShort(reference)).toBe(expected);
  });

  it('gives everything of a release', () => {
    expect(lifecycleOf('debian:12').parts).toEqual([
      {
        product: 'debian',
        cycle: '12',
        kind: 'os',
        codename: 'bookworm',
        release: '2023-06-10',
        eol: '2026-07-11',
        extended: '2028-06-30',
        supportedUntil: '2028-06-30',
        found: 'tag',
        foundAsOf: undefined,
        asOf: '2026-08-22',
        source: expect.stringContaining('endoflife.date'),
      },
    ]);
  });

  it('counts an extension only if it is free', () => {
    expect(lifecycleOf('ubuntu:20.04').parts[0]).toMatchObject({ eol: '2025-05-31', supportedUntil: '2025-05-31' });
    expect(lifecycleOf('oraclelinux:10').parts[0]).toMatchObject({ eol: false, supportedUntil: false });
    expect(lifecycleOf('nvidia/cuda:12.4.1-base').parts[0]).toMatchObject({
      eol: undefined,
      supportedUntil: undefined,
    });
  });

  it('says from when it is what no part of the reference says', () => {
    expect(lifecycleOf('python:3.6').parts[1]).toMatchObject({ foundAsOf: '2026-08-21' });
    expect(lifecycleOf('quay.io/st4sd/official-base/st4sd-datastore:1').parts[0]).toMatchObject({
      foundAsOf: '2026-01-28',
    });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (name, tag) => lifecycleOf(`${name}:${tag}`).parts.length < 3));
  });
});

describe('isDistribution', () => {
  it.each([
    ['docker.io/library/debian', true],
    ['registry.access.redhat.com/ubi9/ubi', true],
    ['docker.io/library/python', false],
    ['docker.io/mambaorg/micromamba', false],
    ['example.org/x', false],
  ])('%s: %s', (name, expected) => {
    expect(isDistribution(name)).toBe(expected);
  });
});

describe('supportOf', () => {
  it.each([
    ['2026-12-31', '2026-01-01', 'supported'],
    ['2026-12-31', '2026-10-01', 'supported'],
    ['2026-12-31', '2026-10-02', 'ends-soon'],
    ['2026-12-31', '2026-12-31', 'ends-soon'],
    ['2026-12-31', '2027-01-01', 'ended'],
    [true, '2026-01-01', 'ended'],
    [false, '2099-01-01', 'supported'],
    [undefined, '2026-01-01', 'unknown'],
  ] as const)('%s on %s: %s', (supportedUntil, date, expected) => {
    expect(supportOf({ supportedUntil }, date)).toBe(expected);
  });

  it('judges real releases', () => {
    const support = (reference: string, date: string) =>
      lifecycleOf(reference).parts.map((part) => supportOf(part, date));
    expect(support('python:3.7-buster', '2026-11-24')).toEqual(['ended', 'ended']);
    expect(support('debian:11', '2026-06-01')).toEqual(['supported']);
    expect(support('debian:11', '2026-06-02')).toEqual(['ends-soon']);
    expect(support('debian:11', '2026-09-01')).toEqual(['ended']);
    expect(support('debian:12', '2026-11-24')).toEqual(['supported']);
    expect(support('ubuntu:20.04', '2026-11-24')).toEqual(['ended']);
    expect(support('nvidia/cuda:12.4.1-runtime-ubuntu22.04', '2026-11-24')).toEqual(['unknown', 'supported']);
  });
});
