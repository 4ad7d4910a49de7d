import { describe, expect, it } from 'vitest';
import published from '../../../server/data/foreign-rules.json' with { type: 'json' };
import { foreignNames, rulesKnownTo, rulesOfForeign } from '../../../server/src/engine/ignores/foreignRules.ts';
import { documentedRules } from '../../../server/src/engine/rules/all.ts';

/** Rules of the catalogue that are not there yet; none when all are. */
const planned = [
  ...['add-for-copy', 'apk-cache', 'apt-lists', 'apt-recommends', 'deprecated-maintainer', 'distribution-upgrade'],
  ...['dnf-cache', 'fixed-platform', 'maintainer-label', 'many-layers', 'npm-cache', 'pip-cache', 'provenance-labels'],
  ...['redundant-platform', 'secret-name', 'sparse-log', 'sudo', 'trusted-registry', 'undeclared-base-argument'],
  ...['undeclared-platform-argument', 'unpinned-python', 'unresolved-base', 'whole-context', 'zypper-cache'],
];
const known = new Set([...documentedRules.map(({ id }) => id), ...planned]);

describe('the table of foreign rules', () => {
  const rows = Object.entries(published).flatMap(([tool, names]) =>
    Object.entries(names).map(([name, rules]) => ({ tool, name, rules })),
  );

  it.each(rows)('$tool $name stands for rules that there are', ({ tool, name, rules }) => {
    expect(name).toMatch(tool === 'hadolint' ? /^DL\d{4}$/ : /^[A-Z][A-Za-z]+$/);
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.filter((rule) => !known.has(rule))).toEqual([]);
  });

  it('is in order, so that a row is found', () => {
    for (const names of Object.values(published)) expect(Object.keys(names)).toEqual(Object.keys(names).toSorted());
  });

  it('is read both ways', () => {
    expect(rulesOfForeign('hadolint', 'DL3002')).toEqual(['non-root-user']);
    expect(rulesOfForeign('buildkit', 'DL3002')).toEqual([]);
    expect(rulesOfForeign('hadolint', 'constructor')).toEqual([]);
    expect(foreignNames('exec-form')).toEqual([
      { tool: 'hadolint', name: 'DL3025' },
      { tool: 'buildkit', name: 'JSONArgsRecommended' },
    ]);
    expect(rulesKnownTo('buildkit')).toContain('secret-name');
  });
});
