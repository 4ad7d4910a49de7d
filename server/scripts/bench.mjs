// `npm run bench -- FOLDER`: time per file over a folder of Dockerfiles, growth with size, cold start, images, memory, sizes.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { benchImage } from './benchImage.mjs';
import { loadEngine } from './engine.mjs';
import { readDockerfiles } from './files.mjs';
import { prepare, root } from './prepare.mjs';
import { shapes } from './shapes.mjs';

prepare();
const [folder = join(root, 'test/examples')] = process.argv.slice(2);
const { checkDockerfile } = await loadEngine([`export { checkDockerfile } from './server/src/engine/check.ts';`]);
const memory = Math.round(totalmem() / 2 ** 30);
console.log(`${availableParallelism()} cores, ${memory} GiB, Node ${process.version}\n`);

perFile(readDockerfiles(folder));
growth();
await coldStart();
await benchImage(row);
sizes();

/** Each file is checked several times once the code is warm; the smallest time counts. */
function perFile(files) {
  for (let round = 0; round < 3; round++) for (const { text } of files) checkDockerfile(text);
  const times = files
    .map(({ path, text }) => ({ path, ms: best(5, () => checkDockerfile(text)) }))
    .sort((a, b) => a.ms - b.ms);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]?.ms ?? 0;
  console.log(`check of one file, warm (${files.length} files)`);
  row('median', `${at(0.5).toFixed(2)} ms`);
  row('95th percentile', `${at(0.95).toFixed(2)} ms`);
  row('99th percentile', `${at(0.99).toFixed(2)} ms`);
  row('longest', `${at(1).toFixed(2)} ms   ${times.at(-1)?.path ?? ''}`);
  row('resident memory', `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`);
  console.log('');
}

/** How much longer ten times the lines take, over as many lines in all: the bound is 12. */
function growth() {
  console.log('growth from 5,000 to 50,000 lines                 5,000        50,000    ratio');
  for (const [name, make] of Object.entries(shapes)) {
    const [small, large] = [make(5_000), make(50_000)];
    checkDockerfile(small);
    let [a, b] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    // In turn, so that a busy moment of the machine hits both; ten of the small ones, so that both pay for memory.
    for (let round = 0; round < 3; round++) {
      a = Math.min(
        a,
        best(1, () => {
          for (let i = 0; i < 10; i++) checkDockerfile(small);
        }) / 10,
      );
      b = Math.min(
        b,
        best(1, () => checkDockerfile(large)),
      );
    }
    console.log(
      `  ${name.padEnd(44)} ${`${a.toFixed(0)} ms`.padStart(9)} ${`${b.toFixed(0)} ms`.padStart(12)} ${(b / a).toFixed(1).padStart(8)}`,
    );
  }
  console.log('');
}

async function coldStart() {
  const scratch = mkdtempSync(join(tmpdir(), 'st4sd-bench-'));
  const file = join(scratch, 'Dockerfile');
  writeFileSync(file, 'FROM debian:12\nRUN make\nCMD ["a"]\n');
  const cli = best(5, () => {
    try {
      execFileSync(process.execPath, [join(root, 'dist/cli.js'), file], { stdio: 'ignore' });
    } catch {
      // the file does not meet its level, which is exit status 1
    }
  });
  const server = Math.min(await firstDiagnostic(), await firstDiagnostic(), await firstDiagnostic());
  rmSync(scratch, { recursive: true });
  console.log('cold start');
  row('CLI, one small file', `${cli.toFixed(0)} ms`);
  row('server, to the first diagnostic', `${server.toFixed(0)} ms`);
  console.log('');
}

function firstDiagnostic() {
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist/server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const send = (message) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const textDocument = { uri: 'file:///Dockerfile', languageId: 'dockerfile', version: 1, text: 'FROM debian:12\n' };
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  send({ method: 'initialized', params: {} });
  send({ method: 'textDocument/didOpen', params: { textDocument } });
  return new Promise((resolve) => {
    let received = '';
    child.stdout.on('data', (chunk) => {
      received += chunk;
      if (!received.includes('publishDiagnostics')) return;
      resolve(performance.now() - started);
      child.kill();
    });
  });
}

function sizes() {
  console.log('sizes');
  for (const name of ['cli.js', 'server.js', 'client.js', 'browser/client.js', 'browser/server.js']) {
    const path = join(root, 'dist', name);
    if (existsSync(path)) row(`dist/${name}`, `${Math.round(statSync(path).size / 1024)} KiB`);
  }
  for (const file of readdirSync(root).filter((name) => name.endsWith('.vsix'))) {
    row(file, `${Math.round(statSync(join(root, file)).size / 1024)} KiB`);
  }
}

function best(rounds, work) {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i++) {
    const started = performance.now();
    work();
    least = Math.min(least, performance.now() - started);
  }
  return least;
}

function row(name, value) {
  console.log(`  ${name.padEnd(34)} ${value}`);
}
