import { describe, expect, it } from 'vitest';
import { tagMovement } from '../../../server/src/engine/bases/movingTags.ts';
import { lookupReference } from '../../../server/src/engine/bases/tableFacts.ts';

describe('tagMovement', () => {
  it.each([
    ['debian:12', 'release', '12'],
    ['debian:bookworm-slim', 'release', 'bookworm'],
    ['debian:stable-slim', 'moving', 'stable'],
    ['debian:sid', 'never-pinned', 'sid'],
    ['debian:stable-20240812-slim', 'fixed', 'stable-20240812-slim'],
    ['debian:forky', 'never-pinned', 'forky'],
    ['fedora:42', 'release', '42'],
    ['rockylinux:9', 'release', '9'],
    ['amazonlinux:2', 'release', '2'],
    ['amazonlinux:2023', 'release', '2023'],
    ['amazonlinux:latest', 'moving', 'latest'],
    ['centos:7', 'release', '7'],
    ['opensuse/leap:15.6', 'release', '15.6'],
    ['python:3', 'major', '3'],
    ['python:3-slim', 'major', '3'],
    ['python:3.12', 'rule', undefined],
    ['python:3.12-slim-bookworm', 'rule', undefined],
    ['python:slim-bookworm', 'moving', 'slim'],
    ['golang:1', 'major', '1'],
    ['alpine:3', 'major', '3'],
    ['alpine:3.20', 'release', '3.20'],
    ['alpine:edge', 'moving', 'edge'],
    ['alpine:20240923', 'fixed', '20240923'],
    ['node:22', 'rule', undefined],
    ['node:lts-alpine', 'moving', 'lts'],
    ['node:jod', 'release', 'jod'],
    ['ubuntu:22.04', 'release', '22.04'],
    ['ubuntu:noble-20250415', 'fixed', 'noble-20250415'],
    ['ubuntu:rolling', 'moving', 'rolling'],
    ['ubuntu', 'moving', 'latest'],
    ['registry.access.redhat.com/ubi9/ubi:9.6', 'release', '9.6'],
    ['registry.access.redhat.com/ubi9/ubi:9.4-1214', 'fixed', '9.4-1214'],
    ['quay.io/jupyter/base-notebook:2025-03-05', 'fixed', '2025-03-05'],
    ['gcr.io/distroless/static:nonroot', 'moving', 'nonroot'],
    ['nvcr.io/nvidia/cuda:latest', 'moving', 'latest'],
    ['public.ecr.aws/docker/library/python:slim', 'moving', 'slim'],
    ['ghcr.io/astral-sh/uv:python3.12-alpine', 'moving', 'python3.12-alpine'],
    ['ghcr.io/astral-sh/uv:0.8.15-python3.12-alpine', 'rule', undefined],
    ['example.org/a/b:nightly', 'moving', 'nightly'],
    ['example.org/a/b:main-2024', 'moving', 'main'],
    ['example.org/a/b:1', 'rule', undefined],
    ['quay.io/st4sd/official-base/st4sd-runtime-core:platform-release-latest', 'moving', 'platform-release-latest'],
  ])('%s is %s', (text, movement, word) => {
    const reference = lookupReference(text);
    expect(reference?.tag && tagMovement(reference.name, reference.tag)).toEqual({ movement, word });
  });

  it('takes any name and tag', () => {
    expect(tagMovement('', '')).toEqual({ movement: 'rule', word: undefined });
    expect(tagMovement('__proto__', 'constructor')).toEqual({ movement: 'rule', word: undefined });
  });
});
