import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkstyleReport } from '../../../server/src/engine/formats/checkstyle.ts';
import { codeClimateReport } from '../../../server/src/engine/formats/codeClimate.ts';
import { githubReport } from '../../../server/src/engine/formats/github.ts';
import { htmlReport } from '../../../server/src/engine/formats/htmlPage.ts';
import { junitReport } from '../../../server/src/engine/formats/junit.ts';
import { markdownOfAll } from '../../../server/src/engine/formats/markdown.ts';
import { sarifReport } from '../../../server/src/engine/formats/sarif.ts';
import { around, finding, subject } from './fixture.ts';
import { readXml } from './readXml.ts';

/** Any UTF-16, halves of pairs and control characters among it, and what formats are made of. */
const junk = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('\0', '\n', '\r', '\uD800', '\uDC00', '<', '&', ']]>', '"', '%', '::', '\u0085', 'a'))
    .map((parts) => parts.join('')),
);

const reports = fc
  .record({ path: junk, message: junk, title: junk, waived: junk })
  .map(({ path, message, title, waived }) =>
    around(
      [
        subject(path, [
          finding({ message, ignored: true, waived }),
          finding({ message, fixes: [{ title, safe: true, edits: [] }] }),
        ]),
      ],
      {
        errors: [{ path, message }],
      },
    ),
  );

describe('whatever files and their names hold', () => {
  it('XML can be read', () => {
    fc.assert(fc.property(reports, (report) => readXml(junitReport(report)).name === 'testsuites'));
    fc.assert(fc.property(reports, (report) => readXml(checkstyleReport(report)).name === 'checkstyle'));
  });
  it('JSON can be read', () => {
    fc.assert(fc.property(reports, (report) => JSON.parse(sarifReport(report)).runs[0].results.length === 2));
    fc.assert(fc.property(reports, (report) => JSON.parse(codeClimateReport(report)).length === 2));
  });
  it('a workflow command stays one', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const lines = githubReport(report).split('\n');
        expect(lines).toHaveLength(4);
        expect(lines.slice(0, 2).every((line) => /^::error [^\r]*::/.test(line))).toBe(true);
      }),
    );
  });
  it('pages are made', () => {
    fc.assert(fc.property(reports, (report) => htmlReport(report).endsWith('</html>\n')));
    fc.assert(fc.property(reports, (report) => markdownOfAll(report).endsWith('\n')));
  });
});

describe('many findings', () => {
  it('take time in proportion', () => {
    const problems = Array.from({ length: 5000 }, () => finding({ message: `${'<&%:,'.repeat(20)}` }));
    const report = around([subject('Dockerfile', problems)]);
    const started = performance.now();
    for (const format of [
      sarifReport,
      junitReport,
      githubReport,
      checkstyleReport,
      codeClimateReport,
      htmlReport,
      markdownOfAll,
    ])
      format(report);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
