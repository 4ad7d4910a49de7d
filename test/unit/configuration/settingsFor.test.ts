import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../server/src/engine/configuration/configuration.ts';
import { overlaid } from '../../../server/src/engine/configuration/overlaid.ts';
import { readConfiguration } from '../../../server/src/engine/configuration/readConfiguration.ts';
import { settingsFor } from '../../../server/src/engine/configuration/settingsFor.ts';

function configurationOf(text: string): Configuration {
  const result = readConfiguration(text, '.st4sd.yaml');
  if ('problem' in result) throw new Error(result.problem);
  return result.configuration;
}

const file = configurationOf(`level: gold
target: app
buildArgs: {A: 1, B: 2}
images:
  a/Dockerfile: quay.io/x/a:1.0.0
  a/*:
    reference: quay.io/x/any:1.0.0
    level: contrib
    buildArgs: {B: 3}
maintainers: []
rules: {base-tag: off, exec-form: on}
`);

describe('the settings in force', () => {
  it('are those of the first glob that matches, over those of the top', () => {
    expect(settingsFor(file, 'a/Dockerfile')).toMatchObject({ reference: 'quay.io/x/a:1.0.0', level: 'gold' });
    expect(settingsFor(file, 'a/b.Dockerfile')).toMatchObject({
      reference: 'quay.io/x/any:1.0.0',
      level: 'contrib',
      target: 'app',
      buildArgs: new Map([
        ['A', '1'],
        ['B', '3'],
      ]),
    });
    expect(settingsFor(file, 'b/Dockerfile').reference).toBeUndefined();
  });

  it('hold what rules are given', () => {
    expect(settingsFor(file, 'Dockerfile')).toMatchObject({
      maintainers: undefined,
      accelerators: [],
      trustedRegistries: undefined,
      labels: [],
      off: new Set(['base-tag']),
      allowIgnores: true,
      file: { path: '.st4sd.yaml' },
    });
  });

  it('without a configuration are those of nobody', () => {
    expect(settingsFor(undefined, 'Dockerfile')).toMatchObject({
      off: new Set(),
      allowIgnores: true,
      file: undefined,
      accelerators: [],
    });
  });
});

describe('a configuration over the settings of the editor', () => {
  const settings = configurationOf(
    'level: contrib\nmaintainers: [hlcs]\nlabels: [a]\nrules: {base-tag: on, moving-tag: off}\nallowIgnores: false\n',
  );

  it('wins key by key and rule by rule', () => {
    const both = overlaid(configurationOf('level: gold\nlabels: [b]\nrules: {base-tag: off}\n'), settings);
    expect(settingsFor(both, 'Dockerfile')).toMatchObject({
      level: 'gold',
      maintainers: ['hlcs'],
      labels: ['b'],
      off: new Set(['base-tag', 'moving-tag']),
      allowIgnores: false,
    });
  });

  it('leaves them as they are where there is none', () => {
    expect(overlaid(undefined, settings)).toBe(settings);
  });
});
