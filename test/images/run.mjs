// Images as buildah, skopeo and umoci write them: what we read of each is what skopeo and umoci say. Slow, for .ci/run.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'st4sd-images-'));
const script = '#!/bin/sh\necho started as $(id -u):$(id -g)\n';
let passed = 0;
let failed = 0;

install();
const reader = await loadReader();
const made = makeImages();
for (const [name, { layout, tag }] of made) {
  await test(`${name}: the config is what skopeo shows`, () => sameConfig(name, { layout, tag }));
  await test(`${name}: the files are what umoci unpacks`, () => sameFiles(name, { layout, tag }));
}
for (const [name, { dockerfile, files, verdict }] of Object.entries(startedImages()))
  await test(`${name}: it starts for a uid nobody knows where the verdict says so`, () =>
    sameStart(name, { dockerfile, files, verdict }));
await test('what --fix writes starts, and what it was given does not', startsOnceFixed);
for (const name of ['layout', 'saved.tar', 'layout.tar.zst'])
  await test(`${name}: its layers are the steps of the Dockerfile`, () => sameSteps(name));
rmSync(work, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function test(name, check) {
  try {
    await check();
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}\n${error.message}`);
  }
}

function install() {
  const needed = ['buildah', 'skopeo', 'umoci', 'busybox-static', 'zstd'];
  const missing = needed.some((name) => spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status !== 0);
  if (!missing) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'inherit' });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...needed], { env, stdio: 'ignore' });
}

/** Every image with the layout that umoci and skopeo are to read in its place. */
function makeImages() {
  const at = (name) => join(work, name);
  makeContext();
  const policy = ['--signature-policy', at('policy.json')];
  const push = (to, image = 'localhost/app:1.0.0') => run('buildah', 'push', ...policy, image, to);
  const copy = (from, to, ...options) => run('skopeo', '--policy', at('policy.json'), 'copy', ...options, from, to);
  run('buildah', 'bud', ...policy, '--layers', '-t', 'localhost/app:1.0.0', at('context'));
  push(`oci:${at('layout')}:1.0.0`);
  push(`oci-archive:${at('layout.tar')}:localhost/app:1.0.0`);
  push(`docker-archive:${at('saved.tar')}:localhost/app:1.0.0`);
  const layout = `oci:${at('layout')}:1.0.0`;
  copy(layout, `oci:${at('layout-zstd')}:1.0.0`, '--dest-compress', '--dest-compress-format', 'zstd');
  copy(layout, `docker-archive:${at('skopeo-saved.tar')}:localhost/app:1.0.0`);
  copy(layout, `oci-archive:${at('skopeo-layout.tar')}:app`);
  run('gzip', '-k', at('saved.tar'));
  run('gzip', '-k', at('layout.tar'));
  run('zstd', '-qk', at('layout.tar'));
  repacked(at);
  for (const architecture of ['amd64', 'arm64'])
    run('buildah', 'bud', ...policy, '--arch', architecture, '--manifest', 'localhost/several:1.0', at('context'));
  run('buildah', 'manifest', 'push', ...policy, '--all', 'localhost/several:1.0', `oci:${at('several')}:1.0`);
  run(
    'buildah',
    'manifest',
    'push',
    ...policy,
    '--all',
    'localhost/several:1.0',
    `oci-archive:${at('several.tar')}:1.0`,
  );
  copy(`oci:${at('several')}:1.0`, `oci:${at('one-of-several')}:1.0`);
  const one = { layout: at('layout'), tag: '1.0.0' };
  const several = { layout: at('one-of-several'), tag: '1.0' };
  return new Map([
    ['layout', one],
    ['layout-zstd', one],
    ['layout.tar', one],
    ['layout.tar.gz', one],
    ['layout.tar.zst', one],
    ['saved.tar', one],
    ['saved.tar.gz', one],
    ['skopeo-saved.tar', one],
    ['skopeo-layout.tar', one],
    ['repacked', { layout: at('repacked'), tag: '2.0.0' }],
    ['several', several],
    ['several.tar', several],
  ]);
}

/** A base of two megabytes with links, and what the tools of containers need to run without a service. */
function makeContext() {
  const at = (name) => join(work, name);
  for (const folder of ['base/bin', 'base/etc', 'base/tmp', 'base/usr/lib', 'base/data/old', 'context'])
    mkdirSync(at(folder), { recursive: true });
  cpSync('/bin/busybox', at('base/bin/busybox'));
  for (const name of run('busybox', '--list')
    .split('\n')
    .filter((name) => name !== '' && name !== 'busybox'))
    symlinkSync('busybox', at(`base/bin/${name}`));
  symlinkSync('usr/lib', at('base/lib'));
  writeFileSync(at('base/etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  writeFileSync(at('base/data/old/x'), 'old\n');
  writeFileSync(at('base/data/keep'), 'keep\n');
  run('chmod', '1777', at('base/tmp'));
  run('tar', '-C', at('base'), '-cf', at('context/base.tar'), '.');
  cpSync(join(root, 'test/images/Dockerfile'), at('context/Dockerfile'));
  writeFileSync(
    at('storage.conf'),
    `[storage]\ndriver = "vfs"\ngraphroot = "${at('storage')}"\nrunroot = "${at('run')}"\n`,
  );
  writeFileSync(at('registries.conf'), 'unqualified-search-registries = []\n');
  writeFileSync(at('policy.json'), '{"default":[{"type":"insecureAcceptAnything"}]}');
}

/** A layer that umoci made of what changed in a folder. */
function repacked(at) {
  cpSync(at('layout'), at('repacked'), { recursive: true });
  run('umoci', 'unpack', '--image', `${at('repacked')}:1.0.0`, at('bundle'));
  writeFileSync(at('bundle/rootfs/data/more'), 'more\n');
  rmSync(at('bundle/rootfs/opt'), { recursive: true });
  run('umoci', 'repack', '--image', `${at('repacked')}:2.0.0`, at('bundle'));
  run('umoci', 'rm', '--image', `${at('repacked')}:1.0.0`);
}

function run(program, ...args) {
  const env = {
    ...process.env,
    CONTAINERS_STORAGE_CONF: join(work, 'storage.conf'),
    CONTAINERS_REGISTRIES_CONF: join(work, 'registries.conf'),
    STORAGE_DRIVER: 'vfs',
    BUILDAH_ISOLATION: 'chroot',
  };
  return execFileSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 26 });
}

async function loadReader() {
  const outfile = join(work, 'reader.mjs');
  await build({
    stdin: {
      contents: [
        `export * from './server/src/node/images/openImage.ts'`,
        `export * from './server/src/engine/images/findImages.ts'`,
        `export * from './server/src/engine/images/readImage.ts'`,
        `export * from './server/src/engine/check.ts'`,
        `export * from './server/src/engine/facts/image/fromImageParts.ts'`,
        `export * from './server/src/engine/layers/fileTree.ts'`,
        `export * from './server/src/engine/layers/keptContent.ts'`,
        `export * from './server/src/engine/layers/limits.ts'`,
        `export * from './server/src/engine/check.ts'`,
        `export * from './server/src/engine/facts/image/differences.ts'`,
        `export * from './server/src/engine/facts/image/layersOfDockerfile.ts'`,
        `export * from './server/src/engine/facts/image/layerWaste.ts'`,
      ].join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    outfile,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

async function read(name) {
  const limits = reader.usualLimits;
  const host = await reader.openImage(join(work, name), limits);
  const images = await reader.findImages({ host, limits });
  assert.equal(images.problem, undefined);
  assert.equal(images.length, 1);
  const { parts, problems } = await reader.readImage(images[0], {
    host,
    limits,
    keep: reader.keptContent,
    layers: 'read',
  });
  assert.deepEqual(problems, []);
  return { parts, views: reader.factsFromParts(parts, { kind: host.kind, references: images[0].references }).views };
}

async function sameConfig(name, { layout, tag }) {
  const { views } = await read(name);
  const { config, architecture, os } = JSON.parse(run('skopeo', 'inspect', '--config', `oci:${layout}:${tag}`));
  const { facts } = views[0];
  assert.equal(views[0].platform, `${os}/${architecture}`);
  assert.equal(facts.user.value.text, config.User);
  assert.deepEqual(facts.entrypoint.value.words, config.Entrypoint);
  assert.deepEqual(facts.command.value.words, config.Cmd);
  assert.equal(facts.workdir.value, config.WorkingDir);
  assert.deepEqual(
    [...facts.environment.value].map(([key, value]) => `${key}=${value}`),
    config.Env,
  );
  assert.deepEqual(Object.fromEntries(facts.labels.value), config.Labels);
}

/** The image agrees with the Dockerfile it was built from, and what the first layer wastes is what the third line on removes. */
async function sameSteps(name) {
  const text = readFileSync(join(root, 'test/images/Dockerfile'), 'utf8');
  const { facts } = reader.checkDockerfile(text);
  const [{ facts: image }] = (await read(name)).views;
  const { measured, missing } = reader.layersOfDockerfile(facts.build, image);
  assert.deepEqual(missing, []);
  assert.deepEqual(reader.differences(image, { path: 'Dockerfile', text, facts, told: 'history' }), []);
  assert.deepEqual(
    measured.map(({ step, layer }) => `${layer} ${step.instruction.keyword}`),
    ['0 ADD', '1 RUN', '2 RUN', '3 RUN', '4 RUN'],
  );
  const [base, second] = measured;
  assert.deepEqual(base.wasted, [{ bytes: 'old\nkeep\n'.length, by: second.step }]);
  assert.deepEqual(
    reader
      .layerWaste(image)
      .paths.filter(({ from }) => from === 0)
      .map(({ path }) => path)
      .sort(),
    ['/data/keep', '/data/old/x'],
  );
}

async function sameFiles(name, { layout, tag }) {
  const bundle = join(work, `unpacked-${name}`);
  run('umoci', 'unpack', '--image', `${layout}:${tag}`, bundle);
  const expected = unpacked(join(bundle, 'rootfs'));
  for (const { files } of (await read(name)).parts) {
    const seen = new Map();
    for (const [path, node] of reader.walkTree(files.root)) seen.set(path, described(node));
    assert.ok(seen.size > 50);
    assert.deepEqual(Object.fromEntries([...seen].sort()), Object.fromEntries([...expected].sort()));
  }
}

/** Images on the base, with what is said of `any-user-access`. */
function startedImages() {
  const image = (...lines) =>
    ['FROM scratch', 'ADD base.tar /', 'ENV PATH=/usr/local/bin:/bin', ...lines, ''].join('\n');
  const put = (path, mode) => `COPY --chmod=755 app ${path}/app\nRUN chmod ${mode} ${path}`;
  return {
    fine: { dockerfile: image('COPY --chmod=755 app /usr/local/bin/', 'CMD ["app"]'), verdict: 'met' },
    'shell-form': { dockerfile: image('COPY --chmod=755 app /opt/', 'CMD cd /opt && ./app'), verdict: 'met' },
    linked: {
      dockerfile: image(
        'COPY --chmod=755 app /opt/',
        'RUN mkdir -p /usr/local/bin && ln -s /opt/app /usr/local/bin/run',
        'CMD ["run"]',
      ),
      verdict: 'met',
    },
    'by-env': {
      dockerfile: image(
        'RUN mkdir -p /usr/bin && ln -s /bin/busybox /usr/bin/env',
        'COPY --chmod=755 app /',
        'CMD ["/app"]',
      ),
      files: { app: script.replace('/bin/sh', '/usr/bin/env sh') },
      verdict: 'met',
    },
    'for-its-owner': {
      dockerfile: image('COPY --chmod=700 app /usr/local/bin/', 'USER 1001', 'CMD ["app"]'),
      verdict: 'not-met',
    },
    'not-readable': { dockerfile: image('COPY --chmod=711 app /usr/local/bin/', 'CMD ["app"]'), verdict: 'not-met' },
    'below-root': { dockerfile: image(put('/root', '700'), 'CMD ["/root/app"]'), verdict: 'not-met' },
    'in-a-closed-folder': { dockerfile: image(put('/opt/app', '700'), 'CMD ["/opt/app/app"]'), verdict: 'not-met' },
    'without-interpreter': {
      dockerfile: image('COPY --chmod=755 app /', 'CMD ["/app"]'),
      files: { app: script.replace('/bin/sh', '/usr/bin/python3') },
      verdict: 'not-met',
    },
    'dos-script': {
      dockerfile: image('COPY --chmod=755 app /', 'CMD ["/app"]'),
      files: { app: script.replaceAll('\n', '\r\n') },
      verdict: 'not-met',
    },
  };
}

/** Builds the image and runs its default command as clusters do. */
async function buildAndStart(name, dockerfile, files = {}) {
  const folder = join(work, 'starts', name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries({ app: script, ...files })) writeFileSync(join(folder, file), text);
  cpSync(join(work, 'context/base.tar'), join(folder, 'base.tar'));
  if (dockerfile !== undefined) writeFileSync(join(folder, 'Dockerfile'), dockerfile);
  const policy = ['--signature-policy', join(work, 'policy.json')];
  const image = `localhost/${name}:1.0.0`;
  run('buildah', 'bud', ...policy, '-t', image, folder);
  run('buildah', 'push', ...policy, image, `oci:${join(work, `${name}-layout`)}:1.0.0`);
  const container = run('buildah', 'from', ...policy, image).trim();
  const { Entrypoint = [], Cmd = [] } = JSON.parse(run('buildah', 'inspect', image)).OCIv1.config;
  const started = attempt(
    'buildah',
    'run',
    '--user',
    '1000660000:0',
    container,
    '--',
    ...(Entrypoint ?? []),
    ...(Cmd ?? []),
  );
  return { folder, started, check: await verdictsOf(`${name}-layout`) };
}

function attempt(...command) {
  try {
    return run(...command).includes('started as 1000660000:0');
  } catch {
    return false;
  }
}

async function verdictsOf(name) {
  const { parts } = await read(name);
  const { criteria, problems } = reader.checkImageParts(
    parts,
    { kind: 'layout', references: [] },
    { date: '2026-11-24' },
  );
  const said = problems.filter(({ criterion }) => criterion === 'any-user-access').map(({ message }) => message);
  return { verdict: criteria.find(({ id }) => id === 'any-user-access').verdict, said };
}

async function sameStart(name, { dockerfile, files, verdict }) {
  const { started, check } = await buildAndStart(name, dockerfile, files);
  assert.equal(started, verdict === 'met', `started: ${started}; ${check.said.join(' ')}`);
  assert.equal(check.verdict, verdict, check.said.join(' '));
}

/** The script has no x bit in the build context and the image no user. */
async function startsOnceFixed() {
  const dockerfile = 'FROM scratch\nADD base.tar /\nENV PATH=/bin\nCOPY app /app\nENTRYPOINT ["/app"]\n';
  const before = await buildAndStart('before', dockerfile);
  assert.equal(before.started, false);
  assert.equal(before.check.verdict, 'not-met');
  const file = join(before.folder, 'Dockerfile');
  spawnSync('npm', ['start', '--silent', '--', '--fix', file], { cwd: root, stdio: 'ignore' });
  const fixed = readFileSync(file, 'utf8');
  assert.notEqual(fixed, dockerfile);
  const after = await buildAndStart('after', fixed);
  assert.equal(after.check.verdict, 'met', after.check.said.join(' '));
  assert.equal(after.started, true);
}

function described({ kind, mode, uid, gid, size, target }) {
  if (kind === 'link') return `link ${uid}:${gid} ${target}`;
  return `${kind} ${mode.toString(8)} ${uid}:${gid} ${kind === 'file' ? size : ''}`.trim();
}

function unpacked(top) {
  const found = new Map();
  const visit = (folder, path) => {
    for (const name of readdirSync(folder)) {
      const full = join(folder, name);
      const stat = lstatSync(full);
      const kind = stat.isSymbolicLink() ? 'link' : stat.isDirectory() ? 'folder' : stat.isFIFO() ? 'pipe' : 'file';
      const target = kind === 'link' ? readlinkSync(full) : '';
      const { uid, gid, size } = stat;
      found.set(`${path}/${name}`, described({ kind, mode: stat.mode & 0o7777, uid, gid, size, target }));
      if (kind === 'folder') visit(full, `${path}/${name}`);
    }
  };
  visit(top, '');
  return found;
}
