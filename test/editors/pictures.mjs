// Draws the pictures of the README from the product itself: `npm run pictures`.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { newest } from './install.mjs';
import { smallPng } from './smallPng.mjs';
import { terminalPage } from './terminal.mjs';
import { startVsCode } from './vscodeServer.mjs';
import { openWorkbench } from './workbench.mjs';

const root = resolve(import.meta.dirname, '../..');
const examples = join(root, 'test/examples');
const pictures = join(root, 'client/pictures');
const example = 'namd-gpu.Dockerfile';
const deviceScaleFactor = 1.5;

/** Bytes that a README's reader may be made to wait for. */
const largest = 150 * 1024;

/** Nothing in sight but what the picture is about. */
const settings = {
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'breadcrumbs.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
};

/** Writes editor.png, report.png and cli.png. */
export async function drawPictures(browser, { vsix }) {
  mkdirSync(pictures, { recursive: true });
  await drawTerminal(browser);
  const folder = mkdtempSync(join(tmpdir(), 'st4sd-pictures-'));
  const workspace = join(folder, 'namd-gpu');
  mkdirSync(workspace);
  copyFileSync(join(examples, example), join(workspace, example));
  const server = await startVsCode({ editor: newest, vsix, folder, settings });
  try {
    const window = await openWorkbench(browser, {
      url: server.url,
      folder: workspace,
      viewport: { width: 800, height: 580 },
    });
    await drawEditor(window);
    await drawReport(window);
    await window.close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function drawTerminal(browser) {
  const context = await browser.newContext({ deviceScaleFactor, viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  await page.setContent(await terminalPage({ cwd: examples, args: [example], prompt: `npm start -- ${example}` }));
  await save(page, 'cli', await page.locator('#terminal').screenshot({ omitBackground: true }));
  await context.close();
}

/** The finding, and the repairs that the light bulb offers. */
async function drawEditor({ page, openFile, problems, actionMenu }) {
  await openFile(example);
  await page.keyboard.press('Control+B');
  await page.locator('.squiggly-error').first().waitFor();
  await page.keyboard.press('Control+Shift+M');
  await problems.filter({ hasText: 'Runs as root' }).first().dblclick();
  await page.keyboard.press('Control+J');
  await page.locator('.lightBulbWidget').first().waitFor();
  await actionMenu('Run as user');
  await page.getByText('Activating Extensions').waitFor({ state: 'hidden' });
  await save(page, 'editor', await page.screenshot());
  await page.keyboard.press('Escape');
}

/** The panel by itself, down to the last criterion that fits. */
async function drawReport({ page, report, run, resize }) {
  await resize({ width: 1480, height: 1000 });
  await run('Check ST4SD compliance');
  const rows = report.locator('tbody tr');
  await rows.first().waitFor();
  await page.mouse.move(0, 0); // not over the border, which lights up
  const panel = await page.locator('.editor-group-container').nth(1).boundingBox();
  const boxes = await Promise.all((await rows.all()).map((row) => row.boundingBox()));
  const ends = boxes.map(({ y, height }) => y + height).filter((end) => end < panel.y + 780);
  const clip = { ...panel, height: Math.max(...ends) - panel.y };
  await save(page, 'report', await page.screenshot({ clip }));
}

async function save(page, name, screenshot) {
  const picture = await smallPng(page, screenshot);
  const kilobytes = Math.ceil(picture.length / 1024);
  if (picture.length > largest) throw new Error(`${name}.png is too large for a README: ${kilobytes} kB`);
  writeFileSync(join(pictures, `${name}.png`), picture);
  console.log(`client/pictures/${name}.png ${kilobytes} kB`);
}
