import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../until.mjs';

export const title = 'What is known is shown in the text, and offered while typing';

const dockerfile = `FROM debian:13-slim AS build
RUN useradd --uid 1234 solver

FROM python:3.12-slim AS app
USER root
ENTRYPOINT ["python3"]
`;

export function prepare(folder) {
  writeFileSync(join(folder, 'Dockerfile'), dockerfile);
}

export function steps({ page, pageWith, report, ...window }, folder) {
  const lens = page.locator('.codelens-decoration a', { hasText: 'ST4SD' });
  const hints = page.locator('.view-line', { hasText: 'MB · root' });
  const hover = page.locator('.monaco-hover:visible', { hasText: /\w/ });
  const suggested = page.locator('.suggest-widget.visible .monaco-list-row');
  const word = (line, text) =>
    page.locator('.view-line', { hasText: line }).locator('span span', { hasText: text }).first();
  /** The pointer has to move for a hover to come, and may have been there before. */
  const hovering = (place, expected) =>
    until(`a hover that says "${expected}"`, async () => {
      await page.mouse.move(600, 500);
      await place.hover({ timeout: 3_000 });
      return hover
        .filter({ hasText: expected })
        .first()
        .waitFor({ timeout: 3_000 })
        .then(() => true);
    });
  const typed = async (text, label) => {
    await page.keyboard.press('Control+End');
    await page.keyboard.type(text, { delay: 40 });
    const row = suggested.filter({ hasText: label }).first();
    await row.waitFor();
    return row;
  };

  return [
    [
      'the lens above the target says what is to go at both levels',
      async () => {
        await window.openFile('Dockerfile');
        await lens.first().waitFor();
        assert.match(await lens.first().innerText(), /^ST4SD contrib: 1 to go · gold: \d to go$/);
        assert.equal(await lens.count(), 1);
      },
    ],
    [
      'size and user of the bases stand behind FROM',
      async () => {
        await until('two hints', async () => (await hints.count()) === 2);
        await window.picture('in-text');
      },
    ],
    [
      'a hover on FROM tells what the base brings',
      async () => {
        await hovering(word('AS app', 'python:'), 'End of life of Python 3.12');
        await window.picture('hover-from');
      },
    ],
    [
      'a hover on USER tells the value in force and the rule behind the finding',
      async () => {
        await hovering(word(/^USER/, 'root'), 'In force for stage app');
        await hover.filter({ hasText: 'As it should be:' }).first().waitFor();
        await window.picture('hover-user');
      },
    ],
    [
      'its link opens the page of the rule without the network',
      async () => {
        await hover.getByText('More on it, and when to ignore it').first().click();
        await pageWith('non-root-user');
        await window.picture('rule-page');
        await window.openTab('Dockerfile');
      },
    ],
    [
      'behind USER stand accounts',
      async () => {
        await typed('USER ', 'www-data');
        await typed('', '10001:0');
        await window.picture('complete-user');
        await page.keyboard.press('Enter');
        await until('the user is in the text', async () => (await window.text()).includes('USER 10001:0'));
      },
    ],
    [
      'behind FROM stand stages and known bases',
      async () => {
        await page.keyboard.press('Enter');
        await (await typed('FROM ', 'build')).waitFor();
        await window.picture('complete-from');
        const row = await typed('debian:', 'debian:13-slim');
        assert.match(await row.getAttribute('aria-label'), /^debian:13-slim/);
        await page.keyboard.press('Enter');
        await until('the base is in the text', async () => (await window.text()).includes('FROM debian:13-slim\n'));
      },
    ],
    [
      'in a pragma stand keys and values',
      async () => {
        await page.keyboard.press('Enter');
        await (await typed('# st4sd ', 'level=')).click();
        await suggested.filter({ hasText: 'gold' }).first().click();
        await until('the level is in the text', async () => (await window.text()).includes('# st4sd level=gold'));
      },
    ],
    [
      'a click on the lens opens the report',
      async () => {
        await lens.first().click();
        await report.locator('h1', { hasText: 'Dockerfile' }).waitFor();
        await window.openTab('Dockerfile');
      },
    ],
    [
      'settings switch lens and hints off',
      async () => {
        mkdirSync(join(folder, '.vscode'));
        const settings = { 'st4sd.codeLens': false, 'st4sd.inlayHints': false };
        writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
        await lens.first().waitFor({ state: 'detached' });
        await until('no hints', async () => (await hints.count()) === 0);
      },
    ],
  ];
}
