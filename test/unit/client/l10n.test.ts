import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');
const keysOf = (path: string) => Object.keys(JSON.parse(read(path)) as object).sort();

it('lists every string of the client for translators', () => {
  const sources = readdirSync(`${root}/client/src`).filter((name) => name.endsWith('.ts'));
  const called = sources.flatMap((name) => [
    ...read(`client/src/${name}`).matchAll(/\bl10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g),
  ]);
  const calls = sources.flatMap((name) => read(`client/src/${name}`).match(/\bl10n\.t\(/g) ?? []);
  const strings = called.map(([, text = '']) => text);
  expect(strings).toHaveLength(calls.length);
  expect(keysOf('l10n/bundle.l10n.json')).toEqual([...new Set(strings)].sort());
});

it('has the words of the manifest, and no others', () => {
  const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
  expect(keysOf('package.nls.json')).toEqual([...new Set(used)].sort());
});
