import { describe, expect, it } from 'vitest';
import { markdownOfAll } from '../../../server/src/engine/formats/markdown.ts';
import { markdownReport } from '../../../server/src/engine/view/markdown.ts';
import { around, everyKind, finding, subject } from './fixture.ts';

describe('the Markdown report', () => {
  it('of one subject is its own page', () => {
    const one = subject('Dockerfile', [finding()]);
    expect(markdownOfAll(around([one]))).toBe(markdownReport(one));
  });
  it('of several starts with a table, and says what was not read', () => {
    const text = markdownOfAll(everyKind);
    expect(text.slice(0, text.indexOf('\n## docker'))).toMatchInlineSnapshot(`
      "# ST4SD compliance

      2 files: 2 do not meet contrib, 1 not read.

      | | judged by | contrib | gold |
      |---|---|---|---|
      | docker/a b,c:100%.Dockerfile | contrib | ✘ not met (1 to go) | ? cannot be told (1 to go) |

      ## Not read

      - not/there: There is no such file or folder.

      ## .st4sd.yaml

      - line 2: No key "levle".
      "
    `);
    expect(text.match(/^#+ .*/gm)).toEqual([
      '# ST4SD compliance',
      '## Not read',
      '## .st4sd.yaml',
      '## docker/a b,c:100%.Dockerfile',
    ]);
    expect(text).toMatch(/[^\n]\n$/);
  });
  it('is not steered by what a path holds', () => {
    const text = markdownOfAll(around([subject('a|b\n# c', []), subject('<i>`x`', [])]));
    expect(text).toContain('| a\\|b # c |');
    expect(text).toContain('| \\<i\\>\\`x\\` |');
  });
});
