import { describe, expect, it } from 'vitest';
import { architectureFlags } from '../../../server/src/engine/rules/multiArch/architectureFlags.ts';
import { basePlatforms } from '../../../server/src/engine/rules/multiArch/basePlatforms.ts';
import { fixedPlatform } from '../../../server/src/engine/rules/multiArch/fixedPlatform.ts';
import { indexPlatforms } from '../../../server/src/engine/rules/multiArch/indexPlatforms.ts';
import { redundantPlatform } from '../../../server/src/engine/rules/multiArch/redundantPlatform.ts';
import { undeclaredPlatformArgument } from '../../../server/src/engine/rules/multiArch/undeclaredPlatformArgument.ts';
import { fixed, found, messages, outcomes } from './judging.ts';

describe('fixed-platform', () => {
  it.each([
    ['a constant', 'FROM --platform=linux/amd64 debian:13\n', ['violated "--platform=linux/amd64"']],
    ['a name of its own', 'FROM --platform=linux/x86_64 debian:13\n', ['violated "--platform=linux/x86_64"']],
    ['an argument', 'ARG P=linux/arm64\nFROM --platform=$P debian:13\n', ['violated "--platform=$P"']],
    [
      'arguments of arguments',
      'ARG A=amd64\nARG P=linux/$A\nFROM --platform=${P} debian:13\n',
      ['violated "--platform=${P}"'],
    ],
    [
      'a stage of another architecture',
      'FROM --platform=linux/amd64 debian:13 AS app-arm64\n',
      ['violated "--platform=linux/amd64"'],
    ],
    [
      'a builder',
      'FROM --platform=linux/amd64 node:24 AS web\nFROM debian:13\nCOPY --from=web /a /a\n',
      ['advice "--platform=linux/amd64"'],
    ],
    [
      'the base of the stage that ships',
      'FROM --platform=linux/amd64 debian:13 AS base\nFROM base\n',
      ['violated "--platform=linux/amd64"'],
    ],
  ])('finds %s', (_, text, expected) => {
    expect(found(fixedPlatform, text)).toEqual(expected);
  });

  it.each([
    ['the platform of the machine', 'FROM --platform=$BUILDPLATFORM golang:1.25\n'],
    ['the target', 'FROM --platform=${TARGETPLATFORM} golang:1.25\n'],
    ['an argument without a value', 'ARG P\nFROM --platform=$P debian:13\n'],
    ['an argument that follows', 'ARG P=linux/$TARGETARCH\nFROM --platform=$P debian:13\n'],
    ['itself', 'ARG P=$P\nFROM --platform=$P debian:13\n'],
    ['a stage of that name', 'FROM --platform=linux/amd64 debian:13 AS amd64-final\n'],
    ['a stage on a stage', 'FROM debian:13 AS base\nFROM --platform=linux/amd64 base\n'],
    ['an unused stage', 'FROM --platform=linux/amd64 debian:13 AS unused\nFROM debian:13\n'],
    ['no platform', 'FROM --platform=nonsense/a/b/c debian:13\n'],
  ])('is silent about %s', (_, text) => {
    expect(found(fixedPlatform, text)).toEqual([]);
  });

  it('leaves the flag out, with the blanks behind it', () => {
    expect(fixed(fixedPlatform, 'FROM \\\r\n  --platform=linux/amd64  debian:13 AS a\r\n')).toBe(
      'FROM \\\r\n  debian:13 AS a\r\n',
    );
    expect(fixed(redundantPlatform, 'from --platform=$TARGETPLATFORM \\\n  debian:13\n')).toBe(
      'from \\\n  debian:13\n',
    );
  });
});

describe('undeclared-platform-argument', () => {
  it.each([
    ['a RUN', 'FROM debian:13\nRUN wget https://x.example/$TARGETARCH\n', ['violated "TARGETARCH"']],
    ['a heredoc', 'FROM debian:13\nRUN <<EOF\nwget https://x.example/${TARGETARCH}\nEOF\n', ['violated "TARGETARCH"']],
    ['a COPY', 'ARG TARGETARCH\nFROM debian:13\nCOPY a-${TARGETARCH} /a\n', ['violated "TARGETARCH"']],
    [
      'a COPY from a heredoc',
      'FROM debian:13\nCOPY <<EOF /etc/arch\n$TARGETPLATFORM\nEOF\n',
      ['violated "TARGETPLATFORM"'],
    ],
    ['an option of COPY', 'FROM debian:13\nCOPY --chown=$TARGETVARIANT a /a\n', ['violated "TARGETVARIANT"']],
    [
      'two, each once',
      'FROM debian:13\nENV A=$TARGETOS B=${TARGETARCH}\nRUN echo $TARGETOS\n',
      ['violated "TARGETOS"', 'violated "TARGETARCH"'],
    ],
    [
      'a later stage',
      'FROM debian:13 AS a\nARG TARGETARCH\nFROM debian:13\nCOPY --from=a /a /a\nRUN echo $TARGETARCH\n',
      ['violated "TARGETARCH"'],
    ],
    [
      'a declaration that comes too late',
      'FROM debian:13\nRUN echo $BUILDARCH\nARG BUILDARCH\n',
      ['violated "BUILDARCH"'],
    ],
    [
      'a builder',
      'FROM debian:13 AS a\nRUN echo $TARGETARCH\nFROM debian:13\nCOPY --from=a /a /a\n',
      ['violated "TARGETARCH"'],
    ],
  ])('finds %s', (_, text, expected) => {
    expect(found(undeclaredPlatformArgument, text)).toEqual(expected);
  });

  it.each([
    ['one that is declared', 'FROM debian:13\nARG TARGETARCH\nRUN echo $TARGETARCH\n'],
    ['one of the parent stage', 'FROM debian:13 AS a\nARG TARGETARCH\nFROM a\nRUN echo $TARGETARCH\n'],
    ['one that ENV sets', 'FROM debian:13\nENV TARGETARCH=x\nRUN echo $TARGETARCH\n'],
    ['one of the shell', 'FROM debian:13\nRUN export TARGETARCH=$(uname -m); echo $TARGETARCH\n'],
    ['a loop', 'FROM debian:13\nRUN for TARGETARCH in a b; do echo $TARGETARCH; done\n'],
    ['one that a script may set', 'FROM debian:13\nRUN . /env.sh && echo $TARGETARCH\n'],
    ['single quotes', "FROM debian:13\nRUN echo '$TARGETARCH'\n"],
    ['an escape', 'FROM debian:13\nRUN echo \\$TARGETARCH\n'],
    ['a comment', 'FROM debian:13\nRUN true \\\n# $TARGETARCH\n && true\n'],
    ['FROM', 'FROM debian:13 AS base-amd64\nFROM base-$TARGETARCH\n'],
    ['another name', 'FROM debian:13\nRUN echo $TARGETARCHES $MY_TARGETARCH\n'],
    ['CMD', 'FROM debian:13\nCMD echo $TARGETARCH\n'],
    ['an unused stage', 'FROM debian:13 AS unused\nRUN echo $TARGETARCH\nFROM debian:13\n'],
  ])('is silent about %s', (_, text) => {
    expect(found(undeclaredPlatformArgument, text)).toEqual([]);
  });

  it('declares it before its first use', () => {
    const text = 'FROM debian:13\r\n  RUN echo $TARGETARCH\r\n';
    expect(fixed(undeclaredPlatformArgument, text)).toBe(
      'FROM debian:13\r\n  ARG TARGETARCH\r\n  RUN echo $TARGETARCH\r\n',
    );
    const onbuild = 'FROM debian:13 AS a\nONBUILD RUN echo $TARGETARCH\nFROM a\n';
    expect(fixed(undeclaredPlatformArgument, onbuild)).toBeUndefined();
  });
});

describe('architecture-flags', () => {
  it.each([
    ['a flag of ENV', 'FROM debian:13\nENV CXXFLAGS="-O3 -mavx512f"\n', 'advice ""-O3 -mavx512f""'],
    ['a flag of a command', 'FROM debian:13\nRUN gcc -O2 -msse4.2 a.c\n', 'advice "-msse4.2"'],
    ['a flag given to a command', 'FROM debian:13\nRUN CFLAGS=-march=haswell ./configure\n', 'advice "-march=haswell"'],
    ['a switch', 'FROM debian:13\nRUN ./configure --enable-avx2 --prefix=/opt\n', 'advice "--enable-avx2"'],
    ['MKL of conda', 'FROM debian:13\nRUN conda install -y "mkl=2024.0" numpy\n', 'advice ""mkl=2024.0""'],
    ['MKL of pip', 'FROM debian:13\nRUN pip install mkl-service==2.4\n', 'advice "mkl-service==2.4"'],
    ['the BLAS of conda', 'FROM debian:13\nRUN conda install -y libblas=*=*mkl\n', 'advice "libblas=*=*mkl"'],
    ['oneAPI', 'FROM debian:13\nRUN apt-get install -y intel-oneapi-mkl-devel\n', 'advice "intel-oneapi-mkl-devel"'],
  ])('finds %s', (_, text, expected) => {
    expect(found(architectureFlags, text)).toEqual([expected]);
  });

  it('says of -m64 what is so: compilers for POWER take it', () => {
    expect(messages(architectureFlags, 'FROM debian:13\nENV CFLAGS="-O2 -m64"\n')).toEqual([
      '-m64 is refused by compilers for arm64. Give it where TARGETARCH is amd64.',
    ]);
  });

  it.each([
    ['native', 'FROM debian:13\nENV CFLAGS="-march=native -mtune=generic"\n'],
    ['no MKL', 'FROM debian:13\nRUN conda install -y nomkl blas=*=openblas libblas=*=*openblas\n'],
    [
      'a choice',
      'FROM debian:13\nARG TARGETARCH\nRUN make CFLAGS="$(if [ "$TARGETARCH" = amd64 ]; then echo -mavx2; fi)"\n',
    ],
    ['other options', 'FROM debian:13\nRUN mkdir -m755 /a && tar --mode=-march=x -xHf a && tool --no-mavx2 -m64k\n'],
    ['a stage for amd64', 'FROM debian:13 AS amd64\nRUN gcc -mavx2 a.c\n'],
  ])('is silent about %s', (_, text) => {
    expect(found(architectureFlags, text)).toEqual([]);
  });
});

describe('base-platforms', () => {
  it('advises on bases that are known to lack one', () => {
    expect(
      found(basePlatforms, 'FROM intel/oneapi-basekit:2025.0 AS a\nFROM debian:13\nCOPY --from=a /a /a\n'),
    ).toEqual(['advice "intel/oneapi-basekit:2025.0"']);
  });

  it.each([
    ['a base of both', 'FROM debian:13\n'],
    ['an unknown base', 'FROM registry.example/a:1\n'],
    ['a base of a stage for amd64', 'FROM archlinux:base AS amd64\n'],
    [
      'a builder for the machine',
      'FROM --platform=$BUILDPLATFORM archlinux:base AS a\nFROM debian:13\nCOPY --from=a /a /a\n',
    ],
    ['what is told as a fixed architecture', 'FROM amd64/debian:13\n'],
  ])('is silent about %s', (_, text) => {
    expect(found(basePlatforms, text)).toEqual([]);
  });
});

describe('index-platforms', () => {
  const index = (...platforms: readonly string[]) => {
    const manifests = platforms.map((platform, i) => {
      const [os, architecture, variant] = platform.split('/');
      const digest = `sha256:${`${i}`.repeat(64)}`;
      return {
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        size: 7,
        digest,
        platform: { os, architecture, variant },
      };
    });
    return JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests });
  };
  const kinds = (text: string) => outcomes(indexPlatforms, text).map(({ finding }) => finding);

  it.each([
    ['one', index('linux/amd64'), 'violated'],
    ['one and what attests it', index('linux/amd64', 'unknown/unknown'), 'violated'],
    ['variants of one', index('linux/amd64', 'linux/amd64/v3'), 'violated'],
    ['one on two systems', index('linux/amd64', 'windows/amd64'), 'violated'],
    ['two', index('linux/amd64', 'linux/arm64/v8'), 'evidence'],
    ['none', index(), 'undecided'],
  ])('of an index that lists %s', (_, text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it('says what an index would settle', () => {
    expect(messages(indexPlatforms, index('linux/amd64'))).toEqual([
      'The index lists linux/amd64 alone. Build for more, with docker buildx build --platform linux/amd64,linux/arm64.',
    ]);
    expect(kinds('FROM debian:13\n')).toEqual(['undecided']);
    expect(kinds('FROM --platform=linux/amd64 debian:13\n')).toEqual(['unjudged']);
    expect(kinds('ARG P\nFROM debian:13\nARG A=amd64\n')).toEqual(['undecided']);
  });
});
