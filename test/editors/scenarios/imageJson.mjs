import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../until.mjs';

export const title = "An image's configuration is judged as its Dockerfile is";

const config = {
  architecture: 'amd64',
  os: 'linux',
  config: { Entrypoint: ['lattice-gas'] },
  rootfs: { type: 'layers', diff_ids: [] },
};

export function prepare(folder) {
  writeFileSync(join(folder, 'config.json'), `${JSON.stringify(config, undefined, 2)}\n`);
  writeFileSync(join(folder, 'index.json'), '{ "name": "no image" }\n');
}

export function steps({ page, problems, report, ...window }) {
  return [
    [
      'the command starts the extension and opens the report',
      async () => {
        await window.openFile('config.json');
        await window.run('Check ST4SD compliance');
        await report.locator('li', { hasText: 'Runs as root' }).waitFor();
      },
    ],
    [
      'the finding stands in the Problems view',
      async () => {
        await page.keyboard.press('Control+Shift+M');
        await problems.filter({ hasText: 'Runs as root' }).first().waitFor();
      },
    ],
    [
      'other JSON is told apart',
      async () => {
        await window.openFile('index.json');
        await window.run('Check ST4SD compliance');
        await page
          .locator('.notification-toast', { hasText: 'neither a Dockerfile nor the JSON of an image' })
          .waitFor();
        await until(
          'no status',
          async () => (await page.locator('[id="st4sd.st4sd-dockerfile.st4sd.level"]').count()) === 0,
        );
      },
    ],
  ];
}
