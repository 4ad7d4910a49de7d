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

  it('has a doubt only while nothing else of the criterion is violated', () => {
    const rulesOf = (text: string) =>
      checkDockerfile(text, { level: 'gold' })
        .problems.filter(
          ({ finding, criterion }) =>
            finding === 'undecided' &&
            ['any-user-access', 'size-optimised', 'other-security'].includes(criterion ?? ''),
        )
        .map(({ rule }) => rule);
    const unread = 'FROM debian:13\nCOPY a.sh /\nRUN /a.sh\nUSER 1001\nCMD ["a"]\n';
    expect(rulesOf(unread)).toEqual(['restrictive-mode', 'build-tools-shipped', 'piped-installer']);
    expect(rulesOf(`${unread}WORKDIR /root\n`)).toEqual(['build-tools-shipped', 'piped-installer']);
    const waived = '# st4sd ignore=root-home; reason=a marker only\nWORKDIR /root\n';
    expect(rulesOf(`${unread}${waived}`)).toContain('restrictive-mode');
  });
});
