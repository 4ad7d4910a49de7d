import { expect, it } from 'vitest';
import { registryLevel } from '../../../server/src/engine/reference/registryLevel.ts';

it.each([
  ['quay.io/st4sd/official-base/st4sd-runtime-core', 'gold'],
  ['quay.io/st4sd/official-applications/namd-gpu-hlcs', 'gold'],
  ['quay.io/st4sd/contributed-applications/namd-gpu-hlcs', 'contrib'],
  ['quay.io/st4sd/contrib-applications/namd-gpu-hlcs', 'contrib'],
  ['quay.io/st4sd/community-applications/raspa-mdlab', 'contrib'],
  ['quay.io/st4sd/official-base', undefined],
  ['docker.io/library/python', undefined],
  ['', undefined],
])('%s: %s', (name, level) => {
  expect(registryLevel(name)).toBe(level);
});
