import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../server/src/engine/check.ts';
import { checkExample } from '../server/src/engine/pages.ts';
import { allRules, documentedRules } from '../server/src/engine/rules/all.ts';
import { applyEdits } from '../server/src/engine/text/span.ts';

/** What a rule finds in an example. */
function found(text: string, ruleId: string): readonly Problem[] {
  const check = checkExample(text);
  expect(check, `no subject: ${text}`).toBeDefined();
  return (check?.problems ?? []).filter(({ rule }) => rule === ruleId);
}

describe('the registry of rules', () => {
  it('has every id once, in the form users write in pragmas', () => {
    const ids = documentedRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('lists every rule file', () => {
    const folder = join(import.meta.dirname, '../server/src/engine/rules');
    const files = readdirSync(folder).map((file) => file.replace('.ts', ''));
    const named = documentedRules.map(({ id }) => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()));
    for (const name of named) expect(files).toContain(name);
    const others = ['all', 'leftoverFindings', 'newAccount', 'nonRootFixes', 'rule', 'schemeAdvice', 'testCommand'];
    expect(files.filter((file) => !named.includes(file)).sort()).toEqual(others.sort());
  });

  it.each(documentedRules.map((rule) => [rule.id, rule] as const))(
    '%s says in one sentence what must hold',
    (_, rule) => {
      expect(rule.title).toMatch(/^[A-Z][^.!?]*\.$/);
      expect(rule.why.length).toBeGreaterThan(40);
      expect(rule.ignore).toMatch(/\.$/);
      expect(rule.examples.violated.length + (rule.examples.undecided ?? []).length).toBeGreaterThan(0);
      expect(rule.examples.satisfied.length).toBeGreaterThan(0);
    },
  );
});

describe.each(documentedRules.map((rule) => [rule.id, rule] as const))('%s', (id, { examples }) => {
  it.each(examples.violated)('is violated by %j', (text) => {
    const problems = found(text, id).filter(({ finding }) => finding === 'violated');
    expect(problems.length).toBeGreaterThan(0);
    for (const { at, message } of problems) {
      expect(at.start).toBeGreaterThanOrEqual(0);
      expect(at.end).toBeLessThanOrEqual(text.length);
      expect(text.slice(at.start, at.end).trim()).not.toBe('');
      expect(message).toMatch(/^[^\n]+\.$/);
      expect(message).not.toMatch(/\b(invalid|please)\b/i);
    }
  });

  it.each(examples.undecided ?? [])('is undecided on %j', (text) => {
    expect(found(text, id).map(({ finding }) => finding)).toEqual(['undecided']);
  });

  it.each(examples.satisfied)('has nothing to say of %j', (text) => {
    expect(found(text, id)).toEqual([]);
  });
});

const fixes = allRules.flatMap(({ id, examples }) =>
  [...examples.violated, ...(examples.undecided ?? [])].flatMap((text) =>
    found(text, id).flatMap((problem) => problem.fixes.map((fix) => ({ id, title: fix.title, fix, problem, text }))),
  ),
);

describe('the fixes of the examples', () => {
  it.each(fixes)(
    '$id, $title: mends its finding, adds none, and is not offered again',
    ({ id, fix, problem, text }) => {
      const fixed = applyEdits(text, fix.edits);
      expect(fixed).not.toBe(text);
      const left = checkExample(fixed)?.problems ?? [];
      const before = checkExample(text)?.problems ?? [];
      // What it inserts is still to be filled in, which stays undecided in other words.
      if (id === 'image-declared') {
        expect(left.filter(({ rule }) => rule === id)).toMatchObject([{ finding: 'undecided', fixes: [] }]);
        return;
      }
      expect(left.filter(({ rule }) => rule === id).length).toBeLessThan(
        before.filter(({ rule }) => rule === id).length,
      );
      const added = left.filter((one) => one.deciding && !before.some((other) => other.rule === one.rule));
      expect(added.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
      const again = left.find((one) => one.rule === id && one.message === problem.message)?.fixes ?? [];
      expect(again.map(({ title }) => title)).not.toContain(fix.title);
    },
  );
});
