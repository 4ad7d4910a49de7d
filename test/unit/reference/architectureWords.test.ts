import { describe, expect, it } from 'vitest';
import { architectureWords, onlyArchitecture } from '../../../server/src/engine/reference/architectureWords.ts';

const names = (text: string) =>
  architectureWords(text).map(({ name, architecture }) => `${name} ${architecture.architecture}`);

describe('architectures named in a text', () => {
  it.each([
    ['Miniconda3-latest-Linux-x86_64.sh', ['x86_64 amd64']],
    ['ncbi-blast-2.9.0+-x64-linux.tar.gz', ['x64 amd64']],
    ['mash-Linux64-v2.1.tar', ['Linux64 amd64']],
    ['sratoolkit.2.9.6-ubuntu64.tar.gz', ['ubuntu64 amd64']],
    ['micromamba/linux-64/latest', ['linux-64 amd64']],
    ['hugo_Linux-64bit.tar.gz', ['Linux-64bit amd64']],
    ['bedops_linux_x86_64-v2.4.39.tar.bz2', ['x86_64 amd64']],
    ['manylinux_2_28_x86_64', ['x86_64 amd64']],
    ['mgltools_x86_64Linux2_1.5.6.tar.gz', ['x86_64 amd64']],
    ['tool.x86_64-v3', ['x86_64-v3 amd64']],
    ['libc6-i386', ['i386 386']],
    ['gosu-arm64v8 gosu-armhf', ['arm64v8 arm64', 'armhf arm']],
    ['aarch64-unknown-linux-musl', ['aarch64 arm64']],
    ['LINUX-S390X', ['S390X s390x']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each(['icon-64x64.png', 'charm64', 'linux', 'x86', 'sparc64', 'ax64b', 'arm', 'lib64', ''])(
    'none in %j',
    (text) => {
      expect(names(text)).toEqual([]);
    },
  );

  it('are one where all are of one family', () => {
    expect(onlyArchitecture(architectureWords('amd64 x86_64 i386'))?.name).toBe('amd64');
    expect(onlyArchitecture(architectureWords('amd64 arm64'))).toBeUndefined();
    expect(onlyArchitecture([])).toBeUndefined();
  });
});
