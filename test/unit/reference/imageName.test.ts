import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readImageName } from '../../../server/src/engine/reference/imageName.ts';

const maintainers = ['st4sd', 'mdlab', 'hlcs', 'my-lab'];

describe('readImageName', () => {
  it.each([
    ['namd-gpu-hlcs', 'namd', 'gpu', 'hlcs'],
    ['python-rdkit-hlcs', 'python-rdkit', undefined, 'hlcs'],
    ['opera-serial-mdlab', 'opera', 'serial', 'mdlab'],
    ['ani-torch-psi4-st4sd', 'ani-torch-psi4', undefined, 'st4sd'],
    ['namd-mpi-gpu-hlcs', 'namd-mpi', 'gpu', 'hlcs'],
    ['namd-cuda12-hlcs', 'namd', 'cuda12', 'hlcs'],
    ['namd-hlcs', 'namd', undefined, 'hlcs'],
  ])('%s', (text, name, accelerator, maintainer) => {
    expect(readImageName(text)).toEqual({ state: 'valid', name, accelerator, maintainer });
    expect(readImageName(text, { maintainers })).toEqual({ state: 'valid', name, accelerator, maintainer });
  });

  it.each([
    ['namd', 'maintainer-missing', undefined],
    ['namd-gpu', 'maintainer-missing', undefined],
    ['gpu', 'maintainer-missing', undefined],
    ['gpu-hlcs', 'name-missing', undefined],
    ['NAMD-hlcs', 'upper-case', 'namd-hlcs'],
    ['namd--hlcs', 'malformed', 'namd-hlcs'],
    ['-hlcs', 'malformed', 'hlcs'],
    ['na md', 'malformed', undefined],
    ['', 'malformed', undefined],
    ['a'.repeat(1_000_000), 'malformed', undefined],
  ])('%.20s is %s', (text, violation, proposal) => {
    expect(readImageName(text)).toMatchObject({ state: 'violated', violation, proposal });
  });

  it('holds the last part to the configured maintainers', () => {
    expect(readImageName('namd-gpu-hlsc', { maintainers })).toEqual({
      state: 'violated',
      violation: 'maintainer-unknown',
      found: 'hlsc',
      nearest: 'hlcs',
      proposal: 'namd-gpu-hlcs',
    });
    expect(readImageName('namd-gpu-university', { maintainers })).toMatchObject({
      violation: 'maintainer-unknown',
      nearest: expect.any(String),
      proposal: undefined,
    });
    expect(readImageName('namd-gpu-my-lab', { maintainers })).toMatchObject({
      maintainer: 'my-lab',
      accelerator: 'gpu',
    });
    expect(readImageName('my-lab', { maintainers })).toMatchObject({ violation: 'name-missing', found: 'my-lab' });
    expect(readImageName('hlcs', { maintainers })).toMatchObject({ violation: 'name-missing' });
    expect(readImageName('namd', { maintainers })).toMatchObject({
      violation: 'maintainer-missing',
      proposal: undefined,
    });
  });

  it('proposes the maintainer where there is only one', () => {
    expect(readImageName('namd', { maintainers: ['hlcs'] })).toMatchObject({ proposal: 'namd-hlcs' });
    expect(readImageName('namd-gpu', { maintainers: ['hlcs'] })).toMatchObject({ proposal: 'namd-gpu-hlcs' });
    expect(readImageName('gpu', { maintainers: ['hlcs'] })).toMatchObject({ proposal: undefined });
  });

  it('knows the accelerators of the settings', () => {
    expect(readImageName('vqe-quantum-hlcs')).toMatchObject({ name: 'vqe-quantum' });
    expect(readImageName('vqe-quantum-hlcs', { accelerators: ['quantum'] })).toMatchObject({ accelerator: 'quantum' });
  });

  it('puts together what it took apart, and proposes only what is no worse', () => {
    const parts = fc.array(fc.constantFrom('a', 'gpu', 'hlcs', 'my', 'lab', 'B', '', '_', '.'), { maxLength: 5 });
    fc.assert(
      fc.property(
        fc.oneof(
          parts.map((all) => all.join('-')),
          fc.string(),
        ),
        fc.boolean(),
        (text, configured) => {
          const reading = readImageName(text, configured ? { maintainers } : {});
          if (reading.state === 'violated') {
            const proposed = reading.proposal === undefined ? undefined : readImageName(reading.proposal);
            expect(proposed).not.toMatchObject({ violation: reading.violation });
            return;
          }
          const { name, accelerator, maintainer } = reading;
          expect([name, accelerator, maintainer].filter((part) => part !== undefined).join('-')).toBe(text);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
