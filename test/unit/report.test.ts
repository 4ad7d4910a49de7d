import { describe, expect, it } from 'vitest';
import { checkDockerfile } from '../../server/src/engine/check.ts';
import { reportSubject } from '../../server/src/engine/report.ts';

describe('the report', () => {
  it('tells of a stage that nothing uses, which is no mark in the text', () => {
    const text = 'FROM debian:12 AS spare\nRUN make\nFROM debian:12\nUSER 1001\nCMD ["a"]\n';
    const { problems } = reportSubject(checkDockerfile(text, { level: 'gold' }), 'Dockerfile');
    expect(problems.filter(({ rule }) => rule === 'unused-stage')).toMatchObject([
      { severity: null, range: { start: { line: 0 } } },
    ]);
  });
});
