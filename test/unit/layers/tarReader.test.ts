import { describe, expect, it } from 'vitest';
import type { TarEntry } from '../../../server/src/engine/layers/tarEntry.ts';
import { newTarReader } from '../../../server/src/engine/layers/tarReader.ts';
import { folder, hardLink, link, type Made, openTarOf, tarOf } from './makeTar.ts';

interface Read extends TarEntry {
  readonly text: string;
}

/** The entries with their content, or what is wrong; read in pieces of this many bytes. */
function read(bytes: Uint8Array, piece = bytes.length): readonly Read[] | string {
  const reader = newTarReader();
  const entries: { entry: TarEntry; text: string }[] = [];
  for (let at = 0; at < bytes.length; at += piece) {
    for (const event of reader.read(bytes.subarray(at, at + piece))) {
      if (event.kind === 'problem') return event.problem;
      if (event.kind === 'entry') entries.push({ entry: event.entry, text: '' });
      const last = entries.at(-1);
      if (event.kind === 'content' && last !== undefined) last.text += Buffer.from(event.bytes).toString();
    }
  }
  return reader.problemAtEnd() ?? entries.map(({ entry, text }) => ({ ...entry, text }));
}

const one = (made: Made) => {
  const result = read(tarOf(made));
  return typeof result === 'string' ? result : result[0];
};
const long = `${'folder/'.repeat(40)}file`;

describe('an entry', () => {
  it.each<[string, Made, object]>([
    [
      'a file',
      { name: 'a', content: 'text', mode: 0o4755, uid: 7, gid: 8 },
      { kind: 'file', mode: 0o4755, uid: 7, gid: 8, size: 4, text: 'text' },
    ],
    ['a folder', folder('etc/', { mode: 0o1777 }), { name: 'etc/', kind: 'folder', mode: 0o1777, stored: 0 }],
    ['a folder as the oldest tar wrote it', { name: 'etc/', type: '\0' }, { kind: 'folder' }],
    ['a symbolic link', link('a', '../b'), { kind: 'symbolic-link', target: '../b' }],
    [
      'a hard link with a size that counts for nothing',
      { ...hardLink('a', 'b'), size: 512 },
      { kind: 'hard-link', target: 'b', stored: 0 },
    ],
    ['a device', { name: 'null', type: '3' }, { kind: 'device' }],
    ['a pipe', { name: 'p', type: '6' }, { kind: 'pipe' }],
    ['what is not known', { name: 'v', type: 'V' }, { kind: 'other' }],
    ['a long name of ustar', { name: 'file', patch: { 345: 'a/long/folder' } }, { name: 'a/long/folder/file' }],
    ['a long name of GNU', { name: long, gnu: true }, { name: long }],
    ['a long target of GNU', { ...link('a', long), gnu: true }, { target: long }],
    ['a long name of PAX', { name: 'x', pax: { path: long } }, { name: long }],
    ['a long target of PAX', { ...link('x', 'y'), pax: { linkpath: long } }, { target: long }],
    ['names that are not ASCII', { name: 'x', pax: { path: 'ä/文/🚀' } }, { name: 'ä/文/🚀' }],
    [
      'big owners of PAX',
      { name: 'x', pax: { uid: '4000000000', gid: '1000660000' } },
      { uid: 4_000_000_000, gid: 1_000_660_000 },
    ],
    [
      'big owners of base 256',
      { name: 'x', patch: { 108: Buffer.from([0x80, 0, 0, 0, 0xee, 0x6b, 0x28, 0]) } },
      { uid: 4_000_000_000 },
    ],
    ['a size of PAX', { name: 'x', content: 'four', size: 0, pax: { size: '4' } }, { size: 4, text: 'four' }],
    ['a record without a value, which takes it back', { name: 'x', pax: { path: '' } }, { name: 'x' }],
    [
      'holes of PAX',
      { name: 'GNUSparseFile.0/x', content: 'data', pax: { 'GNU.sparse.name': 'x', 'GNU.sparse.realsize': '1000000' } },
      { name: 'x', size: 1_000_000, stored: 4, sparse: true },
    ],
    [
      'holes of GNU',
      { name: 'x', type: 'S', gnu: true, content: 'data', patch: { 483: '00003641100\0' } },
      { size: 1_000_000, stored: 4, sparse: true },
    ],
  ])('can be %s', (_, made, expected) => {
    expect(one(made)).toMatchObject(expected);
  });
  it('with more holes than its header has room for is read on behind their list', () => {
    const tar = tarOf(
      { name: 'x', type: 'S', gnu: true, content: 'data', patch: { 482: Buffer.from([1]), 483: '00003641100\0' } },
      { name: 'y' },
    );
    const more = Buffer.alloc(512);
    more[504] = 1;
    const bytes = Buffer.concat([tar.subarray(0, 512), more, Buffer.alloc(512), tar.subarray(512)]);
    expect(read(bytes)).toMatchObject([{ name: 'x', text: 'data' }, { name: 'y' }]);
  });
});

describe('a tar file', () => {
  const made: readonly Made[] = [
    folder('a/'),
    { name: long, gnu: true, content: 'x'.repeat(700) },
    { name: 'x', pax: { path: 'b/ä', uid: '3000000' }, content: 'y'.repeat(512) },
    { name: 'empty' },
  ];
  it.each([1, 7, 511, 512, 513, 4096])('says the same in pieces of %i bytes', (piece) => {
    expect(read(tarOf(...made), piece)).toEqual(read(tarOf(...made)));
  });
  it('may end without empty blocks, and has nothing behind them', () => {
    expect(read(openTarOf(...made))).toEqual(read(tarOf(...made)));
    expect(read(Buffer.concat([tarOf(...made), Buffer.from('garbage')]))).toEqual(read(tarOf(...made)));
  });
  it.each<[string, Uint8Array]>([
    ['it ends in the middle of an entry', tarOf({ name: 'a', content: 'text' }).subarray(0, 514)],
    ['it ends in the middle of an entry', tarOf({ name: 'a' }).subarray(0, 100)],
    ['it ends in the middle of an entry', tarOf({ name: long, gnu: true }).subarray(0, 1024)],
    ['a header has a wrong checksum', Buffer.from('no tar file '.repeat(100))],
    ['a header has a number that is none', tarOf({ name: 'a', patch: { 124: 'size' } })],
    ['a header has a number that is none', tarOf({ name: 'a', patch: { 124: Buffer.alloc(12, 0xff) } })],
    [
      'an empty block stands between entries',
      Buffer.concat([openTarOf({ name: 'a' }), Buffer.alloc(512), tarOf({ name: 'b' })]),
    ],
    ['a header is longer than 1 MiB', tarOf({ name: 'L', type: 'L', size: 2 ** 21 })],
    ['a PAX header holds no records', tarOf({ name: 'x', type: 'x', content: '99 path=a\n' })],
    ['the entry "x" has a number that is none', tarOf({ name: 'x', pax: { size: '-4' } })],
    ['a name holds a NUL byte: "a\\0b"', tarOf({ name: 'x', pax: { path: 'a\0b' } })],
  ])('that is broken says so: %s', (problem, bytes) => {
    expect(read(bytes)).toBe(problem);
    expect(read(bytes, 100)).toBe(problem);
  });
  it('can be passed over without its content', () => {
    const reader = newTarReader();
    const bytes = tarOf({ name: 'a', content: 'x'.repeat(1000) }, { name: 'b' });
    const names = (piece: Uint8Array) =>
      [...reader.read(piece)].flatMap((event) => (event.kind === 'entry' ? [event.entry.name] : []));
    expect(names(bytes.subarray(0, 512))).toEqual(['a']);
    expect(reader.skippable()).toBe(1024);
    reader.skip(1024);
    expect(names(bytes.subarray(1536))).toEqual(['b']);
    expect(reader.isAtEnd()).toBe(true);
  });
});
