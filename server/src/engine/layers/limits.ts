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

/** Less than that is no burden, however small it was packed. */
const alwaysFine = 1024 ** 3;

/** A clause on bytes that grow too much when unpacked. */
export function bombProblem(
  { unpacked, packed }: { readonly unpacked: number; readonly packed: number },
  limits: Pick<Limits, 'unpacked' | 'ratio'>,
): string | undefined {
  if (unpacked > limits.unpacked) return `it unpacks to more than ${limits.unpacked} bytes (--limit unpacked=N)`;
  if (unpacked > alwaysFine && unpacked > packed * limits.ratio)
    return `it grows to more than ${limits.ratio} times its size when unpacked (--limit ratio=N)`;
  return undefined;
}
