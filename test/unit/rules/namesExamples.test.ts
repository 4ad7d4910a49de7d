import { describe, expect, it } from 'vitest';
import { acceleratorAgrees } from '../../../server/src/engine/rules/acceleratorAgrees.ts';
import { acceleratorInTag } from '../../../server/src/engine/rules/acceleratorInTag.ts';
import { imageDeclared } from '../../../server/src/engine/rules/imageDeclared.ts';
import { imageName } from '../../../server/src/engine/rules/imageName.ts';
import { latestOnly } from '../../../server/src/engine/rules/latestOnly.ts';
import { maintainerId } from '../../../server/src/engine/rules/maintainerId.ts';
import { semanticTag } from '../../../server/src/engine/rules/semanticTag.ts';
import { tagArchitecture } from '../../../server/src/engine/rules/tagArchitecture.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';
import { findings } from './names.ts';

const rules = [
  imageDeclared,
  imageName,
  maintainerId,
  semanticTag,
  tagArchitecture,
  latestOnly,
  acceleratorInTag,
  acceleratorAgrees,
];

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  const { violated, undecided = [], satisfied } = rule.examples;

  it.each(violated)('is violated by %j', (text) => {
    const found = findings(rule, text);
    expect(found.map(({ finding }) => finding)).toEqual(['violated']);
    for (const { at, message } of found) {
      expect(text.slice(at.start, at.end).trim()).not.toBe('');
      expect(message).toMatch(/^[^\n]+\.$/);
    }
  });

  it.each(undecided)('is undecided on %j', (text) => {
    expect(findings(rule, text).map(({ finding }) => finding)).toEqual(['undecided']);
  });

  it.each(satisfied)('has nothing to say of %j', (text) => {
    expect(findings(rule, text)).toEqual([]);
  });

  it.each([...violated, ...undecided])('repairs %j', (text) => {
    for (const finding of findings(rule, text)) {
      for (const { edits } of finding.fixes) {
        const left = findings(rule, applyEdits(text, edits)).map(({ message }) => message);
        expect(left).not.toContain(finding.message);
        for (const other of rules) {
          if (other === rule) continue;
          const before = findings(other, text).filter(({ deciding }) => deciding).length;
          expect(
            findings(other, applyEdits(text, edits)).filter(({ deciding }) => deciding).length,
          ).toBeLessThanOrEqual(before);
        }
      }
    }
  });
});
