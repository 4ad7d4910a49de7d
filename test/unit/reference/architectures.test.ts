import { describe, expect, it } from 'vitest';
import {
  architectureNamed,
  architectureSuffix,
  readPlatform,
} from '../../../server/src/engine/reference/architectures.ts';

describe('architectures', () => {
  it('know the platform of a name', () => {
    expect(architectureNamed('x86_64')).toEqual({
      os: 'linux',
      architecture: 'amd64',
      variant: undefined,
      platform: 'linux/amd64',
    });
    expect(architectureNamed('arm32v6')).toMatchObject({ architecture: 'arm', variant: 'v6' });
    expect(architectureNamed('winamd64')).toMatchObject({ os: 'windows', platform: 'windows/amd64' });
    expect(architectureNamed('constructor')).toBeUndefined();
  });

  it('stand at the end of a tag', () => {
    expect(architectureSuffix('1.0.0-x86_64-v3')).toMatchObject({ rest: '1.0.0', suffix: 'x86_64-v3' });
    expect(architectureSuffix('1.0.0')).toBeUndefined();
    expect(architectureSuffix('-amd64')).toBeUndefined();
    expect(architectureSuffix('1.0.0-xamd64')).toBeUndefined();
  });

  it.each([
    ['linux/amd64', 'linux/amd64'],
    ['LINUX/x86_64', 'linux/amd64'],
    ['amd64', 'linux/amd64'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux/arm/v7', 'linux/arm/v7'],
    ['linux/arm/v6', 'linux/arm/v6'],
    ['arm/v6', 'linux/arm/v6'],
    ['linux/arm', 'linux/arm/v7'],
    ['linux/amd64/v2', 'linux/amd64/v2'],
    ['windows/amd64', 'windows/amd64'],
    ['linux', undefined],
    ['linux/amd64/v2/x', undefined],
    ['linux/', undefined],
    ['darwin/arm64', undefined],
    ['', undefined],
  ])('reads %s', (text, platform) => {
    expect(readPlatform(text)?.platform).toBe(platform);
  });
});
