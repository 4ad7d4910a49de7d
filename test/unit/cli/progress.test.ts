import { describe, expect, it } from 'vitest';
import { progressOn } from '../../../server/src/cli/progress.ts';

/** What is drawn for steps at these milliseconds. */
function drawn(times: readonly number[], { barWidth, total = 10 }: { barWidth: number | undefined; total?: number }) {
  const written: string[] = [];
  let time = 1000;
  const progress = progressOn({ err: (text) => written.push(text), now: () => time, barWidth }, total);
  for (const [done, at] of times.entries()) {
    time = 1000 + at;
    progress.step(done);
  }
  progress.end();
  return written;
}

describe('the bar', () => {
  it('comes after half a second, ten times a second, and goes away', () => {
    expect(drawn([0, 499, 500, 560, 600, 700], { barWidth: 80 })).toEqual([
      `\r[${'#'.repeat(8)}${'.'.repeat(32)}] 2 of 10\u001B[K`,
      `\r[${'#'.repeat(16)}${'.'.repeat(24)}] 4 of 10\u001B[K`,
      `\r[${'#'.repeat(20)}${'.'.repeat(20)}] 5 of 10\u001B[K`,
      '\r\u001B[K',
    ]);
  });
  it('leaves no trace of a short run', () => {
    expect(drawn([0, 100, 400], { barWidth: 80 })).toEqual([]);
  });
  it('is not drawn where standard error is no terminal', () => {
    expect(drawn([0, 1000, 2000], { barWidth: undefined })).toEqual([]);
  });
  it.each([1, 5, 8, 12, 20, 41, 200])('fits into %s columns', (barWidth) => {
    for (const text of drawn([600, 700, 800], { barWidth, total: 20_000 }))
      expect(text.replace('\r', '').replace('\u001B[K', '').length).toBeLessThan(barWidth);
  });
});
