import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../server/src/engine/rules/rule.ts';
import { baseDigest } from '../../../server/src/engine/rules/stableBase/baseDigest.ts';
import { baseTag } from '../../../server/src/engine/rules/stableBase/baseTag.ts';
import { movingTag } from '../../../server/src/engine/rules/stableBase/movingTag.ts';
import { trustedRegistry } from '../../../server/src/engine/rules/stableBase/trustedRegistry.ts';
import { found, imageJson, messages, outcomes } from './judging.ts';

const digest = `sha256:${'0'.repeat(64)}`;
const recorded = (name: string, base = '') =>
  imageJson({
    Labels: {
      'org.opencontainers.image.base.name': name,
      ...(base ? { 'org.opencontainers.image.base.digest': base } : {}),
    },
  });

interface Case {
  readonly name: string;
  readonly rule: Rule;
  readonly text: string;
  readonly found: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a builder is advised on',
    rule: baseTag,
    text: 'FROM debian AS build\nFROM alpine:3.23\nCOPY --from=build /a /a\n',
    found: ['advice "debian"'],
  },
  {
    name: 'an unused stage is not looked at',
    rule: baseTag,
    text: 'FROM debian AS unused\nFROM alpine:3.23\n',
    found: [],
  },
  {
    name: 'an image that a builder copies from decides',
    rule: baseTag,
    text: 'FROM debian:13 AS build\nCOPY --from=org/tool /t /t\nFROM alpine:3.23\nCOPY --from=build /t /t\n',
    found: ['violated "org/tool"'],
  },
  {
    name: 'RUN --mount from an image',
    rule: baseTag,
    text: 'FROM debian:13\nRUN --mount=type=bind,from=org/tool,target=/t /t/run\n',
    found: ['violated "type=bind,from=org/tool,target=/t"'],
  },
  {
    name: 'RUN --mount from a stage, case aside',
    rule: baseTag,
    text: 'FROM debian:13 AS build\nFROM debian:13\nRUN --mount=from=Build,target=/t /t/run\n',
    found: [],
  },
  {
    name: 'F14 a bare word may be a named context',
    rule: baseTag,
    text: 'FROM debian:13\nCOPY --from=ctx / /src\nCOPY --from=scratch / /\n',
    found: [],
  },
  {
    name: 'F14 a bare word that the table has',
    rule: baseTag,
    text: 'FROM debian:13\nCOPY --from=busybox /bin/busybox /bin/\n',
    found: ['violated "busybox"'],
  },
  {
    name: 'F14 an image with its version',
    rule: baseTag,
    text: 'FROM debian:13\nCOPY --from=ghcr.io/astral-sh/uv:0.8.15 /uv /bin/\n',
    found: [],
  },
  {
    name: 'F12 a tag part from an argument',
    rule: baseTag,
    text: 'ARG tagpart=:13\nFROM debian${tagpart}\n',
    found: [],
  },
  {
    name: 'F12 stages by architecture',
    rule: baseTag,
    text: 'FROM debian:13 AS base-amd64\nFROM debian:13 AS base-arm64\nFROM base-${TARGETARCH}\n',
    found: [],
  },
  {
    name: 'F13 an alias with a platform',
    rule: baseTag,
    text: 'FROM --platform=$BUILDPLATFORM golang:1.27 AS base\nFROM base\n',
    found: [],
  },
  { name: 'latest with a digest', rule: baseTag, text: `FROM debian:latest@${digest}\n`, found: [] },
  {
    name: 'CRLF, lower case and a comment inside',
    rule: baseTag,
    text: 'from \\\r\n# why\r\n debian:latest\r\n',
    found: ['violated "debian:latest"'],
  },
  {
    name: 'a FROM inside a here-document is none',
    rule: baseTag,
    text: 'FROM debian:13\nCOPY <<EOF /Dockerfile\nFROM debian\nEOF\n',
    found: [],
  },
  {
    name: 'ONBUILD COPY --from where it comes to work',
    rule: baseTag,
    text: 'FROM debian:13 AS base\nONBUILD COPY --from=org/tool /t /t\nFROM base\n',
    found: ['violated "org/tool"'],
  },
  {
    name: 'the base that an image records',
    rule: baseTag,
    text: recorded('docker.io/library/debian:latest'),
    found: ['violated ""Labels""'],
  },
  {
    name: 'the base that an image records with its digest',
    rule: baseTag,
    text: recorded('debian:latest', digest),
    found: [],
  },

  { name: 'latest is the business of base-tag', rule: movingTag, text: 'FROM debian:latest\n', found: [] },
  { name: 'a digest fixes what moves', rule: movingTag, text: `FROM debian:sid@${digest}\n`, found: [] },
  {
    name: 'a suite in preparation',
    rule: movingTag,
    text: 'FROM debian:sid-slim\n',
    found: ['violated "debian:sid-slim"'],
  },
  { name: 'an LTS word', rule: movingTag, text: 'FROM node:lts\n', found: ['violated "node:lts"'] },
  {
    name: 'a release, a codename, a dated build',
    rule: movingTag,
    text: 'FROM ubuntu:24.04 AS a\nFROM debian:trixie AS b\nFROM debian:trixie-20260101 AS c\nFROM node:24\nCOPY --from=a /a /a\nCOPY --from=b /b /b\nCOPY --from=c /c /c\n',
    found: [],
  },
  {
    name: 'a major is advised on, also where it ships',
    rule: movingTag,
    text: 'FROM python:3\n',
    found: ['advice "python:3"'],
  },
  {
    name: 'a moving builder is advised on',
    rule: movingTag,
    text: 'FROM golang:alpine AS build\nFROM scratch\nCOPY --from=build /a /a\n',
    found: ['advice "golang:alpine"'],
  },
  {
    name: 'an unknown repository',
    rule: movingTag,
    text: 'FROM ghcr.io/org/app:main\n',
    found: ['violated "ghcr.io/org/app:main"'],
  },
  {
    name: 'one build of an unknown repository',
    rule: movingTag,
    text: 'FROM ghcr.io/org/app:main-1a2b3c4\n',
    found: [],
  },
  {
    name: 'a version behind the word, of an unknown repository',
    rule: movingTag,
    text: 'FROM ghcr.io/org/app:stable-1.2.0\n',
    found: [],
  },
  {
    name: 'a version behind the word, of a known repository',
    rule: movingTag,
    text: 'FROM nginx:stable-alpine3.20\n',
    found: ['violated "nginx:stable-alpine3.20"'],
  },
  {
    name: 'latest in front of a version',
    rule: movingTag,
    text: 'FROM ghcr.io/org/app:latest-cuda12.4\n',
    found: ['violated "ghcr.io/org/app:latest-cuda12.4"'],
  },
  {
    name: 'a mirror of a known repository',
    rule: movingTag,
    text: 'FROM mirror.gcr.io/library/debian:stable\n',
    found: ['violated "mirror.gcr.io/library/debian:stable"'],
  },
  {
    name: 'the moving base that an image records',
    rule: movingTag,
    text: recorded('debian:stable'),
    found: ['violated ""Labels""'],
  },

  { name: 'a full version', rule: baseDigest, text: 'FROM python:3.13.7\n', found: ['advice "python:3.13.7"'] },
  {
    name: 'what has a worse finding',
    rule: baseDigest,
    text: 'FROM debian AS a\nFROM debian:sid AS b\nFROM python:3\nCOPY --from=a /a /a\nCOPY --from=b /b /b\n',
    found: [],
  },
  {
    name: 'a builder too',
    rule: baseDigest,
    text: 'FROM debian:13 AS build\nFROM scratch\nCOPY --from=build /a /a\n',
    found: ['advice "debian:13"'],
  },
  { name: 'an image has nothing to write', rule: baseDigest, text: recorded('debian:13'), found: [] },
];

describe('what an outside image is named with', () => {
  it.each(cases)('$rule.id: $name', ({ rule, text, found: expected }) => {
    expect(found(rule, text)).toEqual(expected);
  });

  it('names a release where the table has them', () => {
    expect(messages(movingTag, 'FROM debian:stable\n')).toEqual([
      `debian:stable moves on to the next release some day. Name a release, such as debian:13, or add a digest: debian:stable@sha256:DIGEST.`,
    ]);
    expect(messages(movingTag, 'FROM python:3-slim\n')[0]).toContain('such as python:3.14-slim.');
    expect(messages(movingTag, 'FROM node:lts-buster\n')[0]).not.toContain('such as');
    expect(messages(baseTag, 'FROM ubuntu\n')).toEqual([
      'ubuntu has no tag and means ubuntu:latest. Name a version, such as ubuntu:26.04.',
    ]);
    expect(messages(baseTag, 'FROM org/app\n')[0]).toContain('Name a version, org/app:VERSION.');
  });

  it('speaks for a version in the report', () => {
    expect(outcomes(baseTag, 'FROM debian:13\n')).toEqual([
      { finding: 'evidence', text: 'debian:13', at: { start: 5, end: 14 } },
    ]);
  });
});

describe('trusted registries', () => {
  const withTrust = (...trustedRegistries: string[]) => ({ context: { trustedRegistries } });
  const text = 'FROM quay.io/st4sd/official-base/base:1.0.0\n';
  const violated = ['violated "quay.io/st4sd/official-base/base:1.0.0"'];

  it.each([
    ['the host', ['quay.io'], []],
    ['a pattern of hosts', ['*.io'], []],
    ['a folder', ['quay.io/st4sd'], []],
    ['a folder with a star', ['quay.io/st4sd/*'], []],
    ['in capitals, with a slash', ['Quay.io/'], []],
    ['another folder', ['quay.io/st4'], violated],
    ['another host', ['docker.io', ''], violated],
    ['none at all', [], violated],
  ])('%s', (_, patterns, expected) => {
    expect(found(trustedRegistry, text, withTrust(...patterns))).toEqual(expected);
  });

  it('takes an official image for one of docker.io/library', () => {
    expect(found(trustedRegistry, 'FROM debian:13\n', withTrust('docker.io/library'))).toEqual([]);
    expect(found(trustedRegistry, 'FROM org/app:1\n', withTrust('docker.io/library'))).toEqual([
      'violated "org/app:1"',
    ]);
  });

  it('has nothing to say where none are listed', () => {
    expect(found(trustedRegistry, text)).toEqual([]);
  });

  it('advises on a builder', () => {
    const builder = 'FROM registry.example/a:1 AS build\nFROM debian:13\nCOPY --from=build /a /a\n';
    expect(found(trustedRegistry, builder, withTrust('docker.io'))).toEqual(['advice "registry.example/a:1"']);
  });
});
