import { describe, expect, it } from 'vitest';
import { nativeBuild } from '../../../server/src/engine/rules/optimisedApplication/nativeBuild.ts';
import { referenceBlas } from '../../../server/src/engine/rules/optimisedApplication/referenceBlas.ts';
import { unoptimisedBuild } from '../../../server/src/engine/rules/optimisedApplication/unoptimisedBuild.ts';
import { fixed, found, messages } from './judging.ts';

const debian = (run: string) => `FROM debian:12\nRUN ${run}\n`;

describe('reference-blas', () => {
  it.each([
    ['violated', debian('apt-get install -y libblas-dev'), ['violated "libblas-dev"']],
    ['one finding a command', debian('apt-get install -y libblas3 liblapack3'), ['violated "libblas3"']],
    ['a version behind it', debian('apt-get install -y liblapack-dev=3.11.0-2'), ['violated "liblapack-dev=3.11.0-2"']],
    ['quoted, other case of apt', debian('apt install -y "libblas-dev"'), ['violated ""libblas-dev""']],
    ['taken along', debian('apt-get install -y python3-numpy'), ['advice "python3-numpy"']],
    [
      'the library before what takes it along',
      debian('apt-get install -y r-base libblas-dev'),
      ['violated "libblas-dev"'],
    ],
    ['a wheel beside it', debian('apt-get install -y libblas-dev && pip install numpy'), ['advice "libblas-dev"']],
    ['OpenBLAS anywhere', debian('apt-get install -y libblas-dev\nRUN apt-get install -y libopenblas0'), []],
    ['ATLAS', debian('apt-get install -y liblapack-dev libatlas-base-dev'), []],
    ['linked with another', debian('apt-get install -y liblapack-dev && make LDFLAGS=-lmkl_rt'), []],
    [
      'OpenBLAS from source',
      debian('apt-get install -y libblas3 && git clone https://github.com/OpenMathLib/OpenBLAS'),
      [],
    ],
    ['may not run', debian('if [ -n "$X" ]; then apt-get install -y libblas-dev; fi'), []],
    ['what is built with r-base', debian('apt-get build-dep -y r-base'), []],
    ['a base of unknown libraries', 'FROM registry.example/a:1\nRUN apt-get install -y libblas-dev\n', []],
    ['a base with OpenBLAS', 'FROM r-base:4.4.1\nRUN apt-get install -y libblas-dev\n', []],
    [
      'ONBUILD of a parent stage',
      'FROM debian:12 AS a\nONBUILD RUN apt-get install -y libblas-dev\nFROM a\n',
      ['violated "libblas-dev"'],
    ],
    ['a comment', debian('true # apt-get install -y libblas-dev'), []],
    ['an empty file', 'FROM debian:12\n', []],
  ])('%s', (_, text, expected) => expect(found(referenceBlas, text)).toEqual(expected));

  it.each([
    [
      'FROM debian:12\r\nRUN apt-get install -y \\\r\n    git \\\r\n    libblas-dev\r\n',
      'libopenblas-dev libblas-dev\r\n',
    ],
    ['FROM debian:12\nRUN apt-get install -y libblas3\n', 'libopenblas0 libblas3\n'],
    ['FROM ubuntu:18.04\nRUN apt-get install -y libblas3\n', 'libopenblas-base libblas3\n'],
    ['FROM alpine:3.23\nRUN apk add lapack\n', 'openblas lapack\n'],
    ['FROM fedora:43\nRUN dnf install -y lapack-devel\n', 'openblas-devel lapack-devel\n'],
  ])('installs a fast one beside it: %j', (text, end) => {
    expect(fixed(referenceBlas, text)?.endsWith(end)).toBe(true);
  });
});

describe('unoptimised-build', () => {
  it.each([
    ['a debug build', debian('cmake -DCMAKE_BUILD_TYPE=Debug /src'), ['violated "CMAKE_BUILD_TYPE=Debug"']],
    [
      'a type in a word of its own',
      debian('cmake -D CMAKE_BUILD_TYPE:STRING=debug /src'),
      ['violated "CMAKE_BUILD_TYPE:STRING=debug"'],
    ],
    ['the last of two counts', debian('cmake -DCMAKE_BUILD_TYPE=Debug -DCMAKE_BUILD_TYPE=Release /src'), []],
    [
      'from an argument with default',
      'FROM debian:12\nARG T=Debug\nRUN cmake -DCMAKE_BUILD_TYPE=$T /src\n',
      ['violated "CMAKE_BUILD_TYPE=$T"'],
    ],
    ['from an argument without', 'FROM debian:12\nARG T\nRUN cmake -DCMAKE_BUILD_TYPE=${T:?} /src\n', []],
    ['no type', debian('cmake -S /src -B /b'), ['undecided "cmake"']],
    ['an empty type', debian('cmake -DCMAKE_BUILD_TYPE= /src'), ['undecided "cmake"']],
    ['a word that may be the type', debian('cmake $(options) /src'), []],
    ['a preset', debian('cmake --preset gpu -S /src'), []],
    ['a toolchain file', debian('cmake -DCMAKE_TOOLCHAIN_FILE=/t.cmake /src'), []],
    ['a cache script', debian('cmake -C /hosts/frontier.cmake /src'), []],
    ['several types', debian('cmake -G "Ninja Multi-Config" /src'), []],
    ['asked of the environment', debian('CMAKE_BUILD_TYPE=Release cmake /src'), []],
    ['flags that do not optimise', debian('CXXFLAGS=-fPIC cmake /src'), ['undecided "cmake"']],
    ['flags of its own', debian('CXXFLAGS=-O2 cmake /src'), []],
    ['flags of the image', 'FROM debian:12\nENV CXXFLAGS=-O2\nRUN cmake /src\n', []],
    [
      'what does not configure',
      debian('cmake --version && cmake --build /b && cmake --install /b && cmake -E tar xf a && cmake -P x.cmake'),
      [],
    ],
    ['a call again in the same tree', debian('cd /b && cmake -DCMAKE_BUILD_TYPE=Release .. && cmake -DX=1 ..'), []],
    [
      'a project with its own default',
      debian('git clone https://github.com/lammps/lammps && cd lammps/build && cmake ../cmake'),
      [],
    ],
    ['a home folder is no project', debian('cd /root/app/build && cmake ..'), ['undecided "cmake"']],
    ['-O0 last', debian('gcc -O2 -O0 a.c'), ['violated "-O0"']],
    ['-O0 overruled', debian('gcc -O0 -O2 a.c'), []],
    ['a variable that is exported', debian('export CFLAGS="-g -O0" && make'), ['violated "CFLAGS="-g -O0""']],
    ['flags of debug builds', debian('cmake -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_DEBUG=-O0 /src'), []],
    ['removed from a makefile', debian("sed -i 's/-O0/-O2/' Makefile && make"), []],
    ['an option of configure', debian('./configure --disable-optimization'), ['violated "--disable-optimization"']],
    [
      'in a builder',
      'FROM debian:12 AS b\nENV CFLAGS=-O0\nRUN make\nFROM debian:12\nCOPY --from=b /a /a\n',
      ['violated "-O0"'],
    ],
    ['in a stage nobody uses', 'FROM debian:12 AS b\nENV CFLAGS=-O0\nRUN make\nFROM debian:12\n', []],
    [
      'in a here-document',
      'FROM debian:12\nRUN <<EOF\ncmake -DCMAKE_BUILD_TYPE=Debug /src\nEOF\n',
      ['violated "CMAKE_BUILD_TYPE=Debug"'],
    ],
  ])('%s', (_, text, expected) => expect(found(unoptimisedBuild, text)).toEqual(expected));

  it.each([
    [debian('cmake -S /src -B /b'), debian('cmake -DCMAKE_BUILD_TYPE=Release -S /src -B /b')],
    [debian('cmake -D CMAKE_BUILD_TYPE=Debug /src'), debian('cmake -D CMAKE_BUILD_TYPE=Release /src')],
    ['FROM debian:12\nENV CFLAGS="-g -O0"\n', 'FROM debian:12\nENV CFLAGS="-g -O2"\n'],
  ])('repairs %j', (text, expected) => expect(fixed(unoptimisedBuild, text)).toBe(expected));
});

describe('native-build', () => {
  it.each([
    ['a flag', debian('gcc -O3 -march=native a.c'), ['advice "-march=native"']],
    ['tuning alone', debian('gcc -O3 -mtune=native a.c'), []],
    ['a removal', debian("sed -i 's/-march=native/-march=x86-64-v3/' Makefile"), []],
    ['of Rust', debian('RUSTFLAGS="-C target-cpu=native" cargo build --release'), ['advice ""-C target-cpu=native""']],
    ['of Intel', debian('ifx -xHost a.f90'), ['advice "-xHost"']],
    ['GROMACS', debian('cmake -DCMAKE_BUILD_TYPE=Release /gromacs-2025.2'), ['advice "cmake"']],
    ['GROMACS with a level', debian('cmake -DGMX_SIMD=AVX_512 /gromacs-2025.2'), []],
    ['GROMACS with what may name it', debian('cmake -DGMX_MPI=ON $(flags) /gromacs'), []],
    ['OpenBLAS', debian('cd /opt/OpenBLAS-0.3.30 && make && make install'), ['advice "make"']],
    ['OpenBLAS for many', debian('cd /opt/OpenBLAS-0.3.30 && make DYNAMIC_ARCH=1 && make install'), []],
    ['another project', debian('cd /src && make'), []],
  ])('%s', (_, text, expected) => expect(found(nativeBuild, text).slice(0, 1)).toEqual(expected));

  it('says what to write instead', () => {
    expect(messages(nativeBuild, debian('gcc -march=native a.c'))).toEqual([
      '-march=native compiles for the machine that builds the image. Name the processor: -march=x86-64-v3.',
    ]);
  });
});
