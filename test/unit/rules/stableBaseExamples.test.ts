import { describe, expect, it } from 'vitest';
import { baseDigest } from '../../../server/src/engine/rules/baseDigest.ts';
import { baseTag } from '../../../server/src/engine/rules/baseTag.ts';
import { deprecatedMaintainer } from '../../../server/src/engine/rules/deprecatedMaintainer.ts';
import { distributionUpgrade } from '../../../server/src/engine/rules/distributionUpgrade.ts';
import { endOfLife } from '../../../server/src/engine/rules/endOfLife.ts';
import { maintainerLabel } from '../../../server/src/engine/rules/maintainerLabel.ts';
import { movingTag } from '../../../server/src/engine/rules/movingTag.ts';
import { provenanceLabels } from '../../../server/src/engine/rules/provenanceLabels.ts';
import type { Rule } from '../../../server/src/engine/rules/rule.ts';
import { stageNameCase } from '../../../server/src/engine/rules/stageNameCase.ts';
import { trustedRegistry } from '../../../server/src/engine/rules/trustedRegistry.ts';
import { undeclaredBaseArgument } from '../../../server/src/engine/rules/undeclaredBaseArgument.ts';
import { unpinnedConda } from '../../../server/src/engine/rules/unpinnedConda.ts';
import { unpinnedPython } from '../../../server/src/engine/rules/unpinnedPython.ts';
import { unpinnedSource } from '../../../server/src/engine/rules/unpinnedSource.ts';
import { unresolvedBase } from '../../../server/src/engine/rules/unresolvedBase.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';
import { findings } from './stableBase.ts';

const rules: readonly Rule[] = [
  baseTag,
  movingTag,
  endOfLife,
  baseDigest,
  unresolvedBase,
  undeclaredBaseArgument,
  stageNameCase,
  trustedRegistry,
  unpinnedPython,
  unpinnedConda,
  unpinnedSource,
  distributionUpgrade,
  maintainerLabel,
  provenanceLabels,
  deprecatedMaintainer,
];
const asking = { context: { trustedRegistries: ['docker.io', 'quay.io/st4sd'] } };

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it.each(rule.examples.violated)('is violated by %j', (text) => {
    const found = findings(rule, text, asking).filter(({ finding }) => finding === 'violated');
    expect(found.length).toBeGreaterThan(0);
    for (const { message, at } of found) {
      expect(message).toMatch(/^[^\n]+\.$/);
      expect(text.slice(at.start, at.end).trim()).not.toBe('');
    }
  });
  it.each(rule.examples.undecided ?? [])('is undecided on %j', (text) => {
    expect(findings(rule, text, asking).map(({ finding }) => finding)).toEqual(['undecided']);
  });
  it.each(rule.examples.satisfied)('has nothing to say of %j', (text) => {
    expect(findings(rule, text, asking)).toEqual([]);
  });
  it('mends what it offers to mend', () => {
    for (const text of rule.examples.violated) {
      const before = findings(rule, text, asking);
      for (const { fixes } of before) {
        for (const fix of fixes) {
          const left = findings(rule, applyEdits(text, fix.edits), asking);
          expect(left.length, fix.title).toBeLessThan(before.length);
        }
      }
    }
  });
});
