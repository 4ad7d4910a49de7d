import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../until.mjs';

export const title = 'A built image is judged from its archive';

const reference = 'quay.io/st4sd/community-applications/lattice-gas-mdlab:1.0.0';
const config = {
  architecture: 'amd64',
  os: 'linux',
  config: { Cmd: ['lattice-gas'] },
  rootfs: { type: 'layers', diff_ids: [] },
};

/** An archive as `docker save` writes it, and one that holds something else. */
export function prepare(folder) {
  const made = mkdtempSync(join(tmpdir(), 'st4sd-archive-'));
  mkdirSync(join(made, 'bin'));
  writeFileSync(join(made, 'bin/lattice-gas'), '#!/bin/sh\n');
  execFileSync('tar', ['-cf', join(made, 'layer.tar'), '-C', made, 'bin']);
  const manifest = [{ Config: 'config.json', RepoTags: [reference], Layers: ['layer.tar'] }];
  writeFileSync(join(made, 'config.json'), JSON.stringify(config));
  writeFileSync(join(made, 'manifest.json'), JSON.stringify(manifest));
  const parts = ['manifest.json', 'config.json', 'layer.tar'];
  execFileSync('tar', ['-cf', join(folder, 'lattice-gas.tar'), '-C', made, ...parts]);
  execFileSync('tar', ['-cf', join(folder, 'sources.tar'), '-C', made, 'bin']);
  rmSync(made, { recursive: true });
}

export function steps({ page, pageWith, ...window }) {
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const pick = async (file) => {
    await window.run('Check ST4SD compliance of an image...');
    await rows.filter({ hasText: 'Archive or JSON' }).click();
    await rows.filter({ hasText: file }).click();
  };

  return [
    [
      'the command starts the extension, and its dialog leads to the report',
      async () => {
        await pick('lattice-gas.tar');
        const report = await pageWith('lattice-gas.tar');
        await report.locator('li', { hasText: 'Runs as root' }).first().waitFor();
        await report.getByText(reference).first().waitFor();
        await window.picture('archive');
      },
    ],
    [
      'another archive is told apart',
      async () => {
        await pick('sources.tar');
        await page.locator('.notification-toast', { hasText: 'holds no image' }).waitFor();
      },
    ],
    [
      'a click in the explorer checks the image as well',
      async () => {
        await window.run('View: Close All Editors');
        await page.locator('.tab').waitFor({ state: 'detached' });
        await page
          .locator('.explorer-folders-view .monaco-list-row[aria-label^="lattice-gas.tar"]')
          .click({ button: 'right' });
        const entry = page.locator('.context-view').getByText('Check ST4SD compliance of an image...');
        await entry.waitFor();
        // A menu that has just opened takes no click, lest the one that opened it chooses something.
        await until('the entry is taken', async () => {
          if (await entry.isVisible()) await entry.click({ timeout: 3_000 });
          return !(await entry.isVisible());
        });
        await pageWith('lattice-gas.tar');
      },
    ],
  ];
}
