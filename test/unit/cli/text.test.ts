import { describe, expect, it } from 'vitest';
import { subjectText } from '../../../server/src/cli/text.ts';
import { finding, subject } from '../formats/fixture.ts';

describe('the text of a subject', () => {
  it('shows finding, excerpt, what to write, levels and criteria', () => {
    const fix = { title: 'Run as user 10001 in group 0', safe: true, edits: [] };
    const message = 'Runs as root: no USER is set and debian:12 sets none. End the stage with USER 10001:0.';
    const range = { start: { line: 0, character: 5 }, end: { line: 0, character: 14 } };
    const one = subject('Dockerfile', [finding({ message, range, fixes: [fix] })]);
    expect(subjectText(one, 'FROM debian:12\nUSER root\n', { color: false, width: 80 })).toMatchInlineSnapshot(`
      "Dockerfile   quay.io/st4sd/x/namd-hlcs:1.0.0   stage "app"

        error  Runs as root: no USER is set and debian:12 sets none.     non-root-user
               End the stage with USER 10001:0.
          1 │ FROM debian:12
            │      ~~~~~~~~~
            └ Run as user 10001 in group 0   --fix can do this

        contrib   not met   1 to go                     gold   cannot be told   1 to go
        ✘ non-root     ✔ stable base
      "
    `);
  });
  it('counts what is ignored and does not list it', () => {
    const problems = [
      finding({ message: 'Shown.' }),
      finding({ message: 'Waived.', ignored: true, waived: 'agreed' }),
      finding({ message: 'Hidden.', ignored: true }),
      finding({ message: 'Hint.', severity: 'hint' }),
    ];
    const text = subjectText(subject('Dockerfile', problems), 'FROM debian:12\nUSER root\n', {
      color: false,
      width: 80,
    });
    expect(text).toContain('Shown.');
    expect(text).not.toMatch(/Waived|Hidden|Hint\./);
    expect(text).toContain('  1 more for what this level does not ask');
    expect(text).toContain('  2 ignored, 1 of them waived with a reason');
  });
});
