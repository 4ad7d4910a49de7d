import { type Check, type CheckOptions, checkImageParts } from './check.ts';
import { findImages } from './images/findImages.ts';
import type { ImageHost } from './images/imageHost.ts';
import { readImage } from './images/readImage.ts';
import type { StoredImage } from './images/storedImage.ts';
import { keptContent } from './layers/keptContent.ts';
import type { Limits } from './layers/limits.ts';

export interface ImageChecking {
  /** What the report calls the layout or the archive. */
  readonly path: string;
  readonly limits: Limits;
  readonly options: CheckOptions;
}

/** The checks of what could be read, and what could not be. */
export interface ImageChecks {
  readonly checked: readonly { readonly path: string; readonly check: Check }[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

/** Checks every image of a layout or an archive. */
export async function checkImages(host: ImageHost, { path, limits, options }: ImageChecking): Promise<ImageChecks> {
  const images = await findImages({ host, limits });
  if ('problem' in images) return { checked: [], errors: [{ path, message: images.problem }] };
  const results: ImageChecks[] = [];
  for (const image of images) {
    const name = images.length === 1 ? path : `${path}#${image.name}`;
    results.push(await checkImage(image, { path: name, limits, options, host }));
  }
  return {
    checked: results.flatMap(({ checked }) => checked),
    errors: results.flatMap(({ errors }) => errors),
  };
}

async function checkImage(
  image: StoredImage,
  { path, limits, options, host }: ImageChecking & { readonly host: ImageHost },
): Promise<ImageChecks> {
  const { parts, problems } = await readImage(image, { host, limits, keep: keptContent, layers: 'read' });
  const check = checkImageParts(parts, { kind: host.kind, references: image.references }, options);
  return {
    checked: check === undefined ? [] : [{ path, check }],
    errors: problems.map((message) => ({ path, message })),
  };
}
