import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Check, checkDockerfile, checkImageJson } from '../server/src/engine/check.ts';
import { fixAll } from '../server/src/engine/fixAll.ts';
import { documentedRules } from '../server/src/engine/rules/all.ts';
import { applyEdits } from '../server/src/engine/text/span.ts';

/** Every example of every rule: the seeds that are mutated. */
const examples = documentedRules.flatMap(({ examples: { violated, undecided = [], satisfied } }) => [
  ...violated,
  ...undecided,
  ...satisfied,
]);
const dockerfiles = examples.filter((text) => !/^\s*[{[]/.test(text));
const documents = examples.filter((text) => /^\s*[{[]/.test(text));

const snippets = [
  '\\\n',
  '\n',
  '"',
  "'",
  '$',
  '${',
  '}',
  '<<EOF\n',
  'FROM ',
  'USER root\n',
  'ONBUILD ',
  '# escape=`\n',
  '\u0000',
  '\r\n',
  '\uFEFF',
  '\u{1F600}',
  '[',
  ']',
  '--from=',
  '&&',
  '|',
  '$(',
  '`',
  '\t',
  '=',
  ':',
  '@',
  '/root',
  'é',
];

/** A text with some stretches cut out, doubled or replaced. */
const mutated = (texts: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom('', ...snippets)), { maxLength: 6 }),
    )
    .map(([text, changes]) =>
      changes.reduce((current, [at, length, put]) => {
        const start = current.length === 0 ? 0 : at % current.length;
        return current.slice(0, start) + put + current.slice(start + length);
      }, text),
    );

function insideText(check: Check): void {
  const length = check.text.length;
  for (const { at, fixes, message } of check.problems) {
    expect(at.start).toBeGreaterThanOrEqual(0);
    expect(at.start).toBeLessThanOrEqual(at.end);
    expect(at.end).toBeLessThanOrEqual(length);
    expect(message).not.toContain('\n');
    for (const { edits } of fixes) {
      for (const { span } of edits) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(length);
      }
      applyEdits(check.text, edits);
    }
  }
}

/** Verdicts without what depends on lines, and without the rules that the change itself is about. */
function verdicts(text: string, besides: readonly string[] = []): unknown {
  const { criteria, problems } = checkDockerfile(text);
  const others = problems.filter(({ rule }) => !besides.includes(rule));
  return {
    criteria: criteria.map(({ id, verdict }) => `${id} ${verdict}`),
    rules: others.map(({ rule, finding, deciding }) => `${rule} ${finding} ${deciding}`).sort(),
  };
}

describe('a check', () => {
  it('never throws on a Dockerfile, ends, and keeps every place inside the text', () => {
    fc.assert(
      fc.property(mutated(dockerfiles), (text) => insideText(checkDockerfile(text))),
      { numRuns: 1500 },
    );
  });

  it('never throws on an image document', () => {
    fc.assert(
      fc.property(mutated(documents), (text) => {
        const check = checkImageJson(text);
        if ('problem' in check) expect(check.problem).toMatch(/\S/);
        else insideText(check);
      }),
      { numRuns: 500 },
    );
  });

  it('with all safe fixes made changes nothing a second time', () => {
    fc.assert(
      fc.property(mutated(dockerfiles), (text) => {
        const once = fixAll(checkDockerfile, text);
        expect(applyEdits(text, once.edits)).toBe(once.text);
        expect(fixAll(checkDockerfile, once.text).text).toBe(once.text);
      }),
      { numRuns: 600, examples: [['FROM debian:12\nRUN useradd -u 10001USER root\n']] },
    );
  });
});

describe('no verdict changes', () => {
  const withoutHeredocs = dockerfiles.filter((text) => !text.includes('<<'));
  it.each(dockerfiles)('with CRLF line ends: %j', (text) => {
    // The script of a heredoc keeps its CR: its shell gets other words.
    if (text.includes('RUN <<')) return;
    expect(verdicts(text.replaceAll('\n', '\r\n'))).toEqual(verdicts(text));
  });
  it.each(withoutHeredocs)('with other letter case of the instructions: %j', (text) => {
    expect(verdicts(text.replace(/^[A-Z]+(?= )/gm, (word) => word.toLowerCase()))).toEqual(verdicts(text));
  });
  it.each(withoutHeredocs)('with comments and blank lines between instructions: %j', (text) => {
    if (text.startsWith('#')) return;
    expect(verdicts(text.replace(/\n(?=[A-Z]+ )/g, '\n\n# a comment\n\n'))).toEqual(verdicts(text));
  });
  it.each(withoutHeredocs)('with lines continued elsewhere: %j', (text) => {
    const reflowed = text.replace(/^(RUN [^\n]*?) (&& [^\n]*)$/gm, '$1 \\\n  # why\n  $2');
    expect(verdicts(reflowed)).toEqual(verdicts(text));
  });
  it.each(withoutHeredocs)('with an unused stage in front: %j', (text) => {
    if (!/^FROM /.test(text) || text.includes('--from=0') || /[Uu]nused/.test(text)) return;
    const longer = `FROM debian:12 AS unrelated-stage\nRUN true\n${text}`;
    expect(verdicts(longer, ['unused-stage'])).toEqual(verdicts(text, ['unused-stage']));
  });
});
