import { describe, expect, it } from 'vitest';
import { settingsFor } from '../../../server/src/engine/configuration/settingsFor.ts';
import { defaultSettings, readSettings } from '../../../server/src/engine/settings.ts';

describe('settings from a client', () => {
  it('that are the defaults of the manifest say nothing', () => {
    const sent = {
      level: null,
      images: {},
      maintainers: [],
      trustedRegistries: [],
      sizeBudget: null,
      target: null,
      rules: {},
      checkWhen: 'always',
      hints: true,
      inlayHints: true,
      codeLens: true,
    };
    expect(readSettings(sent)).toEqual(defaultSettings);
  });

  it('mirror the file', () => {
    const { configuration } = readSettings({
      images: { 'a/Dockerfile': 'quay.io/x/a:1.0.0' },
      maintainers: ['hlcs'],
      sizeBudget: '1GB',
      buildArgs: { A: '1' },
      bases: { ours: { user: 'app' } },
      rules: { 'base-tag': 'off' },
      allowIgnores: false,
    });
    expect(settingsFor(configuration, 'a/Dockerfile')).toMatchObject({
      reference: 'quay.io/x/a:1.0.0',
      maintainers: ['hlcs'],
      sizeBudget: 1_000_000_000,
      buildArgs: new Map([['A', '1']]),
      off: new Set(['base-tag']),
      allowIgnores: false,
      file: undefined,
    });
    expect(configuration.bases[0]?.source).toBe('settings');
    expect(configuration.images[0]?.referenceAt).toBeUndefined();
  });

  it.each([undefined, null, 7, 'x', [], { rules: 7, maintainers: { a: 1 }, images: 'x', bases: [1], level: 3 }])(
    'that are %j keep their defaults',
    (sent) => {
      const { configuration, ...rest } = readSettings(sent);
      expect(rest).toEqual({
        level: undefined,
        checkWhen: 'always',
        hints: true,
        inlayHints: true,
        codeLens: true,
      });
      expect(configuration).toMatchObject({ defaults: {}, images: [], bases: [], rules: new Map() });
    },
  );
});
