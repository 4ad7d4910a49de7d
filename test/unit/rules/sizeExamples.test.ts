import { describe, expect, it } from 'vitest';
import { apkCache } from '../../../server/src/engine/rules/apkCache.ts';
import { aptLists } from '../../../server/src/engine/rules/aptLists.ts';
import { aptRecommends } from '../../../server/src/engine/rules/aptRecommends.ts';
import { baseSize } from '../../../server/src/engine/rules/baseSize.ts';
import { buildToolsShipped } from '../../../server/src/engine/rules/buildToolsShipped.ts';
import { changedLater } from '../../../server/src/engine/rules/changedLater.ts';
import { condaCache } from '../../../server/src/engine/rules/condaCache.ts';
import { develBase } from '../../../server/src/engine/rules/develBase.ts';
import { dnfCache } from '../../../server/src/engine/rules/dnfCache.ts';
import { leftArchive } from '../../../server/src/engine/rules/leftArchive.ts';
import { manyLayers } from '../../../server/src/engine/rules/manyLayers.ts';
import { npmCache } from '../../../server/src/engine/rules/npmCache.ts';
import { pipCache } from '../../../server/src/engine/rules/pipCache.ts';
import { removedLater } from '../../../server/src/engine/rules/removedLater.ts';
import type { Rule } from '../../../server/src/engine/rules/rule.ts';
import { sparseLog } from '../../../server/src/engine/rules/sparseLog.ts';
import { unusedStage } from '../../../server/src/engine/rules/unusedStage.ts';
import { updateAlone } from '../../../server/src/engine/rules/updateAlone.ts';
import { wholeContext } from '../../../server/src/engine/rules/wholeContext.ts';
import { zypperCache } from '../../../server/src/engine/rules/zypperCache.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';
import { sizeFindings } from './sizeOptimised.ts';

const rules: readonly Rule[] = [
  aptLists,
  aptRecommends,
  apkCache,
  dnfCache,
  zypperCache,
  pipCache,
  condaCache,
  npmCache,
  updateAlone,
  buildToolsShipped,
  develBase,
  leftArchive,
  removedLater,
  changedLater,
  wholeContext,
  sparseLog,
  manyLayers,
  unusedStage,
  baseSize,
];

/** A host that sees an empty build context. */
const host = { context: {} };

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('says in one sentence what must hold', () => {
    expect(rule.title).toMatch(/^[A-Z][^.!?]*\.$/);
    expect(rule.why.length).toBeGreaterThan(40);
    expect(rule.ignore).toMatch(/\.$/);
  });
  it.each(rule.examples.violated)('is violated by %j', (text) => {
    const found = sizeFindings(rule, text, host).filter(({ finding }) => finding === 'violated');
    expect(found.length).toBeGreaterThan(0);
    for (const { message, at } of found) {
      expect(message).toMatch(/^[^\n]+\.$/);
      expect(message).not.toMatch(/\b(invalid|please)\b/i);
      expect(text.slice(at.start, at.end).trim()).not.toBe('');
    }
  });
  it.each(rule.examples.undecided ?? [])('is undecided on %j', (text) => {
    expect(sizeFindings(rule, text, host).map(({ finding }) => finding)).toEqual(['undecided']);
  });
  it.each(rule.examples.satisfied)('has nothing to say of %j', (text) => {
    expect(sizeFindings(rule, text, host)).toEqual([]);
  });
  it('mends what it offers to mend, and nothing else of the criterion gets worse', () => {
    const deciding = (text: string) =>
      rules.flatMap((one) => (sizeFindings(one, text, host).some((found) => found.deciding) ? [one.id] : []));
    for (const text of [...rule.examples.violated, ...(rule.examples.undecided ?? [])]) {
      const before = sizeFindings(rule, text, host);
      for (const fix of before.flatMap(({ fixes }) => fixes)) {
        const fixed = applyEdits(text, fix.edits);
        expect(sizeFindings(rule, fixed, host).length, fix.title).toBeLessThan(before.length);
        for (const id of deciding(fixed)) expect(deciding(text), `${fix.title} in ${text}`).toContain(id);
      }
    }
  });
});
