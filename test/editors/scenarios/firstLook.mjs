import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../until.mjs';

export const title = 'A Dockerfile is seen, repaired and reported on';

const dockerfile = `# st4sd level=contrib
FROM python:3.12-slim
WORKDIR /work
ENTRYPOINT ["python3"]
`;
const addUser = 'Run as user 10001 in group 0';

export function prepare(folder) {
  writeFileSync(join(folder, 'Dockerfile'), dockerfile);
}

/** The short way through what a person uses most; nothing of it looks at the disk, which not every editor has. */
export function steps({ page, problems, report, ...window }) {
  const squiggle = page.locator('.squiggly-error').first();
  let before = '';

  return [
    [
      'the open file has a squiggle',
      async () => {
        await window.openFile('Dockerfile');
        await squiggle.waitFor();
        before = await until('a status', async () => (await window.status()).match(/^ST4SD contrib: \d+ to go$/)?.[0]);
      },
    ],
    [
      'the Problems view says that it runs as root',
      async () => {
        const problem = problems.filter({ hasText: 'Runs as root' }).first();
        await page.keyboard.press('Control+Shift+M');
        await problem.waitFor();
        await problem.dblclick();
        await until('the cursor is on FROM', async () => /^Ln 2,/.test(await window.position()));
        await page.keyboard.press('Control+J');
      },
    ],
    [
      'the report says so too',
      async () => {
        await window.run('Check ST4SD compliance');
        await report.locator('h1', { hasText: 'Dockerfile' }).waitFor();
        await report.locator('li', { hasText: 'Runs as root' }).waitFor();
      },
    ],
    [
      'the light bulb repairs, and squiggle, status and report follow',
      async () => {
        await page.locator('.editor-instance .view-line').nth(1).click();
        await window.takeAction(addUser);
        await until('the user is in the text', async () => (await window.text()).includes('USER 10001:0'));
        await squiggle.waitFor({ state: 'detached' });
        await report.locator('tbody tr', { hasText: 'USER 10001:0' }).first().waitFor();
        await until('the status bar has changed', async () => (await window.status()) !== before);
      },
    ],
  ];
}
