import { describe, expect, it } from 'vitest';
import { nodeAt, resolvePath, walkTree } from '../../../server/src/engine/layers/fileTree.ts';
import { newFolding } from '../../../server/src/engine/layers/foldLayers.ts';
import { usualLimits } from '../../../server/src/engine/layers/limits.ts';
import { readLayer } from '../../../server/src/engine/layers/readLayer.ts';
import { folder, hardLink, link, type Made, tarOf } from './makeTar.ts';

const keep = (name: string) => (name.endsWith('etc/passwd') ? 1000 : 0);

async function contents(layer: Uint8Array, limits = usualLimits) {
  const chunks = (async function* () {
    yield layer;
  })();
  return readLayer(chunks, { limits, keep, packed: () => layer.length, used: { files: 0, bytes: 0, kept: 0 } });
}

async function folded(...layers: readonly (readonly Made[])[]) {
  const folding = newFolding(usualLimits.files);
  for (const layer of layers) {
    const read = await contents(tarOf(...layer));
    if ('problem' in read) throw new Error(read.problem);
    const problem = folding.add(read);
    if (problem !== undefined) throw new Error(problem);
  }
  return folding.result();
}

async function paths(...layers: readonly (readonly Made[])[]) {
  const { tree } = await folded(...layers);
  return [...walkTree(tree.root)].map(([path, { layer }]) => `${path} ${layer}`).sort();
}

const file = (name: string, content = ''): Made => ({ name, content });

describe('layers on each other', () => {
  it.each<[string, readonly (readonly Made[])[], readonly string[]]>([
    [
      'make one tree',
      [
        [folder('a'), file('a/x')],
        [file('./a/y'), file('/b')],
      ],
      ['/a 0', '/a/x 0', '/a/y 1', '/b 1'],
    ],
    ['imply folders', [[file('a/b/c')]], ['/a 0', '/a/b 0', '/a/b/c 0']],
    ['replace files', [[file('a', '1')], [file('a', '22')]], ['/a 1']],
    ['replace a folder by a file', [[file('a/b/c')], [file('a')]], ['/a 1']],
    [
      'replace a link by a folder',
      [
        [link('a', 'b'), folder('b')],
        [folder('a'), file('a/x')],
      ],
      ['/a 1', '/a/x 1', '/b 0'],
    ],
    ['keep what is in a folder that is set anew', [[file('a/b')], [folder('a/', { mode: 0o700 })]], ['/a 1', '/a/b 0']],
    ['delete by whiteouts', [[file('a/b'), file('a/c')], [file('a/.wh.b')]], ['/a 0', '/a/c 0']],
    ['delete folders by whiteouts', [[file('a/b/c')], [file('.wh.a')]], []],
    ['delete nothing that is not there', [[file('a')], [file('.wh.b'), file('c/.wh.d')]], ['/a 0']],
    ['delete only of the layers below', [[file('a')], [file('a'), file('.wh.a')]], ['/a 1']],
    [
      'empty folders',
      [
        [file('a/b'), file('a/c/d')],
        [folder('a'), file('a/e'), file('a/.wh..wh..opq')],
      ],
      ['/a 1', '/a/e 1'],
    ],
    [
      'keep the files that aufs kept for itself out',
      [[file('a')], [file('.wh..wh.plnk'), file('.wh..wh.aufs')]],
      ['/a 0'],
    ],
    [
      'go through links on the way',
      [[link('lib', 'usr/lib'), folder('usr/lib')], [file('lib/x')]],
      ['/lib 0', '/usr 0', '/usr/lib 0', '/usr/lib/x 1'],
    ],
    [
      'delete through links on the way',
      [[link('lib', '/usr/lib'), file('usr/lib/x')], [file('lib/.wh.x')]],
      ['/lib 0', '/usr 0', '/usr/lib 0'],
    ],
    ['take .. within the image out', [[file('a/../b')]], ['/b 0']],
  ])('%s', async (_, layers, expected) => {
    expect(await paths(...layers)).toEqual(expected);
  });

  it('share what hard links lead to', async () => {
    const { tree } = await folded(
      [{ ...file('a', 'text'), mode: 0o4755, uid: 5 }, hardLink('b/c', './a')],
      [file('.wh.a')],
    );
    expect(nodeAt(tree, '/b/c')).toMatchObject({ layer: 0, kind: 'file', mode: 0o4755, uid: 5, size: 4 });
    expect(nodeAt(tree, '/a')).toBeUndefined();
  });
  it('set the root as well', async () => {
    const { tree } = await folded([folder('./', { mode: 0o700, uid: 3 })], [file('a')]);
    expect(tree.root).toMatchObject({ layer: 0, mode: 0o700, uid: 3 });
  });
  it('keep the content that is asked for', async () => {
    const { tree } = await folded([file('etc/passwd', 'root:x:0:0'), file('etc/other', 'text')]);
    expect(Buffer.from(nodeAt(tree, '/etc/passwd')?.bytes ?? []).toString()).toBe('root:x:0:0');
    expect(nodeAt(tree, '/etc/other')?.bytes).toBeUndefined();
  });
  it('keep how executables start', async () => {
    const { tree } = await folded([
      { ...file('run', `#!/bin/sh -e\n${'x'.repeat(9000)}`), mode: 0o755 },
      { ...file('elf'), content: elf('/lib64/ld-linux-x86-64.so.2'), mode: 0o755 },
      { ...file('static'), content: elf(undefined), mode: 0o755 },
      { ...file('broken'), content: elf('x').fill(255, 32), mode: 0o755 },
      { ...file('data', '#!/bin/sh\n'), mode: 0o644 },
    ]);
    const program = (path: string) => nodeAt(tree, path)?.program;
    expect(program('/run')).toEqual({ kind: 'script', line: '/bin/sh -e' });
    expect(program('/elf')).toEqual({ kind: 'elf', machine: 62, interpreter: '/lib64/ld-linux-x86-64.so.2' });
    expect(program('/static')).toEqual({ kind: 'elf', machine: 62, interpreter: undefined });
    expect(program('/broken')).toBeUndefined();
    expect(program('/data')).toBeUndefined();
  });
  it('say what they bring, what of it is wasted and by whom', async () => {
    const { tree, layers } = await folded(
      [file('big', 'x'.repeat(1000)), file('a/b', 'x'.repeat(10)), file('a/c', 'x'.repeat(20)), hardLink('d', 'a/c')],
      [file('big', 'y'.repeat(500))],
      [file('.wh.a')],
      [file('.wh.d'), file('.wh.big')],
    );
    expect(layers).toEqual([
      {
        added: 1030,
        wasted: new Map([
          [1, 1000],
          [2, 10],
          [3, 20],
        ]),
      },
      { added: 500, wasted: new Map([[3, 500]]) },
      { added: 0, wasted: new Map() },
      { added: 0, wasted: new Map() },
    ]);
    expect(tree.removed.map(({ path, by, node }) => [path, node.layer, by])).toEqual([
      ['/big', 0, 1],
      ['/a', 0, 2],
      ['/d', 0, 3],
      ['/big', 1, 3],
    ]);
  });
});

describe('layers that cannot be laid', () => {
  it.each<[string, readonly Made[]]>([
    ['the name "../x" leads out of the image', [file('../x')]],
    ['the name "a/../../x" leads out of the image', [file('a/../../x')]],
    ['"a" is no folder on the way to "a/b"', [file('a'), file('a/b')]],
    ['"a" is a link to no folder on the way to "a/b"', [link('a', 'a'), file('a/b')]],
    ['the hard link "a" leads to "missing", which is no file', [hardLink('a', 'missing')]],
    ['the link "a" leads out of the image', [hardLink('a', '../../etc/passwd')]],
  ])('say so: %s', async (problem, layer) => {
    await expect(folded(layer)).rejects.toThrow(problem);
  });
  it('are those that are larger than the limits', async () => {
    const few = { ...usualLimits, files: 3 };
    const layer = tarOf(file('a'), file('b'), file('c'), file('d'));
    expect(await contents(layer, few)).toEqual({ problem: 'the image has more than 3 files (--limit files=N)' });
    expect(await contents(layer, { ...usualLimits, unpacked: 1000 })).toEqual({
      problem: 'it unpacks to more than 1000 bytes (--limit unpacked=N)',
    });
    const deep = await contents(tarOf(file('a/b/c/d/e/f')), few);
    const folding = newFolding(3);
    expect('entries' in deep && folding.add(deep)).toBe('the image has more than 3 files (--limit files=N)');
  });
});

describe('a path', () => {
  const tree = folded([
    folder('usr/bin/'),
    file('usr/bin/python3.12'),
    link('usr/bin/python3', 'python3.12'),
    link('usr/bin/python', '/etc/alternatives/python'),
    link('etc/alternatives/python', '../../usr/bin/python3'),
    link('bin', 'usr/bin'),
    link('up', '../../../../usr'),
    link('circle', 'circle2'),
    link('circle2', 'circle'),
    link('dead', 'nowhere/x'),
  ]);
  it.each([
    ['/bin/python', { state: 'found', path: '/usr/bin/python3.12' }],
    ['//bin/./../bin/python3', { state: 'found', path: '/usr/bin/python3.12' }],
    ['/up/bin/', { state: 'found', path: '/usr/bin' }],
    ['/', { state: 'found', path: '/' }],
    ['/..', { state: 'found', path: '/' }],
    ['/circle', { state: 'circle' }],
    ['/circle/x', { state: 'circle' }],
    ['/dead', { state: 'missing', path: '/nowhere' }],
    ['/usr/bin/python3.12/x', { state: 'missing', path: '/usr/bin/python3.12/x' }],
    ['/usr/lib/x', { state: 'missing', path: '/usr/lib' }],
  ])('%s is followed as Linux does', async (path, expected) => {
    expect(resolvePath((await tree).tree.root, path)).toMatchObject(expected);
  });
  it('tells the folders on the way, those of links as well', async () => {
    const found = resolvePath((await tree).tree.root, '/bin/python');
    const folders = found.state === 'found' ? found.folders.map(({ path }) => path) : [];
    expect(folders).toEqual([
      '/',
      '/',
      '/usr',
      '/usr/bin',
      '/',
      '/etc',
      '/etc/alternatives',
      '/',
      '/usr',
      '/usr/bin',
      '/usr/bin',
    ]);
  });
});

/** The start of a program for x86-64. */
function elf(interpreter: string | undefined): Buffer {
  const bytes = Buffer.alloc(200);
  bytes.write('\x7fELF', 0, 'latin1');
  bytes.set([2, 1, 1], 4);
  bytes.writeUInt16LE(62, 18);
  bytes.writeBigUInt64LE(64n, 32);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(1, 56);
  bytes.writeUInt32LE(interpreter === undefined ? 1 : 3, 64);
  bytes.writeBigUInt64LE(120n, 72);
  bytes.writeBigUInt64LE(BigInt(interpreter?.length ?? 0) + 1n, 96);
  bytes.write(interpreter ?? '', 120);
  return bytes;
}
