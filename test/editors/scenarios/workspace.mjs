import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { until } from '../until.mjs';

export const title = 'All Dockerfiles of a workspace are seen in one table';

const asRoot = 'FROM python:3.12-slim\nCOPY cfd.py /app/cfd.py\nENTRYPOINT ["python3", "/app/cfd.py"]\n';
const asUser = 'FROM debian:12-slim\nCOPY lattice-gas /usr/local/bin/\nUSER 10001:0\nENTRYPOINT ["lattice-gas"]\n';

const files = {
  Dockerfile: asUser,
  'solver/cfd.Dockerfile': asRoot,
  'solver/cfd.py': 'print("cfd")\n',
  'node_modules/other/Dockerfile': asRoot,
  '.gitignore': 'vendor/\n*.old.Dockerfile\n',
  'vendor/Dockerfile': asRoot,
  'solver/mesh.old.Dockerfile': asRoot,
  'solver/cfd.Dockerfile.dockerignore': '*\n',
};

export function prepare(folder) {
  for (const [name, text] of Object.entries(files)) write(folder, name, text);
}

/** More Dockerfiles than are read while a person reaches for "Cancel". */
const many = 4000;

export function steps({ page, pageWith, ...window }, folder) {
  const command = 'Check ST4SD compliance of the workspace';
  const overview = () => pageWith(command.replace('Check ', ''));
  const rows = async () => (await overview()).locator('tbody tr');
  const said = async () => (await (await rows()).allInnerTexts()).join('\n');
  const cells = async (row) =>
    (await (await rows()).nth(row).locator('th, td').allInnerTexts()).map((text) => text.trim());

  return [
    [
      'the command starts the extension and opens the table',
      async () => {
        await window.run(command);
        await until('two rows', async () => (await (await rows()).count()) === 2, { within: 30_000 });
        const [path, contrib, , , first] = await cells(0);
        assert.equal(path, 'solver/cfd.Dockerfile');
        assert.match(contrib, /not met$/);
        assert.match(first, /^line 1 Runs as root/);
        assert.equal((await cells(1))[0], 'Dockerfile');
        await window.picture('workspace');
      },
    ],
    [
      'a row opens the file and its report, by keyboard',
      async () => {
        await (await overview()).locator('body').click();
        await page.keyboard.press('Tab');
        const link = (await rows()).first().locator('th a');
        await until('the focus is on the first row', () => link.evaluate((a) => a === a.ownerDocument.activeElement));
        await page.keyboard.press('Enter');
        await pageWith('cfd.Dockerfile');
        assert.match(await window.text(), /^FROM python:3\.12-slim\n/);
      },
    ],
    [
      'the row follows the file as it is repaired, before it is saved',
      async () => {
        await window.run('Make this Dockerfile ST4SD compliant');
        await until('the user is in the text', async () => (await window.text()).includes('USER 10001:0'));
        await window.openTab('ST4SD: workspace');
        await until('nothing runs as root', async () => !(await said()).includes('Runs as root'));
      },
    ],
    [
      'checked again, the text in the editor wins over the file',
      async () => {
        write(folder, 'solver/mesh.Dockerfile', asUser);
        await (await overview()).getByRole('button', { name: 'Check again' }).click();
        await until('three rows', async () => (await (await rows()).count()) === 3);
        assert.ok(!(await said()).includes('Runs as root'));
      },
    ],
    [
      'all that was repaired is one step to undo, and the row tells it',
      async () => {
        await window.openTab('cfd.Dockerfile');
        await page.locator('.editor-instance .view-line').first().click();
        await page.keyboard.press('Control+Z');
        await until('the text is as it was', async () => (await window.text()) === asRoot);
        await window.openTab('ST4SD: workspace');
        await until('it runs as root', async () => (await cells(0))[4]?.startsWith('line 1 Runs as root'));
      },
    ],
    [
      'a link of a row goes to the place',
      async () => {
        await (await rows()).first().locator('td a').click();
        await until('the cursor is there', async () => /^Ln 1, Col 6\b/.test(await window.position()));
      },
    ],
    [
      'stopped, the table says how far it came',
      async () => {
        for (let i = 0; i < many; i++) write(folder, `many/${i}.Dockerfile`, asRoot);
        await window.run(command);
        const toast = page.locator('.notification-toast', { hasText: 'Checking the Dockerfiles' });
        await toast.filter({ hasText: `of ${many + 3}` }).waitFor();
        await toast.getByRole('button', { name: 'Cancel' }).click();
        const stopped = (await overview()).locator('.stopped');
        await stopped.waitFor();
        const [, done, total] = (await stopped.innerText()).match(/^Stopped after (\d+) of (\d+) files/) ?? [];
        assert.equal(Number(total), many + 3);
        assert.equal(Number(done), await (await rows()).count());
        assert.ok(Number(done) > 0 && Number(done) < many, `${done} of ${total}`);
      },
    ],
  ];
}

function write(folder, name, text) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
