import { describe, expect, it } from 'vitest';
import { contributionAddress } from '../../../client/src/contributionAddress.ts';

const title = 'Contribute quay.io/st4sd/contributed-applications/namd-hlcs:1.0.0';

function asked(address: string) {
  const { origin, pathname, searchParams } = new URL(address);
  const said = (name: string) => searchParams.get(name) ?? '';
  return { form: origin + pathname, labels: said('labels'), title: said('title'), body: said('body') };
}

it('fills the form of ST4SD in', () => {
  const report = '# Dockerfile\n\n- RUN a && b; 100% of #1 + "é"\n';
  const { address, isShortened } = contributionAddress({ title, report });
  expect(isShortened).toBe(false);
  expect(asked(address)).toEqual({
    form: 'https://github.com/st4sd/overview/issues/new',
    labels: 'contribute-application',
    title,
    body: report,
  });
});

describe('a report that is longer than an address may be', () => {
  const lines = (line: string) => Array.from({ length: 500 }, (_, i) => `${i} ${line}`).join('\n');

  it.each([
    ['words', lines('the shipped application may be read by everybody')],
    ['signs that take three times the room', lines('%&#+=|'.repeat(9))],
    ['letters that take nine times the room', lines('語é𝄞'.repeat(9))],
    ['one line', 'x'.repeat(9000)],
  ])('is cut between lines: %s', (_, report) => {
    const { address, isShortened } = contributionAddress({ title, report });
    expect(isShortened).toBe(true);
    expect(address.length).toBeLessThanOrEqual(2000);
    const { body } = asked(address);
    expect(body).toContain('on the clipboard');
    const [kept = ''] = body.split('\n\n(Shortened');
    expect(report.startsWith(kept)).toBe(true);
    expect(kept === '' || report.charAt(kept.length)).toBe(kept === '' ? true : '\n');
  });

  it('leaves room whatever the title is', () => {
    const { address } = contributionAddress({ title: '𝄞'.repeat(300), report: lines('a') });
    expect(address.length).toBeLessThanOrEqual(2000);
    expect(asked(address).body).toContain('clipboard');
  });
});
