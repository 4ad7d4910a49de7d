// Drives the packaged extension and server in real editors: `node test/editors/run.mjs [--vsix FILE] [--only NAME,...]`.
// Without a file it packages one. `--pictures` draws those of the README instead.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumPath, installEditors, newest, oldest } from './install.mjs';
import { playEmacs } from './lsp/emacs.mjs';
import { playNeovim } from './lsp/neovim.mjs';
import * as accessible from './scenarios/accessible.mjs';
import * as archive from './scenarios/archive.mjs';
import * as beginning from './scenarios/beginning.mjs';
import * as firstLook from './scenarios/firstLook.mjs';
import * as imageJson from './scenarios/imageJson.mjs';
import * as inText from './scenarios/inText.mjs';
import * as repair from './scenarios/repair.mjs';
import * as workspace from './scenarios/workspace.mjs';

const root = resolve(import.meta.dirname, '../..');
const out = join(import.meta.dirname, 'out');
const { values } = parseArgs({
  options: { vsix: { type: 'string' }, only: { type: 'string' }, pictures: { type: 'boolean' } },
});

/** What is played, each with what it needs: the quickest first. */
const played = {
  neovim: () => playNeovim({ server }),
  emacs: () => playEmacs({ server }),
  html: withChromium(async (browser) => (await import('./html.mjs')).playHtml({ browser })),
  beginning: inVsCode(newest, beginning),
  repair: inVsCode(newest, repair),
  inText: inVsCode(newest, inText),
  imageJson: inVsCode(newest, imageJson),
  archive: inVsCode(newest, archive),
  workspace: inVsCode(newest, workspace),
  accessible: inVsCode(newest, accessible),
  oldest: inVsCode(oldest, firstLook),
  web: inWebVsCode(firstLook),
};

const vsix = values.vsix === undefined ? packaged() : resolve(values.vsix);
const server = join(root, 'dist/server.js');
if (values.pictures === true) {
  await withChromium(async (browser) => (await import('./pictures.mjs')).drawPictures(browser, { vsix }))();
} else process.exitCode = await playAll();

/** The exit status: 0 where everything that was asked for holds. */
async function playAll() {
  rmSync(out, { recursive: true, force: true });
  const asked = values.only?.split(',') ?? Object.keys(played);
  const total = { passed: 0, failed: 0 };
  for (const name of asked) {
    let result = await timed(name);
    // A browser that misses a key or a click on a busy machine is no fault of ours; what fails twice is.
    if (result.failed > 0) {
      console.log(`  ${name}: once more`);
      result = await timed(name);
    }
    total.passed += result.passed;
    total.failed += result.failed;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function timed(name) {
  const start = Date.now();
  const result = await Promise.resolve().then(played[name]).catch(notStarted);
  console.log(`  ${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

function inVsCode(editor, scenario) {
  return withChromium(async (browser) => {
    const { playInVsCode } = await import('./inVsCode.mjs');
    return playInVsCode(scenario, { browser, editor, vsix });
  });
}

function inWebVsCode(scenario) {
  return withInstalled(async (launch) => {
    const { playInWebVsCode } = await import('./inWebVsCode.mjs');
    return playInWebVsCode(scenario, { launch, vsix });
  });
}

/** With a browser that ends with it. */
function withChromium(play) {
  return withInstalled(async (launch) => {
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch(launch);
    return Promise.resolve(play(browser)).finally(() => browser.close());
  });
}

/** Installed only where something is played that needs it; what is imported above must do without. */
function withInstalled(play) {
  return () => {
    installEditors();
    return play({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  };
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
