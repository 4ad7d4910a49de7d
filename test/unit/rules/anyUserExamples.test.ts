import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/engine/text/span.ts';
import { anyUserRules, type ContextModes, findings } from './anyUser.ts';

const modes: ContextModes = { 'run.sh': 0o644 };

describe.each(anyUserRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  const { violated, undecided = [], satisfied } = rule.examples;

  it.each(violated)('is violated by %j', (text) => {
    const all = findings(rule, text, modes);
    expect(all.map(({ finding }) => finding)).toContain('violated');
    for (const { at, message } of all) {
      expect(text.slice(at.start, at.end).trim()).not.toBe('');
      expect(message).toMatch(/^[^\n]+\.$/);
    }
  });

  it.each(undecided)('is undecided on %j', (text) => {
    expect(findings(rule, text, modes).map(({ finding }) => finding)).toEqual(['undecided']);
  });

  it.each(satisfied)('has nothing to say of %j', (text) => {
    expect(findings(rule, text, modes)).toEqual([]);
  });

  const fixes = [...violated, ...undecided].flatMap((text) =>
    findings(rule, text, modes).flatMap((problem) => problem.fixes.map((fix) => ({ text, fix, title: fix.title }))),
  );

  it.each(fixes)('$title: mends its finding and adds none that decides', ({ text, fix }) => {
    const after = applyEdits(text, fix.edits);
    expect(findings(rule, after, modes).length).toBeLessThan(findings(rule, text, modes).length);
    for (const other of anyUserRules) {
      const added = findings(other, after, modes).filter(({ deciding }) => deciding);
      if (other !== rule) expect(added.length).toBeLessThanOrEqual(findings(other, text, modes).length);
    }
  });
});
