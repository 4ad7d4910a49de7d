import { describe, expect, it } from 'vitest';
import { compilePathGlob } from '../../../server/src/engine/configuration/pathGlob.ts';

function matches(pattern: string, path: string): boolean {
  const glob = compilePathGlob(pattern);
  if (typeof glob !== 'function') throw new Error(glob.problem);
  return glob(path);
}

describe('a glob of paths', () => {
  it.each([
    ['Dockerfile', ['Dockerfile', './Dockerfile'], ['a/Dockerfile', 'Dockerfile.gpu', 'dockerfile']],
    ['./Dockerfile', ['Dockerfile'], ['a/Dockerfile']],
    ['*.Dockerfile', ['namd.Dockerfile', '.Dockerfile'], ['a/namd.Dockerfile']],
    ['**/*.Dockerfile', ['namd.Dockerfile', 'a/namd.Dockerfile', 'a/b/namd.Dockerfile'], ['a/Dockerfile']],
    ['apps/**', ['apps/a/Dockerfile', 'apps/Dockerfile', 'apps'], ['app/Dockerfile', 'x/apps/Dockerfile']],
    ['apps/**/gpu/Dockerfile', ['apps/gpu/Dockerfile', 'apps/a/b/gpu/Dockerfile'], ['apps/a/Dockerfile']],
    ['apps/*/Dockerfile', ['apps/a/Dockerfile'], ['apps/a/b/Dockerfile', 'apps/Dockerfile']],
    ['{cpu,gpu}/Dockerfile{,.dev}', ['cpu/Dockerfile', 'gpu/Dockerfile.dev'], ['tpu/Dockerfile', 'cpu/Dockerfile.x']],
    ['v[0-9]/Docker?ile', ['v3/Dockerfile', 'v0/DockerFile'], ['v10/Dockerfile', 'vx/Dockerfile']],
    ['a.b/Dockerfile', ['a.b/Dockerfile'], ['axb/Dockerfile']],
    ['**', ['Dockerfile', 'a/b/c'], []],
  ])('%s', (pattern, yes, no) => {
    for (const path of yes) expect(matches(pattern, path), path).toBe(true);
    for (const path of no) expect(matches(pattern, path), path).toBe(false);
  });

  it.each(['', ' ', '/a', 'C:/a', '../a', 'a/../b', 'a\\b', 'a[b', 'a{b', '{a,{b,c}}', '{a,b}'.repeat(7)])(
    'cannot be read: %j',
    (pattern) => {
      expect(compilePathGlob(pattern)).toMatchObject({ problem: expect.stringMatching(/^[A-Z].*\.$/) });
    },
  );

  it('takes no longer for a hostile pattern than its length asks', () => {
    const started = performance.now();
    expect(matches('**/a*'.repeat(200), `${'a/'.repeat(500)}b`)).toBe(false);
    expect(matches(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
