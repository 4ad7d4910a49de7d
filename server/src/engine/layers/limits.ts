/** How much of an image is read before it counts as made to harm: one row a limit; the help and the README are made of it. */
export const limitTable = {
  files: { value: 500_000, help: 'files and folders of an image' },
  layers: { value: 500, help: 'layers of an image' },
  images: { value: 200, help: 'images of a layout or an archive, one a platform' },
  json: { value: 8 * 1024 ** 2, help: 'bytes of an index, a manifest or a config' },
  unpacked: { value: 256 * 1024 ** 3, help: 'bytes that the layers of an image unpack to' },
  ratio: { value: 300, help: 'times that a layer grows when unpacked, beyond its first GiB' },
} as const satisfies Readonly<Record<string, { readonly value: number; readonly help: string }>>;

export type LimitName = keyof typeof limitTable;
export type Limits = Readonly<Record<LimitName, number>>;

export const limitNames: readonly LimitName[] = ['files', 'layers', 'images', 'json', 'unpacked', 'ratio'];

export const usualLimits: Limits = {
  files: limitTable.files.value,
  layers: limitTable.layers.value,
  images: limitTable.images.value,
  json: limitTable.json.value,
  unpacked: limitTable.unpacked.value,
  ratio: limitTable.ratio.value,
};
