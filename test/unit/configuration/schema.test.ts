import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfiguration } from '../../../server/src/engine/configuration/readConfiguration.ts';
import { configurationSchema } from '../../../server/src/engine/configuration/schema.ts';
import { mirroredSettings, settingsTable } from '../../../server/src/engine/settings.ts';

const root = join(import.meta.dirname, '../../..');
const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

describe('the published schema', () => {
  it('is up to date', () => {
    expect(json('server/st4sd.schema.json'), 'npm run generate').toEqual(
      JSON.parse(JSON.stringify(configurationSchema())),
    );
  });

  const validate = new Ajv({ strict: false }).compile(configurationSchema());

  it.each([
    'level: gold',
    'images: {Dockerfile: "x:1", "b/*": {reference: x, level: gold, sizeBudget: 500MB}}',
    'maintainers: [hlcs]\naccelerators: []\nlabels: [a]\ntrustedRegistries: [quay.io]\noptimised: [mkl]',
    'target: 0\nbuildArgs: {A: 3.10, B: true, C: x}\nsizeBudget: 1000',
    'bases: {x/*: {user: 1000, entrypoint: [a], cmd: b}}',
    'rules: {base-tag: off}\nallowIgnores: false\nregistry: off',
    'levle: gold',
    'level: silver',
    'images: [x]',
    'images: {a: {levl: gold}}',
    'maintainers: hlcs',
    'buildArgs: {A: [b]}',
    'sizeBudget: 5 bananas',
    'sizeBudget: 0',
    'rules: {no-such-rule: off}',
    'rules: {syntax: off}',
    'rules: {base-tag: maybe}',
    'allowIgnores: never',
    'bases: {x: {entrypoint: {}}}',
  ])('agrees with the reader on %j', (text) => {
    const read = readConfiguration(text, 'x');
    expect(validate(parse(text))).toBe('problems' in read && read.problems.length === 0);
  });
});

describe('the settings of the manifest', () => {
  const { properties } = json('package.json').contributes.configuration;
  const words = json('package.nls.json');

  it.each([...mirroredSettings])('mirror %s', (name, { schema, description }) => {
    const { markdownDescription, scope: _, ...rest } = properties[`st4sd.${name}`] ?? {};
    expect(rest).toEqual(JSON.parse(JSON.stringify(schema)));
    expect(words[markdownDescription?.replaceAll('%', '')]).toBe(description);
  });

  it.each(Object.entries(settingsTable))('have %s', (name, { default: nothing, description }) => {
    const { markdownDescription, default: written } = properties[`st4sd.${name}`];
    expect(written).toBe(nothing);
    expect(words[markdownDescription.replaceAll('%', '')]).toBe(description);
  });

  it('take the schema for the file under both of its names', () => {
    expect(json('package.json').contributes.yamlValidation).toEqual([
      { fileMatch: ['.st4sd.yaml', '.st4sd.yml'], url: './server/st4sd.schema.json' },
    ]);
  });
});
