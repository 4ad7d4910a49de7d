import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../until.mjs';

export const title = 'Somebody begins with nothing, and ends with a contribution request';

export function prepare(folder) {
  writeFileSync(join(folder, 'README.md'), 'An Ising model.\n');
}

export function steps({ page, report, ...window }, folder) {
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const input = page.locator('.quick-input-widget .quick-input-box input');
  const prompt = page.locator('.quick-input-widget .quick-input-message');
  const onDisk = (name) => readFileSync(join(folder, name), 'utf8');
  const answer = async (question, text) => {
    await prompt.filter({ hasText: question }).waitFor();
    await input.fill(text);
    await page.keyboard.press('Enter');
  };

  return [
    [
      'the walkthrough leads to a new Dockerfile',
      async () => {
        await window.run('Welcome: Open Walkthrough...');
        await rows.filter({ hasText: 'Get started with ST4SD images' }).first().click();
        await page.locator('.getting-started-step').first().waitFor();
        await until('five steps', async () => (await page.locator('.getting-started-step').count()) === 5);
        await window.resize({ width: 1440, height: 860 });
        await page.getByRole('button', { name: 'See how it stands' }).click();
        const picture = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('img');
        await picture.first().scrollIntoViewIfNeeded();
        await until('the picture is there', () => picture.first().evaluate((image) => image.naturalWidth > 0));
        await window.picture('walkthrough');
        await page.getByRole('button', { name: 'Begin with a Dockerfile' }).click();
        await page.getByRole('button', { name: 'New ST4SD Dockerfile' }).click();
        await rows.filter({ hasText: 'micromamba' }).filter({ hasText: 'gold' }).waitFor();
        await window.picture('templates');
      },
    ],
    [
      'a name that no image can have is refused',
      async () => {
        await rows.filter({ hasText: 'micromamba' }).filter({ hasText: 'gold' }).click();
        await answer('Name of the application', 'Ising Model');
        await prompt.filter({ hasText: 'Lower-case letters' }).waitFor();
        await input.fill('ising');
        await prompt.filter({ hasText: 'Name of the application' }).waitFor();
        await page.keyboard.press('Enter');
        await answer('Id of the maintainer', 'hlcs');
      },
    ],
    [
      'the new file meets gold, and the version is typed once',
      async () => {
        const image = 'quay.io/st4sd/official-applications/ising-hlcs:';
        await until('the file is filled', async () => (await window.text()).includes(`# st4sd image=${image}1.0.0\n`));
        await page.keyboard.type('2.1.0');
        await until('both versions', async () => {
          const text = await window.text();
          return text.includes(`${image}2.1.0\n`) && text.includes('image.version="2.1.0"');
        });
        await page.keyboard.press('Escape');
        await until('gold is met', async () => (await window.status()) === 'ST4SD gold: met');
        await window.picture('new');
      },
    ],
    [
      'it is saved under the name of the application',
      async () => {
        await page.keyboard.press('Control+S');
        const file = () => existsSync(join(folder, 'ising.Dockerfile')) && onDisk('ising.Dockerfile');
        await until('the file', () => /^CMD \["ising", "--help"\]$/m.test(file()));
      },
    ],
    [
      'the report is exported',
      async () => {
        await window.run('Check ST4SD compliance');
        await report.getByRole('button', { name: 'Export...' }).click();
        await rows.filter({ hasText: 'JSON' }).click();
        await until('the dialog names the file', async () =>
          (await input.inputValue()).endsWith('/ising.Dockerfile.json'),
        );
        await page.keyboard.press('Enter');
        const file = join(folder, 'ising.Dockerfile.json');
        const { subjects } = await until(
          'the report',
          () => existsSync(file) && JSON.parse(readFileSync(file, 'utf8')),
        );
        assert.equal(subjects[0].path, 'ising.Dockerfile');
        assert.equal(subjects[0].levels.gold, 'met');
        await page.locator('.notification-toast', { hasText: 'The report is in ising.Dockerfile.json' }).waitFor();
        await window.picture('exported');
      },
    ],
    [
      'the contribution request is filled in',
      async () => {
        await page.context().route('https://github.com/**', (route) => route.fulfill({ body: 'the form' }));
        await report.getByRole('button', { name: 'Open contribution request' }).click();
        const opened = page.context().waitForEvent('page');
        await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Open', exact: true }).click();
        const { pathname, searchParams } = new URL((await opened).url());
        assert.equal(pathname, '/st4sd/overview/issues/new');
        assert.equal(searchParams.get('labels'), 'contribute-application');
        assert.equal(searchParams.get('title'), 'Contribute quay.io/st4sd/official-applications/ising-hlcs:2.1.0');
        assert.match(
          searchParams.get('body'),
          /^# ising\.Dockerfile\n\n`quay[^`]+`, stage `app`\n\n- \*\*contrib\*\*: met\n/,
        );
      },
    ],
  ];
}
