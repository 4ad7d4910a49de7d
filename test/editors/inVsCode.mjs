import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { play } from './scenario.mjs';
import { startVsCode } from './vscodeServer.mjs';
import { openWorkbench, out } from './workbench.mjs';

/** Plays a scenario with settings, extensions and files of its own. */
export async function playInVsCode({ title, prepare, steps }, { browser, editor, vsix }) {
  const folder = mkdtempSync(join(tmpdir(), 'st4sd-editors-'));
  const workspace = join(folder, 'lattice-gas');
  mkdirSync(workspace);
  prepare(workspace);
  const server = await startVsCode({ editor, vsix, folder });
  try {
    const window = await openWorkbench(browser, { url: server.url, folder: workspace });
    const counts = await play(
      `${title} (${editor.name})`,
      steps({ ...window, changeSettings: server.changeSettings }, workspace),
      {
        onFailure: async () => {
          await window.picture('failure');
          copyFileSync(server.log, join(out, 'failure.log'));
        },
      },
    );
    await window.close();
    return counts;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
