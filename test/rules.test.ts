import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../server/src/engine/check.ts';
import { checkExample } from '../server/src/engine/pages.ts';
import { allRules, documentedRules } from '../server/src/engine/rules/all.ts';
import { applyEdits } from '../server/src/engine/text/span.ts';

function problemsOf(text: string): readonly Problem[] {
  const check = checkExample(text);
  expect(check, `no subject: ${text}`).toBeDefined();
  return check?.problems ?? [];
}

/** What a rule finds in an example. */
function found(text: string, ruleId: string): readonly Problem[] {
  return problemsOf(text).filter(({ rule }) => rule === ruleId);
}

/** The kinds of a rule's findings in an example; each says one plain sentence of words that stand there. */
function kinds(text: string, ruleId: string): readonly Problem['finding'][] {
  return found(text, ruleId).map(({ at, message, finding }) => {
    expect(at.start).toBeGreaterThanOrEqual(0);
    expect(at.end).toBeLessThanOrEqual(text.length);
    expect(text.slice(at.start, at.end).trim()).not.toBe('');
    expect(message).toMatch(/^[^\n]+\.$/);
    expect(message).not.toMatch(/\b(invalid|please)\b/i);
    return finding;
  });
}

/** What decides a criterion, of one rule. */
function deciding(problems: readonly Problem[], ruleId: string): readonly Problem[] {
  // Where the last obstacle to other architectures is gone, the index decides.
  const isLeft = ruleId === 'index-platforms';
  return problems.filter(
    ({ deciding, finding, rule }) => deciding && rule === ruleId && !(isLeft && finding === 'undecided'),
  );
}

describe('the registry of rules', () => {
  it('has every id once, in the form users write in pragmas', () => {
    const ids = documentedRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('lists every rule file', () => {
    const folder = join(import.meta.dirname, '../server/src/engine/rules');
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name.replace('.ts', ''));
    const named = documentedRules.map(({ id }) => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()));
    for (const name of named) expect(files).toContain(name);
    const others = ['all', 'leftoverFindings', 'newAccount', 'nonRootFixes', 'rule', 'schemeAdvice', 'testCommand'];
    const halves = (file: string) => file.endsWith('OfImage') && named.includes(file.replace('OfImage', ''));
    const unnamed = files.filter((file) => !named.includes(file) && !file.endsWith('Rules') && !halves(file));
    expect(unnamed.sort()).toEqual(others.sort());
  });

  it.each(documentedRules.map((rule) => [rule.id, rule] as const))(
    '%s says in one sentence what must hold',
    (_, rule) => {
      expect(rule.title).toMatch(/^[A-Z][^.!?]*\.$/);
      expect(rule.why.length).toBeGreaterThan(40);
      expect(rule.ignore).toMatch(/\.$/);
      // That one compares two subjects, which no example is.
      const found = rule.examples.violated.length + (rule.examples.undecided ?? []).length;
      if (rule.id !== 'dockerfile-agrees') expect(found).toBeGreaterThan(0);
      expect(rule.examples.satisfied.length).toBeGreaterThan(0);
    },
  );
});

describe.each(documentedRules.map((rule) => [rule.id, rule] as const))('%s', (id, { examples }) => {
  it.each(examples.violated)('is violated by %j', (text) => {
    expect(kinds(text, id)).toEqual(['violated']);
  });

  it.each(examples.undecided ?? [])('is undecided on %j', (text) => {
    expect(kinds(text, id)).toEqual(['undecided']);
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
      const before = problemsOf(text);
      const left = problemsOf(fixed);
      const own = left.filter(({ rule }) => rule === id);
      // What it inserts is still to be filled in, which stays undecided in other words.
      if (id === 'image-declared') expect(own).toMatchObject([{ finding: 'undecided', fixes: [] }]);
      else expect(own).toEqual([]);
      expect(own.map(({ message }) => message)).not.toContain(problem.message);
      const added = documentedRules.flatMap((rule) => {
        const now = deciding(left, rule.id);
        return now.length > deciding(before, rule.id).length ? now : [];
      });
      expect(added.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    },
  );
});
