import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fact } from '../../../server/src/engine/facts/fact.ts';
import { factsFromImageJson } from '../../../server/src/engine/facts/image/fromImage.ts';
import type { ImageFacts } from '../../../server/src/engine/facts/imageFacts.ts';

const folder = join(import.meta.dirname, '../../fixtures/images');

/** `case/document` of every fixture. */
export const fixtureNames: readonly string[] = readdirSync(folder)
  .sort()
  .flatMap((name) => readdirSync(join(folder, name)).map((file) => `${name}/${file.replace('.json', '')}`));

export function fixture(name: string): string {
  return readFileSync(join(folder, `${name}.json`), 'utf8');
}

/** The facts of a text that is an image document. */
export function factsOf(text: string): ImageFacts {
  const facts = factsFromImageJson(text);
  if ('problem' in facts) throw new Error(facts.problem);
  return facts;
}

export const factNames = [
  'user',
  'entrypoint',
  'command',
  'workdir',
  'shell',
  'base',
  'environment',
  'labels',
  'platforms',
  'size',
  'ports',
  'volumes',
] as const satisfies readonly (keyof ImageFacts)[];

/** A fact on one line: its state and value, then the words it points to; digests are shortened. */
export function lineOf(fact: Fact<unknown>, text: string): string {
  const value =
    fact.state === 'known'
      ? ` ${JSON.stringify(fact.value instanceof Map ? Object.fromEntries(fact.value) : fact.value)}`
      : fact.state === 'unknown'
        ? `: ${fact.because}`
        : '';
  const line = `${fact.state}${value} @ ${text.slice(fact.at.start, fact.at.end)}`;
  return line.replace(/(sha256:[0-9a-f]{6})[0-9a-f]{58}/g, '$1');
}

/** Every fact on its line. */
export function linesOf(facts: ImageFacts, text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(factNames.map((name) => [name, lineOf(facts[name], text)]));
}
