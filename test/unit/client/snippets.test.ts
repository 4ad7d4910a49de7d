import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDockerfile } from '../../../server/src/engine/check.ts';
import { snippetText } from './snippetText.ts';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: string | readonly string[];
}

const file = join(import.meta.dirname, '../../../client/snippets.json');
const snippets: Readonly<Record<string, Snippet>> = JSON.parse(readFileSync(file, 'utf8'));

/** The file that the snippet is for. */
function around(prefix: string, lines: string): string {
  const isPragma = lines.startsWith('#');
  const base = prefix === 'st4sd-micromamba' ? 'mambaorg/micromamba:2.3.0' : 'debian:13.1-slim';
  return [
    ...(isPragma ? [lines] : []),
    `FROM ${base} AS app`,
    ...(isPragma ? [] : [lines]),
    'CMD ["lattice-gas"]',
    'USER 10001:0\n',
  ].join('\n');
}

/** What gold minds in the file. */
function minded(text: string): readonly string[] {
  return checkDockerfile(text, { level: 'gold', date: '2026-11-24' })
    .problems.filter(({ finding, rule }) => finding === 'violated' && rule !== 'dead-instruction')
    .map(({ rule }) => rule);
}

describe.each(Object.entries(snippets))('%s', (_, { prefix, body }) => {
  const text = snippetText(typeof body === 'string' ? body : body.join('\n'));

  it('brings nothing in that gold minds', () => {
    const before = minded(around(prefix, 'WORKDIR /work'));
    expect(minded(around(prefix, text)).filter((rule) => !before.includes(rule))).toEqual([]);
  });

  it('is found by a prefix of ours, and leaves no sign of a snippet', () => {
    expect(prefix).toMatch(/^st4sd-[a-z]+$/);
    expect(text).not.toMatch(/\$\{|\|/);
  });
});

it('writes the lines as a Dockerfile has them', () => {
  const { body = [] } = snippets['ST4SD: packages of conda-forge'] ?? {};
  expect(snippetText([...body].join('\n'))).toBe(
    'RUN micromamba install -y -n base -c conda-forge numpy=2.2 && \\\n    micromamba clean --all --yes\nENV PATH=/opt/conda/bin:$PATH',
  );
});
