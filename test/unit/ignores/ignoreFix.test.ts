import { describe, expect, it } from 'vitest';
import { checkDockerfile } from '../../../server/src/engine/check.ts';
import { ignoreFix } from '../../../server/src/engine/ignores/ignoreFix.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';

/** The text after the finding of the rule is ignored, with a reason filled in. */
function ignored(text: string, rule: string): string | undefined {
  const { dockerfile, problems } = checkDockerfile(text);
  const problem = problems.find((one) => one.rule === rule);
  const fix = dockerfile && problem && ignoreFix(dockerfile, problem);
  return fix && applyEdits(text, fix.edits).replace(/reason=(?=\r?\n)/, 'reason=why');
}

describe('ignoring a finding', () => {
  it.each([
    ['FROM debian:12\nUSER root\n', 'FROM debian:12\n# st4sd ignore=non-root-user; reason=why\nUSER root\n'],
    ['FROM debian:12\n  USER root\n', 'FROM debian:12\n  # st4sd ignore=non-root-user; reason=why\n  USER root\n'],
    ['FROM debian:12\r\nUSER root', 'FROM debian:12\r\n# st4sd ignore=non-root-user; reason=why\r\nUSER root'],
    [
      '# syntax=docker/dockerfile:1\n# escape=`\nFROM debian:12\n',
      '# syntax=docker/dockerfile:1\n# escape=`\n# st4sd ignore=non-root-user; reason=why\nFROM debian:12\n',
    ],
    ['\uFEFFFROM debian:12\n', '\uFEFF# st4sd ignore=non-root-user; reason=why\nFROM debian:12\n'],
    ['FROM debian:12 \\\n  AS a\n', '# st4sd ignore=non-root-user; reason=why\nFROM debian:12 \\\n  AS a\n'],
    ['# what it is\nFROM debian:12\n', '# what it is\n# st4sd ignore=non-root-user; reason=why\nFROM debian:12\n'],
  ])('%j', (text, expected) => {
    const after = ignored(text, 'non-root-user');
    expect(after).toBe(expected);
    const left = checkDockerfile(expected).problems.filter(({ rule }) => rule === 'non-root-user');
    expect(left.map(({ ignore }) => ignore?.reason)).toEqual(['why']);
  });

  it('goes above the instruction that a continued line belongs to', () => {
    const text = 'FROM debian:12\nUSER 1000\nRUN echo a && \\\n  # why\n  apt-get install -y x\n';
    expect(ignored(text, 'root-needed-after-user')).toBe(
      text.replace('RUN', '# st4sd ignore=root-needed-after-user; reason=why\nRUN'),
    );
  });

  it.each([
    ['FORM debian:12\n', 'syntax'],
    ['# st4sd ignore=non-root-user\nFROM debian:12\n', 'non-root-user'],
    ['# st4sd level=silver\nFROM debian:12\n', 'configuration'],
  ])('is not offered in %j for %s', (text, rule) => {
    expect(ignored(text, rule)).toBeUndefined();
  });
});
