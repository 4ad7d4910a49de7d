import { describe, expect, it } from 'vitest';
import { nearest } from '../../../server/src/engine/reference/nearest.ts';

describe('nearest', () => {
  it.each([
    ['hlcs', ['st4sd', 'hlcs'], 'hlcs'],
    ['hlsc', ['mdlab', 'hlcs'], 'hlcs'],
    ['stasd', ['st4sd'], 'st4sd'],
    ['st4d', ['st4sd'], 'st4sd'],
    ['mdlabs', ['mdlab'], 'mdlab'],
    ['ab', ['cd'], undefined],
    ['xyz', ['abc'], undefined],
    ['', [], undefined],
    ['maintainer', ['maintainers', 'maintainer-id'], 'maintainers'],
    ['cat', ['bat', 'hat'], 'bat'],
  ])('of %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  it('goes as far as it is allowed', () => {
    expect(nearest('kitten', ['sitting'], 2)).toBeUndefined();
    expect(nearest('kitten', ['sitting'], 3)).toBe('sitting');
  });

  it('has no time for what is no word', () => {
    expect(nearest('a'.repeat(100_000), ['a'.repeat(100_000)])).toBeUndefined();
  });
});
