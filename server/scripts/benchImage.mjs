// Time and memory of reading an image of 200 MB against decompressing its layers alone, each in a process of its own.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './prepare.mjs';

const layers = 4;
const filesInLayer = 500;
const fileBytes = 100_000;
const rounds = 3;

export async function benchImage(row) {
  const folder = mkdtempSync(join(tmpdir(), 'st4sd-bench-'));
  try {
    const blobs = writeLayout(folder);
    const megabytes = (layers * filesInLayer * fileBytes) / 1e6;
    const packed = blobs.reduce((sum, blob) => sum + statSync(blob).size, 0);
    const plain = best(decompressing, blobs);
    const cli = join(root, 'dist/cli.js');
    const whole = best(calling, [cli, folder, '--format', 'json', '--output', join(folder, 'report.json')]);
    const [node, start] = [best('', []), best(calling, [cli, '--version'])];
    console.log(
      `an image of ${megabytes} MB in ${layers} gzip layers, ${Math.round(packed / 1e6)} MB packed, start-up not counted`,
    );
    row('decompressing alone', told(plain, node, megabytes));
    row('st4sd-check, files and digests', told(whole, start, megabytes));
    console.log('');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function told({ ms, memory }, start, megabytes) {
  const net = ms - start.ms;
  return `${net.toFixed(0)} ms, ${Math.round(megabytes / (net / 1000))} MB/s, ${memory} MiB (${start.memory} at the start)`;
}

const decompressing = `
  import { createReadStream } from 'node:fs';
  import { createGunzip } from 'node:zlib';
  for (const file of process.argv.slice(1)) for await (const _ of createReadStream(file).pipe(createGunzip()));
`;
const calling = `
  import { createRequire } from 'node:module';
  createRequire(import.meta.url)(process.argv[1]);
`;

/** The shortest time and the least of the most memory, over some rounds. */
function best(script, args) {
  const end = "process.on('exit', () => { process.stderr.write('memory ' + process.resourceUsage().maxRSS); });";
  let [ms, memory] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < rounds; i++) {
    const started = performance.now();
    const told = said(['--input-type=module', '-e', `${end}${script}`, ...args]);
    ms = Math.min(ms, performance.now() - started);
    memory = Math.min(memory, Math.round(Number(/memory (\d+)/.exec(told)?.[1]) / 1024));
  }
  return { ms, memory };
}

/** What it wrote on standard error; an image that does not meet its level is exit status 1. */
function said(args) {
  return String(
    execFileSync('sh', ['-c', '"$@" 2>&1 >/dev/null || true', 'sh', process.execPath, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
}

/** Half of each file is noise, as in programs and data. */
function writeLayout(folder) {
  const blobs = join(folder, 'blobs/sha256');
  mkdirSync(blobs, { recursive: true });
  const add = (bytes, mediaType) => {
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(blobs, hex), bytes);
    return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
  };
  const tars = Array.from({ length: layers }, (_, layer) => tarOf(layer));
  const stored = tars.map((tar) => add(gzipSync(tar), 'application/vnd.oci.image.layer.v1.tar+gzip'));
  const diffIds = tars.map((tar) => `sha256:${createHash('sha256').update(tar).digest('hex')}`);
  const config = { os: 'linux', architecture: 'amd64', config: {}, rootfs: { type: 'layers', diff_ids: diffIds } };
  const configBlob = add(JSON.stringify(config), 'application/vnd.oci.image.config.v1+json');
  const type = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = add(JSON.stringify({ schemaVersion: 2, mediaType: type, config: configBlob, layers: stored }), type);
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [manifest] }));
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  return stored.map(({ digest }) => join(blobs, digest.slice(7)));
}

function tarOf(layer) {
  const blocks = [];
  let seed = layer + 1;
  for (let i = 0; i < filesInLayer; i++) {
    const content = Buffer.alloc(Math.ceil(fileBytes / 512) * 512);
    for (let at = 0; at < fileBytes / 2; at += 4) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      content.writeUInt32LE(seed, at);
    }
    content.write('a plain line of text\n'.repeat(fileBytes / 50), fileBytes / 2);
    blocks.push(header(`opt/${layer}/${i}`), content);
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function header(name) {
  const block = Buffer.alloc(512);
  block.write(name);
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${fileBytes.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        0', 148);
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
