import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownBases } from '../../../server/src/engine/bases/knownBases.ts';
import { isRoot } from '../../../server/src/engine/facts/user.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const shell = ['/bin/bash'];

describe('the user of a base', () => {
  it.each([
    ['python:3.12-slim', 'root'],
    ['debian', 'root'],
    ['node:22', 'root'],
    ['ubuntu:24.04', 'root'],
    ['gcr.io/distroless/static:nonroot', '65532 65532 literal'],
    ['gcr.io/distroless/static:debug-nonroot', '65532 65532 literal'],
    ['gcr.io/distroless/static', 'root'],
    ['cgr.dev/chainguard/python:latest', '65532 65532 literal'],
    ['nginxinc/nginx-unprivileged:1.27', '101 101 literal'],
    ['bitnami/redis:7', '1001 1001 literal'],
    ['mambaorg/micromamba:0.9.2', 'root'],
    ['mambaorg/micromamba:0.15.3', 'micromamba 1000 literal'],
    ['mambaorg/micromamba:1.4.9', 'mambauser 1000 literal'],
    ['mambaorg/micromamba:1.5.0', 'mambauser ? literal'],
    ['mambaorg/micromamba:1.5.8', 'mambauser 57439 literal'],
    ['mambaorg/micromamba:2.5.0', 'mambauser 57439 literal'],
    ['continuumio/miniconda3:4.10.3-alpine', 'root'],
    ['continuumio/miniconda3:4.8.3-alpine', '10151 10151 literal'],
    ['quay.io/jupyter/scipy-notebook:2025-03-05', '1000 1000 literal'],
    ['jupyter/scipy-notebook', '1000 1000 literal'],
    ['ocaml/opam:debian-12', 'opam 1000 not literal'],
    ['mcr.microsoft.com/windows/servercore:ltsc2022', 'root'],
    ['mcr.microsoft.com/windows/nanoserver:ltsc2022', 'ContainerUser ? not literal'],
    ['maven:3-eclipse-temurin-17-windowsservercore', 'not known'],
  ])('%s: %s', (reference, expected) => {
    const user = knownBases(reference)?.user;
    const text = user && `${user.text} ${user.uid ?? '?'} ${user.literal ? 'literal' : 'not literal'}`;
    expect(user && isRoot(user) ? 'root' : (text ?? 'not known')).toBe(expected);
  });
});

describe('knownBases', () => {
  it.each([
    ['python:3.12-slim', 'docker.io/library/python:3.12-slim'],
    ['docker.io/python', 'docker.io/library/python:latest'],
    ['public.ecr.aws/docker/library/python:3.12', 'docker.io/library/python:3.12'],
    ['public.ecr.aws/debian/debian:13', 'docker.io/library/debian:13'],
    ['mirror.gcr.io/library/debian:12', 'docker.io/library/debian:12'],
    ['nvcr.io/nvidia/cuda:12.4.1-base-ubuntu22.04', 'nvcr.io/nvidia/cuda:12.4.1-base-ubuntu22.04'],
    ['arm64v8/alpine:3.20', 'docker.io/library/alpine:3.20'],
    ['Debian:12', 'docker.io/library/debian:12'],
    [`debian:12@${digest}`, 'docker.io/library/debian:12'],
    [`debian@${digest}`, 'docker.io/library/debian'],
  ])('%s is looked up as %s', (reference, expected) => {
    expect(knownBases(reference)?.reference).toBe(expected);
  });

  it.each([
    'registry.example/x:1',
    `localhost:5000/a/b:1@${digest}`,
    'scratch',
    'builder',
    'python:${VERSION}',
    'a:v2.6.0:v0.10.0',
    '',
    'quay.io/python:3.12',
  ])('knows nothing of %s', (reference) => {
    expect(knownBases(reference)).toBeUndefined();
  });

  it('gives everything of python:3.12-slim', () => {
    expect(knownBases('python:3.12-slim')).toEqual({
      reference: 'docker.io/library/python:3.12-slim',
      source: expect.stringContaining('docker-library/python'),
      checked: '2026-08-21',
      derived: false,
      user: { text: '', uid: 0, literal: false },
      entrypoint: null,
      command: { form: 'exec', words: ['python3'] },
      environment: new Map([
        ['PATH', '/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
        ['LANG', 'C.UTF-8'],
      ]),
      family: 'debian',
      packageManager: 'apt',
      accounts: [
        { name: 'www-data', uid: 33, gid: 33 },
        { name: 'nobody', uid: 65534, gid: 65534 },
      ],
      platforms: [
        'linux/amd64',
        'linux/arm/v5',
        'linux/arm/v7',
        'linux/arm64',
        'linux/386',
        'linux/ppc64le',
        'linux/riscv64',
        'linux/s390x',
      ],
      note: expect.stringContaining('buildpack-deps'),
    });
  });

  it('takes each field of the first variant that has it', () => {
    expect(knownBases('python:2.7-alpine')).toMatchObject({ family: 'alpine', command: { words: ['python2'] } });
    expect(knownBases('python:3.12-alpine')).toMatchObject({
      family: 'alpine',
      packageManager: 'apk',
      command: { words: ['python3'] },
    });
    expect(knownBases('node:22')).toMatchObject({
      entrypoint: { form: 'exec', words: ['docker-entrypoint.sh'] },
      command: { form: 'exec', words: ['node'] },
      compressedSize: new Map([
        ['linux/amd64', 408499334],
        ['linux/arm64', 399874234],
      ]),
    });
    expect(knownBases('node:8-onbuild')).toMatchObject({ onbuild: true, workdir: '/usr/src/app' });
    expect(knownBases('nvidia/cuda:12.4.1-runtime-ubuntu22.04')).toMatchObject({ family: 'ubuntu', command: null });
    expect(knownBases('nvidia/cuda:12.4.1-base-ubuntu22.04')).toMatchObject({
      entrypoint: null,
      command: { words: shell },
    });
    expect(knownBases('nvidia/cuda:10.2-devel-centos7')).toMatchObject({ family: 'rhel', packageManager: 'yum' });
    expect(knownBases('mambaorg/micromamba:2.5.0')).toMatchObject({
      shell: ['/usr/local/bin/_dockerfile_shell.sh'],
      workdir: '/tmp',
    });
    expect(knownBases('mambaorg/micromamba:0.9.2')).toMatchObject({ shell: null });
  });

  it('adds the accounts of the family to the image’s own', () => {
    expect(knownBases('ubuntu:24.04')?.accounts?.map(({ name }) => name)).toEqual(['ubuntu', 'www-data', 'nobody']);
    expect(knownBases('gcr.io/distroless/static:nonroot')?.accounts?.map(({ name }) => name)).toEqual([
      'nobody',
      'nonroot',
    ]);
  });

  it('takes the shorter pattern only where no longer one and no exact name fits', () => {
    expect(knownBases('spack/ubuntu-jammy:latest')?.family).toBe('ubuntu');
    expect(knownBases('spack/leap15:latest')?.family).toBe('suse');
    expect(knownBases('bitnami/minideb:bookworm')?.user).toMatchObject({ uid: 0 });
  });

  it('is sure of less with a digest alone', () => {
    expect(knownBases(`gcr.io/distroless/static@${digest}`)).toMatchObject({ derived: true, user: { uid: 0 } });
    expect(knownBases(`debian:12@${digest}`)).toMatchObject({ derived: false });
    expect(knownBases('registry.access.redhat.com/ubi9/ubi:9.0.0')).toMatchObject({ derived: true, family: 'rhel' });
  });

  it('knows the platform of an image from the namespace of one', () => {
    expect(knownBases('arm64v8/alpine:3.20')?.platforms).toEqual(['linux/arm64']);
    expect(knownBases('winamd64/python:3.12-windowsservercore')?.platforms).toEqual(['windows/amd64']);
    expect(knownBases('python:3.12-windowsservercore')?.platforms).toBeUndefined();
  });

  it('reads a command in shell form, and an empty one as none', () => {
    expect(knownBases('quay.io/st4sd/official-base/st4sd-runtime-core:1')?.command).toEqual({
      form: 'shell',
      words: ['/bin/sh', '-c', 'elaunch.py -h'],
    });
    expect(knownBases('docker:27')?.command).toBeNull();
  });

  it('gives no variable that the table does not spell out', () => {
    expect(knownBases('intel/oneapi-hpckit:2024.2.1')?.environment).toEqual(new Map());
  });

  it('gives the very same value again, however many were asked for in between', () => {
    const first = knownBases('debian:12');
    for (let count = 0; count < 2000; count++) knownBases(`debian:${count}`);
    expect(knownBases('debian:12')).toEqual(first);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => knownBases(text) !== null));
    for (const text of ['__proto__', 'constructor', 'docker.io/library/toString', `debian:${'*'.repeat(200)}`]) {
      expect(knownBases(text)).toBeUndefined();
    }
  });
});
