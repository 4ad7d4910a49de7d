import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { axeFindsNothing } from './axe.mjs';
import { play } from './scenario.mjs';

const root = resolve(import.meta.dirname, '../..');

/** The report as an HTML file, as somebody sees it who has no editor. */
export async function playHtml({ browser }) {
  const cli = join(root, 'dist/cli.js');
  const { stdout } = spawnSync(process.execPath, [cli, '--format', 'html', join(root, 'test/examples')], {
    encoding: 'utf8',
  });
  assert.match(stdout, /<main>/);
  const settings = [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { colorScheme: 'dark', forcedColors: 'active' }];
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.setContent(stdout);
  const steps = settings.map((media) => [
    `the HTML report, ${Object.values(media).join(', forced colours ')}`,
    async () => {
      await page.emulateMedia(media);
      await axeFindsNothing(page.mainFrame());
    },
  ]);
  try {
    return await play('The HTML report is for everybody', steps, { onFailure: () => {} });
  } finally {
    await context.close();
  }
}
