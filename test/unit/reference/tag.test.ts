import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTag } from '../../../server/src/engine/reference/tag.ts';

describe('readTag', () => {
  it.each([
    ['1.0.0', '1.0.0', undefined],
    ['0.0.0', '0.0.0', undefined],
    ['2023.9.20-10ce81a', '2023.9.20-10ce81a', undefined],
    ['1.0.0-rc.1', '1.0.0-rc.1', undefined],
    ['12.4.1-runtime', '12.4.1-runtime', undefined],
    ['1.0.0-x86_64', '1.0.0', 'linux/amd64'],
    ['1.0.0-x86-64', '1.0.0', 'linux/amd64'],
    ['1.0.0-amd64', '1.0.0', 'linux/amd64'],
    ['1.0.0-amd64v2', '1.0.0', 'linux/amd64/v2'],
    ['1.0.0-AMD64', '1.0.0', 'linux/amd64'],
    ['1.0.0-rc1-x86_64', '1.0.0-rc1', 'linux/amd64'],
    ['1.0.0-rc.1-amd64', '1.0.0-rc.1', 'linux/amd64'],
    ['1.0.0-arm64v8', '1.0.0', 'linux/arm64'],
    ['1.0.0-aarch64', '1.0.0', 'linux/arm64'],
    ['1.0.0-armv7l', '1.0.0', 'linux/arm/v7'],
    ['1.0.0-arm', '1.0.0', 'linux/arm/v7'],
    ['1.0.0-386', '1.0.0', 'linux/386'],
    ['1.0.0-ppc64le', '1.0.0', 'linux/ppc64le'],
    ['1.0.0-s390x', '1.0.0', 'linux/s390x'],
    ['1.0.0-riscv64', '1.0.0', 'linux/riscv64'],
  ])('%s is a version', (tag, version, platform) => {
    const reading = readTag(tag);
    expect(reading).toMatchObject({ state: 'valid', tag, version });
    expect(reading.architecture?.platform).toBe(platform);
  });

  it.each([
    // tag, violation, proposal, keeps the meaning
    ['v1.0.0', 'v-prefix', '1.0.0', true],
    ['V1.0', 'v-prefix', '1.0.0', true],
    ['v1.0.0-amd64', 'v-prefix', '1.0.0-amd64', true],
    ['1.0', 'missing-parts', '1.0.0', true],
    ['1', 'missing-parts', '1.0.0', true],
    ['1.0-x86_64', 'missing-parts', '1.0.0-x86_64', true],
    ['1.2-rc1', 'missing-parts', '1.2.0-rc1', true],
    ['2019.09.1', 'leading-zero', '2019.9.1', true],
    ['01.0.0', 'leading-zero', '1.0.0', true],
    ['2023.09.20-10ce81a', 'leading-zero', '2023.9.20-10ce81a', true],
    ['2023.09.20-0123456', 'leading-zero', '2023.9.20-g0123456', false],
    ['2023.9.20-0123456', 'numeric-suffix', '2023.9.20-g0123456', false],
    ['1.0.0-rc.01', 'numeric-suffix', '1.0.0-rc.1', false],
    ['1.0.0.1', 'extra-parts', '1.0.0-1', false],
    ['1.0.0+m', 'build-metadata', '1.0.0-m', false],
    ['1.0.0_amd64', 'separator', '1.0.0-amd64', false],
    ['1.0rc1', 'separator', '1.0.0-rc1', false],
    ['20230920', 'date', '2023.9.20', false],
    ['2023-09-20', 'date', '2023.9.20', false],
    ['2023-09-20-10ce81a', 'date', '2023.9.20-10ce81a', false],
    ['namd-2.14', 'not-version', '2.14.0', false],
    ['latest', 'latest', undefined, false],
    ['latest-x86_64', 'latest', undefined, false],
    ['stable', 'not-version', undefined, false],
    ['10ce81a', 'not-version', undefined, false],
    ['3.x', 'not-version', undefined, false],
    ['09-v._amd64', 'separator', undefined, false],
    ['1.', 'not-version', undefined, false],
    ['amd64', 'not-version', undefined, false],
    ['', 'not-version', undefined, false],
    ['1.0.0 ', 'not-version', undefined, false],
    ['$VERSION', 'not-version', undefined, false],
    ['99999999999999999.0.0', 'not-version', undefined, false],
    [`1.0.0-${'a'.repeat(122)}`, undefined, undefined, undefined],
    [`1.0-${'a'.repeat(124)}`, 'missing-parts', undefined, false],
    [`1.0-${'a'.repeat(118)}-amd64`, 'missing-parts', undefined, false],
    ['1'.repeat(1_000_000), 'not-version', undefined, false],
  ])('%.30s is %s', (tag, violation, proposal, safe) => {
    const reading = readTag(tag);
    if (violation === undefined) expect(reading.state).toBe('valid');
    else expect(reading).toMatchObject({ state: 'violated', violation, proposal, safe });
  });

  it.each([
    ['1.0.0-cuda11', 'cuda', '1.0.0'],
    ['1.0.0-cuda11.8', 'cuda', '1.0.0'],
    ['1.0.0-gpu-amd64', 'gpu', '1.0.0-amd64'],
    ['1.0.0-rc.1-gpu', 'gpu', '1.0.0-rc.1'],
    ['1.0-openmpi', 'openmpi', '1.0.0'],
    ['v1.0.0-avx2', 'avx2', '1.0.0'],
    ['1.0cuda', 'cuda', '1.0.0'],
    ['cuda11.8-1.0.0', 'cuda', '1.0.0'],
    ['gpu', 'gpu', undefined],
    ['latest-gpu', 'gpu', undefined],
  ])('%s names an accelerator', (tag, accelerator, proposal) => {
    expect(readTag(tag)).toMatchObject({
      state: 'violated',
      violation: 'accelerator',
      accelerator,
      proposal,
      safe: false,
    });
  });

  it('knows the accelerators of the settings', () => {
    expect(readTag('1.0.0-quantum').state).toBe('valid');
    expect(readTag('1.0.0-quantum2', { accelerators: ['Quantum'] })).toMatchObject({
      accelerator: 'quantum',
      proposal: '1.0.0',
    });
  });

  it('proposes only what it accepts, and keeps the architecture', () => {
    const pieces = [
      'v',
      '0',
      '1',
      '09',
      '2023',
      '.',
      '.',
      '-',
      '_',
      '+',
      'rc',
      'cuda',
      'amd64',
      'x86_64',
      '10ce81a',
      '0123456',
      ' ',
    ];
    const made = fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(made, fc.string()), (tag) => {
        const reading = readTag(tag);
        if (reading.state === 'valid') return;
        if (reading.safe) expect(reading.proposal).toBeDefined();
        if (reading.proposal === undefined) return;
        const proposed = readTag(reading.proposal);
        expect(proposed).toMatchObject({ state: 'valid' });
        if (reading.architecture) expect(proposed.architecture).toEqual(reading.architecture);
      }),
      { numRuns: 3000 },
    );
  });
});
