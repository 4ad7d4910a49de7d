import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import type { Finding, Rule } from '../../../server/src/engine/rules/rule.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';
import { factsOf, findings } from './judging.ts';

/** What files are made of to try rules on. */
export interface Material {
  readonly bases: readonly string[];
  /** Commands of a shell, and what stands between them. */
  readonly commands: readonly string[];
  readonly joints: readonly string[];
  /** Other instructions. */
  readonly instructions: readonly string[];
  /** Texts that nobody writes. */
  readonly huge: readonly string[];
}

/** Holds that the rules take any file, tell places and sentences, and repair what they find. */
export function holdsOnAnything(rules: readonly Rule[], material: Material): void {
  const { file, soup } = filesOf(material);

  it('tell a place of the text in a sentence', () => {
    fc.assert(
      fc.property(fc.oneof(file, soup), (text) => areSound(text, found(rules, text))),
      { numRuns: 300 },
    );
  });

  it('offer only fixes that leave the file as sound as it was, and mend', () => {
    fc.assert(
      fc.property(file, (text) => {
        const problems = parseDockerfile(text).problems.length;
        for (const [rule, before] of found(rules, text)) {
          for (const fix of before.flatMap(({ fixes }) => fixes)) {
            const fixed = applyEdits(text, fix.edits);
            expect(parseDockerfile(fixed).problems.length, fixed).toBeLessThanOrEqual(problems);
            expect(findings(rule, fixed).length, `${rule.id}\n${text}\n${fixed}`).toBeLessThan(before.length);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('take what nobody writes', () => {
    for (const text of material.huge) areSound(text, found(rules, text));
  });
}

/** The same line many times over, each with its number. */
export function many(count: number, line: (index: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, i) => line(i));
}

function filesOf({ bases, commands, joints, instructions }: Material) {
  const shell = fc
    .array(fc.tuple(fc.constantFrom(...commands), fc.constantFrom(...joints)), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.map(([command, joint]) => command + joint).join(''));
  const line = fc.oneof(
    shell.map((text) => `RUN ${text.replace(/[ \\;&|]*$/, '').replace(/\n(?!\s*(?:&&|#)|x|EOF| {4}|\t)/g, ' && ')}`),
    shell.map((text) => `RUN <<END\n${text}\nEND`),
    fc.constantFrom(...instructions),
  );
  const file = fc
    .tuple(fc.constantFrom(...bases), fc.array(line, { maxLength: 5 }))
    .map(([base, lines]) => `FROM ${base}\n${lines.join('\n')}\n`);
  const soup = fc
    .array(fc.constantFrom(...commands, ...joints, '"', "'", '`', '$(', ')', '{', '}', '\\', '$A', '<<EOF', '\r', '\0'))
    .map((parts) => `FROM debian:13\nRUN ${parts.join('')}\n`);
  return { file, soup };
}

/** What every rule finds, of one reading of the file. */
function found(rules: readonly Rule[], text: string): ReadonlyMap<Rule, readonly Finding[]> {
  const facts = factsOf(text);
  return new Map(rules.map((rule) => [rule, findings(rule, facts)]));
}

function areSound(text: string, all: ReadonlyMap<Rule, readonly Finding[]>): void {
  for (const { at, message } of [...all.values()].flat()) {
    expect(at.start).toBeGreaterThanOrEqual(0);
    expect(at.start).toBeLessThanOrEqual(at.end);
    expect(at.end).toBeLessThanOrEqual(text.length);
    expect(message).toMatch(/\.$/);
  }
}
