import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './until.mjs';

export const out = join(import.meta.dirname, 'out');

/** Opens a folder in a VS Code window and gives what a person does there. */
export async function openWorkbench(browser, { url, folder, viewport = { width: 1120, height: 640 } }) {
  const context = await browser.newContext({ viewport, deviceScaleFactor: 1.5 });
  return workbenchAt(context, `${url}/?folder=${encodeURIComponent(folder)}`);
}

/** Opens the VS Code window that stands at an address. */
export async function workbenchAt(context, address) {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });

  const text = () => page.locator('.editor-instance .view-lines').first().evaluate(visibleText);
  const problems = page.locator('.markers-panel .monaco-list-row');
  const report = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

  return {
    page,
    problems,
    report,
    text,
    pageWith: (heading) => pageWith(page, heading),
    openTab: (name) => page.locator(`.tab[aria-label^="${name}"]`).first().click(),
    close: () => context.close(),
    resize: (size) => resize(page, size),
    picture: (name) => picture(page, name),
    openFile: async (name) => {
      await page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
      await page.locator('.editor-instance .view-lines .view-line').first().waitFor({ timeout: 60_000 });
    },
    run: (title) => runCommand(page, title),
    status: () => page.locator('.statusbar-item[id="st4sd.st4sd-dockerfile.st4sd.level"]').innerText(),
    position: () => page.locator('.statusbar-item[id="status.editor.selection"]').innerText({ timeout: 2_000 }),
    actionMenu: (title) => actionMenu(page, title),
    takeAction: (title) => takeAction(page, title),
  };
}

/** The lines in sight, without hints between the words; they stand in the page in the order in which they were drawn. */
function visibleText(container) {
  const lines = [...container.children].map((line) => {
    const words = [...line.querySelectorAll('span > span')].filter(({ className }) => !className.includes('dyn-rule'));
    return [Number.parseFloat(line.style.top), words.map(({ textContent }) => textContent).join('')];
  });
  const inOrder = lines.sort(([a], [b]) => a - b).map(([, line]) => line.replaceAll('\u00a0', ' '));
  return `${inOrder.join('\n').trimEnd()}\n`;
}

async function picture(page, name) {
  mkdirSync(out, { recursive: true });
  await page.screenshot({ path: join(out, `${name}.png`) });
}

/** Gives the window another size, and waits until the workbench fills it. */
async function resize(page, { width, height }) {
  await page.setViewportSize({ width, height });
  await until('the window has its size', async () => {
    const box = await page.locator('.monaco-workbench').boundingBox();
    return box?.width === width && box.height === height;
  });
}

/** The page of ours with this heading; several may be in sight. */
function pageWith(page, heading) {
  return until(`a page with the heading "${heading}"`, async () => {
    for (const frame of page.frames()) {
      if ((await frame.locator('h1', { hasText: heading }).count()) > 0) return frame;
    }
    return undefined;
  });
}

/** Runs a command from the palette by its full title. */
async function runCommand(page, title) {
  const input = page.locator('.quick-input-widget .quick-input-box input');
  const row = page.locator('.quick-input-list .monaco-list-row', { has: page.getByText(title, { exact: true }) });
  // Just after the start the palette does not know the extension yet, and does not learn of it while it is open.
  await until(`the palette offers "${title}"`, async () => {
    await page.keyboard.press('F1');
    await input.waitFor({ timeout: 3_000 });
    await input.fill(`>${title}`, { timeout: 3_000 });
    const isOffered = await row
      .first()
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
    if (!isOffered) await page.keyboard.press('Escape');
    return isOffered;
  });
  await row.first().click();
}

/** Opens the light bulb's menu at the cursor and gives the entry. */
async function actionMenu(page, title) {
  const entry = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  if (await entry.isVisible()) return entry;
  // A late cursor or focus event closes the menu on a busy machine: a person asks again.
  await until(
    `the menu offers "${title}"`,
    async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+.');
      return entry.waitFor({ timeout: 3_000 }).then(() => true);
    },
    { within: 30_000 },
  );
  return entry;
}

/** Takes an entry of the light bulb's menu, which in older VS Codes lies under a cover until the pointer moves. */
async function takeAction(page, title) {
  const entry = await actionMenu(page, title);
  const { x, y } = await entry.boundingBox();
  await page.mouse.move(x + 8, y + 8);
  await entry.click();
}
