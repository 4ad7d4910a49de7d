import { expect, it } from 'vitest';
import { bytesOf, sizePattern } from '../../../server/src/engine/configuration/size.ts';

it.each([
  ['500MB', 500_000_000],
  ['1.5GiB', 1_610_612_736],
  ['1 kB', 1000],
  ['2tib', 2 * 1024 ** 4],
  ['1024', 1024],
  ['10 B', 10],
] as const)('%s', (text, bytes) => {
  expect(bytesOf(text)).toBe(bytes);
  expect(text).toMatch(new RegExp(sizePattern));
});

it.each(['', 'MB', '1e9', '-5MB', '5 bananas', '1.MB', '0MB', '5 MB MB', '0x10', '1,5GB', '9'.repeat(50)])(
  'is no size: %j',
  (text) => expect(bytesOf(text)).toBeUndefined(),
);
