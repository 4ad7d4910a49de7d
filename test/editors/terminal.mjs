import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../server/scripts/prepare.mjs';

/** What the command line prints on a terminal, as a page that looks like one. */
export async function terminalPage({ cwd, args, prompt, columns = 110 }) {
  const { main } = await loadProgram();
  let output = '';
  await main(args, {
    cwd,
    stdin: async () => '',
    out: (text) => {
      output += text;
    },
    err: () => undefined,
    color: true,
    width: columns,
    barWidth: undefined,
    today: new Date().toISOString().slice(0, 10),
    now: () => 0,
  });
  return `<!DOCTYPE html>
<meta charset="utf-8">
<style>
body { margin: 0; background: transparent; }
#terminal { display: inline-block; background: #1e2430; color: #d6dbe5; border-radius: 8px; padding: 14px 18px; margin: 0; font: 12px/1.5 'DejaVu Sans Mono', monospace; width: ${columns}ch; }
.bold { font-weight: 700; color: #fff; }
.quiet { color: #8791a5; }
.red { color: #ff7b72; }
.green { color: #7ee787; }
.yellow { color: #e3b341; }
.cyan { color: #79c0ff; }
</style>
<pre id="terminal"><span class="green">$</span> <span class="bold">${escaped(prompt)}</span>

${spans(output.trimEnd())}</pre>`;
}

/** The program as it stands in the sources, without its process: on a pipe it would print no colours. */
async function loadProgram() {
  mkdirSync(join(root, '.build'), { recursive: true });
  const outfile = join(root, `.build/cli-${process.pid}.cjs`);
  const entryPoints = [join(root, 'server/src/cli/main.ts')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'] });
  const program = createRequire(import.meta.url)(outfile);
  rmSync(outfile);
  return program;
}

const escape = '\u001B';
const colours = { 31: 'red', 32: 'green', 33: 'yellow', 36: 'cyan' };

/** Text with the colour codes of a terminal as HTML. */
function spans(text) {
  const style = { weight: '', colour: '' };
  const parts = text.split(new RegExp(`${escape}\\[(\\d+)m`)); // text and codes in turn
  return parts
    .map((part, i) => {
      if (i % 2 === 0)
        return part === '' ? '' : `<span class="${style.weight} ${style.colour}">${escaped(part)}</span>`;
      if (part in colours) style.colour = colours[part];
      else if (part === '39') style.colour = '';
      else style.weight = { 1: 'bold', 2: 'quiet' }[part] ?? '';
      return '';
    })
    .join('');
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
