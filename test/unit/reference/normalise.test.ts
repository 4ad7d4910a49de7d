import { describe, expect, it } from 'vitest';
import { parseReference } from '../../../server/src/engine/reference/imageReference.ts';
import { familiarName, normalise, normalisedText } from '../../../server/src/engine/reference/normalise.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const rewriting = {
  mirrors: new Map([
    ['index.docker.io/', 'docker.io/'],
    ['public.ecr.aws/docker/library/', 'docker.io/library/'],
  ]),
  platforms: new Map([['arm64v8', 'arm64']]),
};

function normalised(text: string) {
  const reference = parseReference(text);
  return reference && normalise(reference, rewriting);
}

describe('normalise', () => {
  it.each([
    ['python', 'docker.io/library/python:latest', undefined],
    ['docker.io/python:3', 'docker.io/library/python:3', undefined],
    ['docker.io/library/python:3', 'docker.io/library/python:3', undefined],
    ['mambaorg/micromamba:1', 'docker.io/mambaorg/micromamba:1', undefined],
    ['index.docker.io/python', 'docker.io/library/python:latest', undefined],
    ['index.docker.io/a/b', 'docker.io/a/b:latest', undefined],
    ['public.ecr.aws/docker/library/python:3.12', 'docker.io/library/python:3.12', undefined],
    ['public.ecr.aws/amazonlinux/amazonlinux:2', 'public.ecr.aws/amazonlinux/amazonlinux:2', undefined],
    ['arm64v8/alpine:3.20', 'docker.io/library/alpine:3.20', 'arm64'],
    ['docker.io/arm64v8/alpine:3.20', 'docker.io/library/alpine:3.20', 'arm64'],
    ['arm64v8/a/b:1', 'docker.io/arm64v8/a/b:1', undefined],
    ['quay.io/arm64v8/alpine:1', 'quay.io/arm64v8/alpine:1', undefined],
    ['GCR.io/a:X', 'gcr.io/a:X', undefined],
    ['localhost:5000/python', 'localhost:5000/python:latest', undefined],
    [`python@${digest}`, 'docker.io/library/python', undefined],
    [`python:3@${digest}`, 'docker.io/library/python:3', undefined],
  ])('%s', (text, expected, platform) => {
    const result = normalised(text);
    expect(result && normalisedText(result)).toBe(expected);
    expect(result?.platform).toBe(platform);
    expect(`${result?.registry}/${result?.repository}`).toBe(result?.name);
    expect(result?.digest).toBe(text.includes('@') ? digest : undefined);
  });

  it('names an image as people write it', () => {
    expect(familiarName('docker.io/library/python')).toBe('python');
    expect(familiarName('docker.io/a/b')).toBe('a/b');
    expect(familiarName('quay.io/a/b')).toBe('quay.io/a/b');
  });
});
