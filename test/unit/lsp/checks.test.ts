import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultSettings } from '../../../server/src/engine/settings.ts';
import { newChecks } from '../../../server/src/lsp/checks.ts';

const plain = TextDocument.create('file:///work/Dockerfile', 'dockerfile', 1, 'FROM debian:12\n');
const marked = TextDocument.create('file:///work/other.Dockerfile', 'dockerfile', 1, '# st4sd level=gold\nFROM a\n');

/** Nothing stands around. */
const neighbourhood = { of: () => undefined };

describe('where only configured files are checked', () => {
  const checks = newChecks(
    { ...defaultSettings, checkWhen: 'configured' },
    { today: () => '2026-11-24', neighbourhood },
  );

  it('is silent about a file without a comment, until somebody asks', () => {
    expect(checks.of(plain)).toBeUndefined();
    expect(checks.asked(plain)?.level).toBe('contrib');
    expect(checks.of(plain)).toBeUndefined();
  });

  it('speaks of a file with one', () => {
    expect(checks.of(marked)?.level).toBe('gold');
  });
});

describe('a check', () => {
  it('is made once, and anew the next day', () => {
    let today = '2026-11-24';
    const checks = newChecks(defaultSettings, { today: () => today, neighbourhood });
    const first = checks.of(plain);
    expect(checks.of(plain)).toBe(first);
    today = '2026-11-25';
    expect(checks.of(plain)).not.toBe(first);
  });

  it('is made anew where the settings change', () => {
    const checks = newChecks(defaultSettings, { today: () => '2026-11-24', neighbourhood });
    expect(checks.of(plain)?.level).toBe('contrib');
    checks.use({ ...defaultSettings, level: 'gold' });
    expect(checks.of(plain)?.level).toBe('gold');
  });
});
