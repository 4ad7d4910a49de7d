import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../server/src/engine/formats/htmlPage.ts';
import type { Report } from '../../../server/src/engine/report.ts';
import { around, everyKind, finding, subject } from './fixture.ts';

/** Everything that opens is closed again, in order. */
function checkNesting(page: string): void {
  const withoutStyle = page.replace(/<style>.*?<\/style>/s, '').replace('<!DOCTYPE html>', '');
  const open: string[] = [];
  for (const [, closing, name = ''] of withoutStyle.matchAll(/<(\/?)([a-z0-9]+)(?: [^<>]*)?>/g)) {
    if (name === 'meta') continue;
    if (closing === '/') expect(open.pop()).toBe(name);
    else open.push(name);
  }
  expect(open).toEqual([]);
}

function pageOf(report: Report): string {
  const page = htmlReport(report);
  checkNesting(page);
  return page;
}

describe('the HTML report', () => {
  it('needs nothing beside itself and does nothing', () => {
    const page = pageOf(everyKind);
    expect(page).not.toMatch(/<(script|button|link|img|iframe)|https?:|url\(|data-(fix|jump)|href="#"/);
    expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'");
  });
  it('shows places and repairs as words', () => {
    const page = pageOf(everyKind);
    expect(page).toContain('<span class="place" title="non-root-user">line 2</span>');
    expect(page).toContain('<span class="fix">Repair: Run as user 10001 in group 0</span>');
  });
  it('of several has a table of contents that leads to each part', () => {
    const page = pageOf(everyKind);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links).toEqual(['subject-0', 'subject-1']);
    for (const id of links) expect(page).toContain(`id="${id}"`);
    expect(page).toContain('<code>not/there</code>: There is no such file or folder.');
  });
  it('of one has none', () => {
    const page = pageOf(around([subject('Dockerfile', [finding()])]));
    expect(page).not.toContain('<nav');
    expect(page).toContain('<title>ST4SD compliance of Dockerfile</title>');
  });
  it('is not steered by what a file holds', () => {
    const evil = '</title><script>alert(1)</script><button type="button" data-fix="0">x</button>';
    const page = pageOf(
      around([subject(evil, [finding({ message: evil, fixes: [{ title: evil, safe: true, edits: [] }] })])]),
    );
    expect(page).not.toMatch(/<script|<button/);
  });
});
