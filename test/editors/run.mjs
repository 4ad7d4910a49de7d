// Drives the packaged extension in a real VS Code: `node test/editors/run.mjs [--vsix FILE] [--only SCENARIO]`. Without a
// file it packages one. `--pictures` draws those of the README instead.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumPath, installEditors, newest } from './install.mjs';
import { play } from './scenario.mjs';
import * as imageJson from './scenarios/imageJson.mjs';
import * as inText from './scenarios/inText.mjs';
import * as repair from './scenarios/repair.mjs';
import * as workspace from './scenarios/workspace.mjs';

const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: { vsix: { type: 'string' }, only: { type: 'string' }, pictures: { type: 'boolean' } },
});

const scenarios = { repair, inText, imageJson, workspace };
const asked = Object.entries(scenarios).flatMap(([name, scenario]) =>
  [undefined, name].includes(values.only) ? [scenario] : [],
);

installEditors();
const executablePath = chromiumPath();
const vsix = values.vsix === undefined ? packaged() : resolve(values.vsix);
const { chromium } = await import('playwright-core');
const { openWorkbench, out } = await import('./workbench.mjs');
const { drawPictures } = await import('./pictures.mjs');
const { startVsCode } = await import('./vscodeServer.mjs');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
try {
  if (values.pictures === true) await drawPictures(browser, { vsix });
  else process.exitCode = await playAll();
} finally {
  await browser.close();
}

/** The exit status: 0 where everything that was asked for holds. */
async function playAll() {
  rmSync(out, { recursive: true, force: true });
  const total = { passed: 0, failed: 0 };
  for (const scenario of asked) {
    const { passed, failed } = await inFreshEditor(scenario).catch(notStarted);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** Plays a scenario with settings, extensions and files of its own. */
async function inFreshEditor({ title, prepare, steps }) {
  const folder = mkdtempSync(join(tmpdir(), 'st4sd-editors-'));
  const workspace = join(folder, 'lattice-gas');
  mkdirSync(workspace);
  prepare(workspace);
  const server = await startVsCode({ editor: newest, vsix, folder });
  try {
    const window = await openWorkbench(browser, { url: server.url, folder: workspace });
    const counts = await play(`${title} (${newest.name})`, steps(window, workspace), {
      onFailure: async () => {
        await window.picture('failure');
        copyFileSync(server.log, join(out, 'failure.log'));
      },
    });
    await window.close();
    return counts;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function notStarted(error) {
  console.log(error);
  return { passed: 0, failed: 1 };
}

/** Packages the extension as it stands. */
function packaged() {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'package'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm run package: exit ${status}\n${stdout}\n${stderr}`);
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return join(root, `${name}-${version}.vsix`);
}
