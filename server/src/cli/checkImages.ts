import { type CheckOptions, checkImageParts } from '../engine/check.ts';
import { findImages } from '../engine/images/findImages.ts';
import type { ImageHost } from '../engine/images/imageHost.ts';
import { readImage } from '../engine/images/readImage.ts';
import type { StoredImage } from '../engine/images/storedImage.ts';
import { keptContent } from '../engine/layers/keptContent.ts';
import type { Limits } from '../engine/layers/limits.ts';
import type { SourceResult } from './checkSource.ts';

export interface ImageChecking {
  /** What the report calls the layout or the archive. */
  readonly path: string;
  readonly limits: Limits;
  readonly options: CheckOptions;
}

/** Checks every image of a layout or an archive. */
export async function checkImages(host: ImageHost, { path, limits, options }: ImageChecking): Promise<SourceResult> {
  const images = await findImages({ host, limits });
  if ('problem' in images) return { checked: [], errors: [{ path, message: images.problem }] };
  const results: SourceResult[] = [];
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
): Promise<SourceResult> {
  const { parts, problems } = await readImage(image, { host, limits, keep: keptContent, layers: 'read' });
  const check = checkImageParts(parts, { kind: host.kind, references: image.references }, options);
  return {
    checked: check === undefined ? [] : [{ path, check, diff: '', configuration: undefined }],
    errors: problems.map((message) => ({ path, message })),
  };
}
