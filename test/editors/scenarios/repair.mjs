import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../until.mjs';

export const title = 'A Dockerfile without a user is seen, repaired and reported on';

const dockerfile = `# st4sd level=contrib
FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends g++ make
COPY src /src
RUN make -C /src

FROM python:3.12-slim AS app
COPY --from=build /src/lattice-gas /usr/local/bin/lattice-gas
WORKDIR /work
ENTRYPOINT ["lattice-gas"]
`;
const fromLine = /^Ln 7,/;
const addUser = 'Run as user 10001 in group 0';
const createUser = 'Create the user "app"';

export function prepare(folder) {
  writeFileSync(join(folder, 'Dockerfile'), dockerfile);
}

/** What a person does, one step after the other. */
export function steps({ page, problems, report, ...window }, folder) {
  const onDisk = () => readFileSync(join(folder, 'Dockerfile'), 'utf8');
  const squiggle = page.locator('.squiggly-error');
  const rootProblem = problems.filter({ hasText: 'Runs as root' }).first();
  const rootInReport = report.locator('li', { hasText: 'Runs as root' });
  const contrib = report.locator('.level', { hasText: 'contrib' });
  const hasUser = async () => (await window.text()).includes('USER 10001:0');
  const atFrom = () => until('the cursor is on the last FROM', async () => fromLine.test(await window.position()));
  const undo = async () => {
    await page.locator('.editor-instance .view-line').first().click();
    await page.keyboard.press('Control+Z');
    await until('the text is as it was', async () => (await window.text()) === dockerfile);
    await rootInReport.waitFor();
  };
  const toTop = async () => {
    await page.keyboard.press('Control+Home');
    await until('the cursor is on the first line', async () => /^Ln 1,/.test(await window.position()));
  };
  let before = '';

  return [
    [
      'the open file has a squiggle',
      async () => {
        await window.openFile('Dockerfile');
        await squiggle.first().waitFor();
      },
    ],
    [
      'the status bar says what is left',
      async () => {
        before = await until('a status', async () => (await window.status()).match(/^ST4SD contrib: \d+ to go$/)?.[0]);
      },
    ],
    [
      'the Problems view says that it runs as root',
      async () => {
        await page.keyboard.press('Control+Shift+M');
        await rootProblem.waitFor();
        await window.picture('problems');
        await rootProblem.dblclick();
        await atFrom();
        await page.keyboard.press('Control+J');
      },
    ],
    [
      'the light bulb offers the user',
      async () => {
        await window.actionMenu(addUser);
        await window.picture('editor');
      },
    ],
    [
      'the repair takes the squiggle away',
      async () => {
        await (await window.actionMenu(addUser)).click();
        await until('the user is in the text', hasUser);
        await squiggle.first().waitFor({ state: 'detached' });
        await until('the status bar has changed', async () => (await window.status()) !== before);
      },
    ],
    [
      'the file is saved with the user',
      async () => {
        await page.keyboard.press('Control+S');
        await until('the file has the user', () => onDisk().includes('USER 10001:0'));
        assert.ok(onDisk().startsWith(dockerfile.trimEnd()));
      },
    ],
    [
      'the palette command opens the report',
      async () => {
        await page.keyboard.press('Control+B');
        await window.run('Check ST4SD compliance');
        await report.locator('h1', { hasText: 'Dockerfile' }).waitFor();
        await report.locator('tbody tr', { hasText: 'USER 10001:0' }).first().waitFor();
      },
    ],
    [
      'the status bar speaks of the report that has the focus',
      async () => {
        await until('a status', async () => (await window.status()).startsWith('ST4SD contrib: '));
      },
    ],
    [
      'the report runs no script but its own',
      async () => {
        const ran = await report.locator('body').evaluate((body) => {
          const script = document.createElement('script');
          script.textContent = 'window.foreign = true';
          body.append(script);
          body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.foreign = true">');
          return globalThis.foreign === true;
        });
        assert.equal(ran, false);
        const policy = report.locator('meta[http-equiv="Content-Security-Policy"]');
        assert.match(
          (await policy.getAttribute('content')) ?? '',
          /^default-src 'none'; style-src 'nonce-[^' ]+'; script-src 'nonce-[^' ]+'$/,
        );
      },
    ],
    [
      'undoing the repair is told in the report',
      async () => {
        await undo();
        await until('not met', async () => (await contrib.innerText()).includes('not met'));
        await window.resize({ width: 1280, height: 860 });
        await window.picture('report');
      },
    ],
    [
      'a link of the report goes to its place, by mouse',
      async () => {
        await toTop();
        await rootInReport.locator('[data-jump]').first().click();
        await atFrom();
      },
    ],
    [
      'and by keyboard',
      async () => {
        await toTop();
        await rootInReport.locator('[data-jump]').first().press('Enter');
        await atFrom();
      },
    ],
    [
      'a button of the report repairs, and the focus stays in the report',
      async () => {
        await report.getByRole('button', { name: addUser }).press('Enter');
        await until('the user is in the text', hasUser);
        await report.locator('tbody tr', { hasText: 'USER 10001:0' }).first().waitFor();
        await report.locator('#report :focus').waitFor();
        await until('the change is read out', async () =>
          (await report.locator('#spoken').textContent()).startsWith('ST4SD contrib: '),
        );
        await undo();
      },
    ],
    [
      'a repair that needs a look is shown before it is made',
      async () => {
        await report.getByRole('button', { name: createUser }).click();
        const edit = page.locator('.bulk-edit-panel .monaco-list-row', { hasText: 'USER 10001:0' });
        await edit.waitFor();
        assert.ok(!(await window.text()).includes('useradd'));
        await edit.locator('input[type="checkbox"], .edit-checkbox').first().click();
        await window.picture('preview');
        await page.getByRole('button', { name: 'Apply', exact: true }).click();
        await until('the user is made', async () => /useradd|adduser/.test(await window.text()));
        await undo();
      },
    ],
    [
      'all safe repairs at once are one step to undo',
      async () => {
        await window.run('Make this Dockerfile ST4SD compliant');
        await until('the user is in the text', hasUser);
        await undo();
      },
    ],
    [
      'the level is chosen where the file says it',
      async () => {
        await window.run('Choose ST4SD level');
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'gold' }).first().click();
        await until('the status bar speaks of gold', async () => (await window.status()).startsWith('ST4SD gold: '));
        assert.match(await window.text(), /^# st4sd level=gold$/m);
      },
    ],
    [
      'the report is there again after a restart',
      async () => {
        await page.keyboard.press('Control+S');
        await until('the file is saved', () => onDisk().includes('level=gold'));
        // The editor's own command: a reload from outside gives it no time to write down what is open.
        const started = page.waitForEvent('domcontentloaded');
        await window.run('Developer: Reload Window');
        await started;
        await rootInReport.waitFor();
        // A window that is still starting may take the focus back from the editor: a person clicks again.
        await until('a link goes to its place', async () => {
          await rootInReport.locator('[data-jump]').first().click();
          return fromLine.test(await window.position());
        });
      },
    ],
  ];
}
