import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { allRules } from '../../../server/src/engine/rules/all.ts';
import type { Finding, Rule } from '../../../server/src/engine/rules/rule.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';
import { factsOf, findings } from './judging.ts';

const rules = allRules.filter(({ criterion }) => criterion === 'size-optimised');

const commands = [
  ...['apt-get update', 'sudo apt-get install -y gcc', 'apk add a', 'apk update', 'dnf install -y a', 'zypper -n in a'],
  ...[
    'pip install a',
    'conda install -y a',
    'npm ci',
    'yarn',
    'rm -rf /var/lib/apt/lists/*',
    './clean.sh',
    '. /env.sh',
  ],
  ...['wget https://h/a.tgz', 'tar xf a.tgz', 'rm a.tgz', 'chown -R 1 /app', 'rm -rf /app', 'useradd -u 1234567 a'],
  ...[
    'cd /tmp',
    'cat <<EOF\nx\nEOF',
    'bash -c "apt-get update"',
    '(pip install b)',
    '{ npm ci; }',
    'if a; then yarn; fi',
  ],
];
const joints = [' && ', '; ', ' \\\n && ', ' && \\\n    ', ' || ', ' | ', ' & ', '\n', ' \\\n# c\n && ', ' ;\\\n\t'];
const shell = fc
  .array(fc.tuple(fc.constantFrom(...commands), fc.constantFrom(...joints)), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.map(([command, joint]) => command + joint).join(''));
const run = fc.oneof(
  shell.map((text) => `RUN ${text.replace(/[ \\;&|]*$/, '').replace(/\n(?!\s*(?:&&|#)|x|EOF| {4}|\t)/g, ' && ')}`),
  shell.map((text) => `RUN <<END\n${text}\nEND`),
  fc.constantFrom(
    'COPY . /app',
    'ADD https://h/a.tgz /',
    'WORKDIR /w',
    'USER 1000',
    'ENV PIP_NO_CACHE_DIR=1',
    'FROM a:1',
  ),
);
const file = fc
  .tuple(fc.constantFrom('debian:12', 'python:3.13', '$X', 'scratch', 'alpine'), fc.array(run, { maxLength: 5 }))
  .map(([base, runs]) => `FROM ${base}\n${runs.join('\n')}\n`);
const soup = fc
  .array(fc.constantFrom(...commands, ...joints, '"', "'", '`', '$(', ')', '{', '}', '\\', '$A', '<<EOF', '\r', '\0'))
  .map((parts) => `FROM debian:12\nRUN ${parts.join('')}\n`);

/** What every rule finds, of one reading of the file. */
function found(text: string): ReadonlyMap<Rule, readonly Finding[]> {
  const facts = factsOf(text);
  return new Map(rules.map((rule) => [rule, findings(rule, facts)]));
}

describe('the rules on size', () => {
  it('never throw', () => {
    fc.assert(
      fc.property(fc.oneof(file, soup), (text) => {
        expect(found(text).size).toBe(rules.length);
      }),
      { numRuns: 300 },
    );
  });
  it('offer only fixes that leave the file as sound as it was, and mend', () => {
    fc.assert(
      fc.property(file, (text) => {
        const problems = parseDockerfile(text).problems.length;
        for (const [rule, before] of found(text)) {
          for (const fix of before.flatMap(({ fixes }) => fixes)) {
            const fixed = applyEdits(text, fix.edits);
            expect(parseDockerfile(fixed).problems.length, fixed).toBeLessThanOrEqual(problems);
            expect(findings(rule, fixed).length, fixed).toBeLessThan(before.length);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
  it('take what nobody writes', () => {
    const many = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, i) => line(i));
    const texts = [
      `FROM debian:12\n${many(1000, () => 'RUN apt-get update && apt-get install gcc').join('\n')}\n`,
      `FROM debian:12\nRUN apt-get install ${many(3000, (i) => `a${i}-dev`).join(' ')} && apt-get purge ${many(3000, (i) => `b${i}*`).join(' ')}\n`,
      `FROM debian:12\n${many(600, (i) => `COPY d${i}/ /d/${i}/\nRUN chown -R 1 /d && rm -rf /d/${i}`).join('\n')}\n`,
      `FROM debian:12\nRUN pip install a && rm -rf ${'/a*'.repeat(9000)} ${'*'.repeat(9000)}\n`,
      `FROM debian:12\nRUN ${many(600, (i) => `wget https://h/a${i}.tgz && tar xf a${i}.tgz`).join(' && ')}\n`,
    ];
    for (const text of texts) expect(found(text).size).toBe(rules.length);
  });
});
