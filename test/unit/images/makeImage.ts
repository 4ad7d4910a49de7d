import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Made, tarOf } from '../layers/makeTar.ts';

/** The files of a layout or an archive, by name. */
export type Files = ReadonlyMap<string, Buffer>;

export interface MadeImage {
  readonly config?: object;
  readonly layers?: readonly (readonly Made[])[];
  /** What is stored of a layer, by its tar file. */
  readonly pack?: (tar: Buffer, number: number) => Buffer;
  readonly platform?: string;
  /** Put over the descriptors of the layers. */
  readonly layer?: object;
  readonly annotations?: object;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

export const types = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
};

export const usual: readonly (readonly Made[])[] = [
  [
    { name: 'bin/', type: '5', mode: 0o755 },
    { name: 'bin/app', mode: 0o755, content: '#!/bin/sh\n' },
    { name: 'etc/passwd', content: 'root:x:0:0::/:/bin/sh\n' },
  ],
  [{ name: 'data', content: 'x'.repeat(5000) }],
  [{ name: '.wh.data' }],
];

/** Blobs that are put together to a layout. */
export function newBlobs() {
  const files = new Map<string, Buffer>();
  const add = (content: Buffer | string, mediaType: string): Descriptor => {
    const bytes = Buffer.from(content);
    const hex = createHash('sha256').update(bytes).digest('hex');
    files.set(`blobs/sha256/${hex}`, bytes);
    return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
  };
  const json = (value: unknown, mediaType: string) => add(JSON.stringify(value), mediaType);
  const image = (made: MadeImage): Descriptor & { readonly platform: object } => {
    const { layers = usual, pack = (tar) => gzipSync(tar, { level: 1 }), platform = 'linux/amd64' } = made;
    const [os, architecture, variant] = platform.split('/');
    const tars = layers.map((layer) => tarOf(...layer));
    const config = json(configOf(made, tars), types.config);
    const blobs = tars.map((tar, i) => ({ ...add(pack(tar, i), types.layer), ...made.layer }));
    const { annotations } = made;
    const manifest = { schemaVersion: 2, mediaType: types.manifest, config, layers: blobs, annotations };
    return { ...json(manifest, types.manifest), platform: { os, architecture, variant } };
  };
  const layout = (manifests: readonly object[]): Files => {
    files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })));
    files.set('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}'));
    return files;
  };
  const index = (manifests: readonly object[]) =>
    json({ schemaVersion: 2, mediaType: types.index, manifests }, types.index);
  return { add, json, image, layout, index, files };
}

function configOf({ config, platform = 'linux/amd64' }: MadeImage, tars: readonly Buffer[]): object {
  const [os, architecture, variant] = platform.split('/');
  return {
    os,
    architecture,
    variant,
    config: { User: '1001:0', Entrypoint: ['/bin/app'], ...config },
    rootfs: { type: 'layers', diff_ids: tars.map((tar) => digestOf(tar)) },
    history: [{ created_by: 'ENV A=1', empty_layer: true }, ...tars.map((_, i) => ({ created_by: `RUN step ${i}` }))],
  };
}

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** A layout with one image. */
export function layoutOf(made: MadeImage = {}, annotations?: object): Files {
  const blobs = newBlobs();
  return blobs.layout([{ ...blobs.image(made), annotations }]);
}

/** As `docker save` wrote archives up to version 24. */
export function savedOf(
  made: MadeImage = {},
  tags: readonly string[] = ['quay.io/st4sd/community-applications/app:1.0.0'],
): Files {
  const { layers = usual } = made;
  const tars = layers.map((layer) => tarOf(...layer));
  const config = Buffer.from(JSON.stringify(configOf(made, tars)));
  const name = `${digestOf(config).slice(7)}.json`;
  const names = tars.map((_, i) => `${i}${'0'.repeat(63)}/layer.tar`);
  return new Map([
    ...tars.map((tar, i): [string, Buffer] => [names[i] ?? '', tar]),
    [name, config],
    ['manifest.json', Buffer.from(JSON.stringify([{ Config: name, RepoTags: tags, Layers: names }]))],
  ]);
}

/** As `docker save` writes them since: a layout, and the old list beside it. */
export function savedLayoutOf(made: MadeImage = {}, tag = 'quay.io/st4sd/community-applications/app:1.0.0'): Files {
  const blobs = newBlobs();
  const image = blobs.image(made);
  const manifest = JSON.parse(String(blobs.files.get(image.digest.replace(':', '/').replace(/^/, 'blobs/'))));
  const path = ({ digest }: Descriptor) => `blobs/${digest.replace(':', '/')}`;
  const saved = [{ Config: path(manifest.config), RepoTags: [tag], Layers: manifest.layers.map(path) }];
  const annotations = { 'io.containerd.image.name': tag, 'org.opencontainers.image.ref.name': '1.0.0' };
  const absent = {
    mediaType: types.manifest,
    digest: digestOf(Buffer.from('absent')),
    size: 6,
    platform: { os: 'linux', architecture: 's390x' },
  };
  const files = blobs.layout([{ ...blobs.index([image, absent]), annotations }]);
  return new Map([...files, ['manifest.json', Buffer.from(JSON.stringify(saved))]]);
}

export function archiveOf(files: Files): Buffer {
  return tarOf(...[...files].map(([name, content]) => ({ name, content })));
}

/** Writes the files into a folder. */
export function writeLayout(folder: string, files: Files): string {
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}
