import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  archiveOf,
  type Files,
  layoutOf,
  newBlobs,
  savedLayoutOf,
  savedOf,
  types,
  writeLayout,
} from '../images/makeImage.ts';
import { zstd } from '../images/makeZstd.ts';
import { tarOf } from '../layers/makeTar.ts';
import { folderWith, run } from './run.ts';

const schema: object = JSON.parse(readFileSync(join(import.meta.dirname, '../../report.schema.json'), 'utf8'));
const validate = new Ajv2020({ strict: false }).compile(schema);

async function check(name: string, content: Buffer | Files, args: readonly string[] = []) {
  const folder = folderWith({});
  if (content instanceof Map) {
    mkdirSync(join(folder, name));
    writeLayout(join(folder, name), content);
  } else writeFileSync(join(folder, name), content as Buffer);
  const { status, out, err } = await run(folder, [name, ...args, '--format', 'json']);
  const report = JSON.parse(out);
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  return { status, err, report, subjects: report.subjects, errors: report.errors };
}

const image = { layer: { annotations: {} } };
const tagged = { 'org.opencontainers.image.ref.name': 'quay.io/st4sd/community-applications/app:1.0.0' };

describe('an image and its Dockerfile in one call', () => {
  const file = 'FROM debian:13\nRUN step 0\nRUN step 1\nRUN step 2\nUSER 1002\nENTRYPOINT ["/bin/app"]\n';

  it('are compared', async () => {
    const folder = folderWith({ 'z.Dockerfile': file, 'other.Dockerfile': 'FROM debian:13\nRUN else\nUSER 5\n' });
    writeFileSync(join(folder, 'app.tar'), archiveOf(layoutOf(image, tagged)));
    const args = ['app.tar', 'z.Dockerfile', 'other.Dockerfile', '--format', 'json'];
    const { subjects } = JSON.parse((await run(folder, args)).out);
    const found = subjects.map(
      ({ path, problems }: { path: string; problems: { rule: string; message: string }[] }) => [
        path,
        problems.filter(({ rule }) => rule === 'dockerfile-agrees').map(({ message }) => message),
        problems
          .filter(({ rule }) => rule === 'layer-waste')
          .map(({ message }) => /line \d+ of [\w.]+/.exec(message)?.[0]),
      ],
    );
    expect(found).toEqual([
      [
        'app.tar',
        [
          'The user of the image is 1001:0, in line 5 of z.Dockerfile it is 1002. Build it again, or bring the file up to date.',
        ],
        ['line 3 of z.Dockerfile'],
      ],
      ['other.Dockerfile', [], []],
      ['z.Dockerfile', [], []],
    ]);
  });
});

describe('an image', () => {
  it.each<[string, Buffer | Files, string]>([
    ['a layout', layoutOf(image, tagged), 'layout'],
    ['an archive of a layout', archiveOf(layoutOf(image, tagged)), 'archive'],
    ['a gzip archive of a layout', gzipSync(archiveOf(layoutOf(image, tagged))), 'archive'],
    ['a zstd archive of a layout', zstd(archiveOf(layoutOf(image, tagged))), 'archive'],
    ['what docker save wrote', archiveOf(savedOf()), 'archive'],
    ['what docker save wrote, with gzip', gzipSync(archiveOf(savedOf())), 'archive'],
    ['what docker save writes now', archiveOf(savedLayoutOf()), 'archive'],
    ['what docker save writes now, with zstd', zstd(archiveOf(savedLayoutOf())), 'archive'],
  ])('can be %s', async (_, content, kind) => {
    const { status, subjects, errors } = await check('image', content);
    expect(errors).toEqual([]);
    expect(status).toBe(1);
    expect(subjects).toMatchObject([
      {
        path: 'image',
        kind,
        image: 'quay.io/st4sd/community-applications/app:1.0.0',
        facts: {
          user: { state: 'known', value: { text: '1001:0', root: false } },
          entrypoint: { value: { words: ['/bin/app'] } },
          platforms: { value: ['linux/amd64'] },
          size: { state: 'known', value: { uncompressed: 11_776 } },
        },
      },
    ]);
  });
});

describe('an image for several platforms', () => {
  const several = (other: object) => {
    const blobs = newBlobs();
    const attestation = {
      ...blobs.image({}),
      platform: { os: 'unknown', architecture: 'unknown' },
      annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
    };
    return blobs.layout([
      blobs.index([blobs.image({}), blobs.image({ platform: 'linux/arm64/v8', config: other }), attestation]),
    ]);
  };
  it('is one subject, and what is the same is said once', async () => {
    const { subjects, errors } = await check('image', several({}));
    expect(errors).toEqual([]);
    expect(subjects).toHaveLength(1);
    expect(subjects[0].facts.platforms).toEqual({ state: 'known', value: ['linux/amd64', 'linux/arm64/v8'] });
    expect(subjects[0].facts.user).toMatchObject({ value: { text: '1001:0' } });
    expect(messages(subjects[0]).join('\n')).not.toContain('linux/arm64/v8: ');
  });
  it('is judged by the worst of them', async () => {
    const { status, subjects } = await check('image', several({ User: 'root' }));
    expect(status).toBe(1);
    expect(subjects[0].facts.user.because).toContain('differ');
    expect(subjects[0].criteria.find(({ id }: { id: string }) => id === 'non-root').verdict).toBe('not-met');
    expect(messages(subjects[0])).toContainEqual(expect.stringMatching(/^linux\/arm64\/v8: .*root/));
  });
  it('shows no secret of any of them', async () => {
    const secret = 'hunter2-9fQ7xLw3';
    const folder = folderWith({});
    writeLayout(join(folder, 'image'), several({ User: 'root', Env: [`DB_PASSWORD=${secret}`] }));
    for (const format of ['text', 'json', 'html', 'sarif']) {
      const { out, err } = await run(folder, ['image', '--format', format]);
      expect(out + err).not.toContain(secret);
    }
  });
  it('may lack some of them in what docker save wrote, which has only those that were pulled', async () => {
    const { subjects, errors } = await check('image', archiveOf(savedLayoutOf()));
    expect(errors).toEqual([]);
    expect(subjects).toHaveLength(1);
  });
  it('is told where one is missing in a layout, and the others are judged', async () => {
    const blobs = newBlobs();
    const absent = { ...blobs.image({ platform: 'linux/s390x' }) };
    blobs.files.delete(absent.digest.replace('sha256:', 'blobs/sha256/'));
    const { status, subjects, errors } = await check('image', blobs.layout([blobs.index([blobs.image({}), absent])]));
    expect(status).toBe(3);
    expect(subjects).toHaveLength(1);
    expect(errors).toEqual([
      { path: 'image', message: expect.stringMatching(/^The manifest sha256:\w{12}… is missing\.$/) },
    ]);
  });
});

describe('several images beside each other', () => {
  const name = (text: string) => ({ annotations: { 'org.opencontainers.image.ref.name': text } });
  it('are subjects of their own', async () => {
    const blobs = newBlobs();
    const layout = blobs.layout([
      { ...blobs.image({}), ...name('x.io/a:1.0.0') },
      { ...blobs.image({ config: { User: 'root' } }), ...name('x.io/b:2.0.0') },
    ]);
    const { subjects, errors } = await check('images', layout);
    expect(errors).toEqual([]);
    expect(subjects.map(({ path, image: own }: { path: string; image: string }) => [path, own])).toEqual([
      ['images#x.io/a:1.0.0', 'x.io/a:1.0.0'],
      ['images#x.io/b:2.0.0', 'x.io/b:2.0.0'],
    ]);
  });
  it('are judged when one of them cannot be', async () => {
    const blobs = newBlobs();
    const bad = blobs.json({ schemaVersion: 1, name: 'x', fsLayers: [] }, types.manifest);
    const { status, subjects, errors } = await check(
      'images',
      blobs.layout([{ ...bad, ...name('x.io/a:1') }, blobs.image({})]),
    );
    expect(status).toBe(3);
    expect(subjects).toHaveLength(1);
    expect(errors).toEqual([{ path: 'images#x.io/a:1', message: expect.stringContaining('schema 1') }]);
  });
});

describe('an image that cannot be trusted', () => {
  const broken = (name: (files: Files) => string, change: (bytes: Buffer) => Buffer, files = layoutOf()) => {
    const key = name(files);
    return new Map([...files, [key, change(Buffer.from(files.get(key) ?? ''))]]);
  };
  const blob = (number: number) => (files: Files) =>
    [...files.keys()].filter((key) => key.startsWith('blobs/'))[number] ?? '';
  const spoil = (bytes: Buffer) => bytes.fill(bytes.readUInt8(20) ^ 1, 20, 21);
  // blobs: the config, three layers, the manifest
  it.each<[string, Files | Buffer, RegExp]>([
    ['with another manifest', broken(blob(4), spoil), /^The manifest sha256:\w+… does not match its digest\.$/],
    ['with another config', broken(blob(0), spoil), /^The config sha256:\w+… does not match its digest\.$/],
    [
      'with another layer',
      broken(blob(2), (bytes) => gzipSync(gunzipSync(bytes), { level: 9 })),
      /^Layer 2 \(sha256:\w+…\) does not match its digest\.$/,
    ],
    [
      'with a damaged layer',
      broken(blob(2), (bytes) => bytes.fill(0, 30, 60)),
      /^Layer 2 \(.*\) does not match its digest\.$/,
    ],
    [
      'with a layer cut off',
      broken(blob(3), (bytes) => bytes.subarray(0, 40)),
      /^Layer 3 \(.*\) does not match its digest\.$/,
    ],
    [
      'with another layer in what docker save wrote',
      archiveOf(
        broken(
          (files) => [...files.keys()][0] ?? '',
          (bytes) => tarOf({ name: 'evil' }).subarray(0, bytes.length),
          savedOf(),
        ),
      ),
      /^Layer 1 \(.*\) does not match its digest\.$/,
    ],
    [
      'with another config in what docker save wrote',
      archiveOf(
        broken(
          (files) => [...files.keys()][3] ?? '',
          (bytes) => Buffer.concat([bytes, Buffer.from(' ')]),
          savedOf(),
        ),
      ),
      /^The config \w+\.json does not match its digest\.$/,
    ],
    ['without a digest', newBlobs().layout([{ mediaType: types.manifest }]), /^The manifest has no digest\.$/],
    [
      'with a digest that leads elsewhere',
      newBlobs().layout([{ mediaType: types.manifest, digest: 'sha256:../../../etc/passwd' }]),
      /cannot be checked/,
    ],
  ])('%s has no verdicts', async (_, content, message) => {
    const { status, subjects, errors } = await check('image', content);
    expect(errors).toEqual([{ path: expect.stringMatching(/^image/), message: expect.stringMatching(message) }]);
    expect(status).toBe(3);
    expect(subjects).toEqual([]);
  });
});

describe('an image with a layer that cannot be read', () => {
  const cut = (tar: Buffer, number: number) => (number === 1 ? gzipSync(tar).subarray(0, 30) : gzipSync(tar));
  const only = (pack: (tar: Buffer) => Buffer) => layoutOf({ pack: (tar, i) => (i === 1 ? pack(tar) : gzipSync(tar)) });
  const without = (() => {
    const files = layoutOf();
    const [, first = ''] = [...files.keys()];
    return new Map([...files].filter(([name]) => name !== first));
  })();
  it.each<[string, Files | Buffer, RegExp, (readonly string[])?]>([
    ['that is missing', without, /^Layer 1 \(.*\) is missing\.$/],
    ['that is missing in an archive', archiveOf(without), /^Layer 1 \(.*\) is missing\.$/],
    ['that breaks off', layoutOf({ pack: cut }), /^Layer 2 \(.*\) cannot be read: its compressed data breaks off\.$/],
    [
      'that breaks off, of zstd',
      only((tar) => zstd(tar).subarray(0, -10)),
      /Layer 2 .* its compressed data breaks off\.$/,
    ],
    [
      'that is damaged',
      only((tar) => gzipSync(tar).fill(0xff, 20, 30)),
      /Layer 2 .* its compressed data is damaged\.$/,
    ],
    [
      'that is damaged, of zstd',
      only((tar) => zstd(tar).fill(0xff, 6, 9)),
      /Layer 2 .* its compressed data is damaged\.$/,
    ],
    [
      'that is no tar file',
      only(() => gzipSync(Buffer.alloc(2000, 'x'))),
      /Layer 2 .* a header has a wrong checksum\.$/,
    ],
    [
      'that is cut off',
      only((tar) => gzipSync(tar.subarray(0, 1000))),
      /Layer 2 .* it ends in the middle of an entry\.$/,
    ],
    [
      'of xz',
      only(() => Buffer.from('\xfd7zXZ\0', 'latin1')),
      /Layer 2 .* it is compressed with xz, which is not read here\.$/,
    ],
    [
      'that is encrypted',
      layoutOf({ layer: { mediaType: `${types.layer}+encrypted` } }),
      /^Layer 1 \(.*\) is encrypted\.$/,
    ],
    [
      'with a name that leads out',
      layoutOf({ layers: [[{ name: '../../etc/passwd' }]] }),
      /^Layer 1 .* the name "..\/..\/etc\/passwd" leads out of the image\.$/,
    ],
    [
      'with a link that leads out',
      layoutOf({ layers: [[{ name: 'x', type: '1', target: '../x' }]] }),
      /^Layer 1 .* leads out of the image\.$/,
    ],
    [
      'with too many files',
      layoutOf(),
      /^Layer 1 .* the image has more than 2 files \(--limit files=N\)\.$/,
      ['--limit', 'files=2'],
    ],
    [
      'that unpacks to too much',
      layoutOf(),
      /^Layer 2 .* it unpacks to more than 1416 bytes \(--limit unpacked=N\)\.$/,
      ['--limit', 'unpacked=5000'],
    ],
    ['too many', layoutOf(), /^The image has more than 2 layers \(--limit layers=N\)\.$/, ['--limit', 'layers=2']],
  ])('%s is judged by its config', async (_, content, message, args = []) => {
    const { status, subjects, errors } = await check('image', content, args);
    expect(errors).toEqual([{ path: 'image', message: expect.stringMatching(message) }]);
    expect(status).toBe(3);
    expect(subjects).toMatchObject([{ facts: { user: { value: { text: '1001:0' } } } }]);
  });
  it('that is foreign says that it is not here', async () => {
    const files = layoutOf({ layer: { mediaType: 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip' } });
    const { errors } = await check('image', new Map([...files].filter(([name]) => name !== [...files.keys()][1])));
    expect(errors[0].message).toMatch(/^Layer 1 .* may not be passed on, so that it is not here\.$/);
  });
});

describe('what is no image', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const oneFile = (name: string, text: string) => archiveOf(new Map([[name, Buffer.from(text)]]));
  const loop = () => {
    const blobs = newBlobs();
    let index = blobs.index([]);
    for (let i = 0; i < 8; i++) index = blobs.index([index]);
    return blobs.layout([index]);
  };
  it.each<[string, Buffer | Files, RegExp, (readonly string[])?]>([
    [
      'an archive of other files',
      oneFile('README', 'text'),
      /^The archive holds no image: it has neither index\.json nor manifest\.json\.$/,
    ],
    ['an archive by a very old Docker', oneFile('repositories', '{}'), /older than 1\.10/],
    ['a layout of nothing', newBlobs().layout([]), /^The layout holds no image: index\.json lists none\.$/],
    [
      'an empty folder of a layout',
      new Map([['oci-layout', Buffer.from('{}')]]),
      /^The layout holds no image: it has neither/,
    ],
    [
      'an archive cut off',
      archiveOf(layoutOf()).subarray(0, 700),
      /^The archive cannot be read: it ends in the middle of an entry\.$/,
    ],
    [
      'a gzip archive cut off',
      gzipSync(archiveOf(layoutOf())).subarray(0, 400),
      /^The archive cannot be read: its compressed data breaks off\.$/,
    ],
    ['a gzip file of no archive', gzipSync(Buffer.from('text')), /^The archive cannot be read: /],
    ['an archive of xz', Buffer.from('\xfd7zXZ\0', 'latin1'), /^The archive is compressed with xz/],
    [
      'an index nested deep',
      oneFile('index.json', nested(100_000)),
      /^index\.json cannot be read\. The JSON is nested too deep/,
    ],
    [
      'a list nested deep',
      oneFile('manifest.json', nested(100_000)),
      /^manifest\.json cannot be read\. The JSON is nested too deep/,
    ],
    ['an index that is none', oneFile('index.json', '{"manifests": 1}'), /^index\.json is no image index\.$/],
    [
      'an index that is too large',
      oneFile('index.json', ' '.repeat(2000)),
      /^index\.json is larger than 1000 bytes \(--limit json=N\)\.$/,
      ['--limit', 'json=1000'],
    ],
    ['indexes in indexes', loop(), /^Indexes are nested deeper than 4, at sha256:/],
    [
      'a list that leads elsewhere',
      oneFile('manifest.json', '[{"Config": "../../etc/passwd", "RepoTags": [], "Layers": []}]'),
      /^The config ..\/..\/etc\/passwd is missing\.$/,
    ],
    [
      'too many files',
      archiveOf(layoutOf()),
      /^The archive cannot be read: it has more than 2 files/,
      ['--limit', 'files=2'],
    ],
  ])('%s is told', async (_, content, message, args = []) => {
    const { status, subjects, errors } = await check('image', content, args);
    expect(errors).toEqual([{ path: expect.stringMatching(/^image/), message: expect.stringMatching(message) }]);
    expect(status).toBe(3);
    expect(subjects).toEqual([]);
  });
});

describe('--limit', () => {
  it.each(['file=1', 'files=0', 'files', 'files=many'])('is 2 for %s', async (limit) => {
    const { status, err } = await run(folderWith({ Dockerfile: 'FROM a\n' }), ['--limit', limit]);
    expect(status).toBe(2);
    expect(err).toMatch(/limit/);
  });
});

function messages({ problems }: { readonly problems: readonly { readonly message: string }[] }): readonly string[] {
  return problems.map(({ message }) => message);
}
