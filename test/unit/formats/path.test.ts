import { describe, expect, it } from 'vitest';
import { plainPath, uriOf } from '../../../server/src/engine/formats/path.ts';

describe('paths', () => {
  it.each([
    ['Dockerfile', 'Dockerfile', 'Dockerfile'],
    ['./a//b/../Dockerfile', 'a/Dockerfile', 'a/Dockerfile'],
    ['../x/Dockerfile', '../x/Dockerfile', '../x/Dockerfile'],
    ['a/../../x', '../x', '../x'],
    ['../../x', '../../x', '../../x'],
    ['a b/100%#?.Dockerfile', 'a b/100%#?.Dockerfile', 'a%20b/100%25%23%3F.Dockerfile'],
    ['é:x', 'é:x', '%C3%A9%3Ax'],
    ['/etc/x y', '/etc/x y', 'file:///etc/x%20y'],
    ['C:/x y/Dockerfile', 'C:/x y/Dockerfile', 'file:///C:/x%20y/Dockerfile'],
    ['-', '-', '-'],
    ['docker://quay.io/x/y:1.0@sha256:ab', 'docker://quay.io/x/y:1.0@sha256:ab', 'docker://quay.io/x/y:1.0@sha256:ab'],
    ['\uD800x', '\uD800x', '%EF%BF%BDx'],
  ])('of %j are %j in lists and %j as URI', (path, plain, uri) => {
    expect(plainPath(path)).toBe(plain);
    expect(uriOf(path)).toBe(uri);
  });
});
