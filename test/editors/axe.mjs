import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails where axe finds anything in a page, with what it finds. */
export async function axeFindsNothing(frame) {
  if (await frame.evaluate(() => globalThis.axe === undefined)) await frame.evaluate(source());
  const violations = await frame.evaluate(async () => (await globalThis.axe.run(document)).violations);
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n  ${failureSummary.replaceAll('\n', '\n  ')}`),
  );
  assert.deepEqual(found, []);
}
