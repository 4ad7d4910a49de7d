import { describe, expect, it } from 'vitest';
import { endOfLife } from '../../../server/src/engine/rules/stableBase/endOfLife.ts';
import { found, messages, outcomes } from './judging.ts';

const digest = `sha256:${'0'.repeat(64)}`;
const on = (date: string) => ({ context: { date } });

describe('end-of-life', () => {
  it.each([
    ['a distribution that has ended', 'FROM debian:10\n', ['violated "debian:10"']],
    ['with a digest', `FROM debian:10@${digest}\n`, [`violated "debian:10@${digest}"`]],
    ['paid extensions do not count', 'FROM ubuntu:20.04\n', ['violated "ubuntu:20.04"']],
    [
      'RHEL 7 in its paid extension',
      'FROM registry.access.redhat.com/ubi7/ubi:7.9\n',
      ['violated "registry.access.redhat.com/ubi7/ubi:7.9"'],
    ],
    ['Debian LTS counts, with its end', 'FROM debian:12\n', ['advice "debian:12"']],
    [
      'the distribution that a tag names',
      'FROM nvidia/cuda:11.8.0-devel-ubuntu20.04\n',
      ['violated "nvidia/cuda:11.8.0-devel-ubuntu20.04"'],
    ],
    ['the runtime', 'FROM python:3.8\n', ['violated "python:3.8"']],
    ['an image that is built no more', 'FROM centos:7\n', ['violated "centos:7"']],
    [
      'a registry that gets no builds any more',
      'FROM jupyter/scipy-notebook:2023-05-01\n',
      ['violated "jupyter/scipy-notebook:2023-05-01"'],
    ],
    ['the registry that took its place', 'FROM quay.io/jupyter/scipy-notebook:2026-08-03\n', []],
    [
      'a distribution of conda that is built no more',
      'FROM condaforge/mambaforge:23.3.1-1\n',
      ['violated "condaforge/mambaforge:23.3.1-1"'],
    ],
    ['its successor', 'FROM condaforge/miniforge3:25.3.1-0\n', []],
    ['a distribution that no tag names does not count against a runtime that lives', 'FROM python:3.12\n', []],
    ['nor does it in long-term support', 'FROM node:22\n', []],
    [
      'a builder is advised on',
      'FROM golang:1.21 AS build\nFROM scratch\nCOPY --from=build /a /a\n',
      ['advice "golang:1.21"'],
    ],
    ['an unused stage is not looked at', 'FROM debian:8 AS unused\nFROM debian:13\n', []],
    [
      'an image that files are copied from decides',
      'FROM debian:13\nCOPY --from=alpine:3.10 /a /a\n',
      ['violated "alpine:3.10"'],
    ],
    ['CUDA has no dates, which blocks nothing', 'FROM nvidia/cuda:12.4.1-runtime-ubuntu24.04\n', []],
    ['a base that nobody knows', 'FROM registry.example/base:2\n', ['undecided "registry.example/base:2"']],
    [
      'a base that nobody knows, on a release that has ended',
      'FROM registry.example/base:2-ubuntu18.04\n',
      ['violated "registry.example/base:2-ubuntu18.04"'],
    ],
    ['a base that nobody knows and that names no version is another matter', 'FROM registry.example/base\n', []],
    [
      'a builder that nobody knows',
      'FROM registry.example/base:2 AS build\nFROM debian:13\nCOPY --from=build /a /a\n',
      [],
    ],
    ['an image to copy from that nobody knows', 'FROM debian:13\nCOPY --from=registry.example/tool:2 /a /a\n', []],
    ['R ends with the next release, which is advice', 'FROM rocker/r-ver:4.5.1\n', ['advice "rocker/r-ver:4.5.1"']],
    ['scratch', 'FROM scratch\n', []],
  ])('%s', (_, text, expected) => {
    expect(found(endOfLife, text)).toEqual(expected);
  });

  it('goes by the day of the report', () => {
    expect(found(endOfLife, 'FROM debian:12\n', on('2026-07-11'))).toEqual([]);
    expect(found(endOfLife, 'FROM debian:12\n', on('2026-07-12'))).toEqual(['advice "debian:12"']);
    expect(found(endOfLife, 'FROM debian:12\n', on('2028-06-30'))).toEqual(['advice "debian:12"']);
    expect(found(endOfLife, 'FROM debian:12\n', on('2028-07-01'))).toEqual(['violated "debian:12"']);
    expect(messages(endOfLife, 'FROM alpine:3.22\n', on('2027-02-01'))[0]).toContain(
      'only until 2027-05-01 (Alpine 3.22)',
    );
    expect(found(endOfLife, 'FROM alpine:3.22\n', on('2027-01-30'))).toEqual([]);
    expect(found(endOfLife, 'FROM centos:7\n', on('2021-01-01'))).toEqual([]);
  });

  it('takes nothing for ended where no day is known', () => {
    expect(found(endOfLife, 'FROM debian:8\n', on('0000-00-00'))).toEqual([]);
    expect(found(endOfLife, 'FROM centos:5\n', on('0000-00-00'))).toEqual([]);
  });

  it('names what took the place', () => {
    expect(messages(endOfLife, 'FROM jupyter/base-notebook:2023-05-01\n')[0]).toBe(
      'jupyter/base-notebook:2023-05-01 is built no more: the last build was in 2023-10. Use quay.io/jupyter/base-notebook.',
    );
    expect(messages(endOfLife, 'FROM condaforge/mambaforge:23.3.1-1\n')[0]).toContain('Use condaforge/miniforge3.');
  });

  it('names every part with its end, and what is supported', () => {
    expect(messages(endOfLife, 'FROM python:3.7-buster\n')).toEqual([
      'python:3.7-buster is past its end of life: Python 3.7 ended on 2023-06-27 and Debian 10 ended on 2024-06-30. Supported: Python 3.14, 3.13 and 3.12; Debian 13.',
    ]);
    expect(messages(endOfLife, 'FROM arm64v8/openjdk:17\n')).toEqual([
      'arm64v8/openjdk:17 is built no more: the last build was in 2022-08. Use eclipse-temurin.',
    ]);
    // What the table assumes behind python:3.6 ended only after the day of the table.
    expect(messages(endOfLife, 'FROM python:3.6\n')).toEqual([
      'python:3.6 is past its end of life: Python 3.6 ended on 2021-12-23. Supported: Python 3.14, 3.13 and 3.12.',
    ]);
    expect(messages(endOfLife, 'FROM python:3.5-alpine\n')[0]).toContain('and its Alpine 3.12 ended on 2022-05-01');
    expect(messages(endOfLife, 'FROM debian:12\n')).toEqual([
      'debian:12 is in long-term support by volunteers, which ends 2028-06-30 (Debian 12). Supported: Debian 13.',
    ]);
  });

  it('leaves undecided what names no version of an unknown repository, without a second finding', () => {
    expect(outcomes(endOfLife, 'FROM registry.example/base\n')).toEqual([
      {
        finding: 'unjudged',
        text: 'cannot tell whether registry.example/base is kept up: it is not a known base',
      },
    ]);
  });

  it('speaks for what is supported, with the day of the table', () => {
    expect(outcomes(endOfLife, 'FROM debian:13\n')).toEqual([
      { finding: 'evidence', text: 'Debian 13 until 2030-06-30 (as of 2026-08-22)', at: { start: 5, end: 14 } },
    ]);
  });
});
