import type { ImageProblem, Reading } from './document.ts';
import { ociImages } from './ociImages.ts';
import { savedImages } from './savedImages.ts';
import type { StoredImage } from './storedImage.ts';

/** The images of a layout or an archive; what they say is read, but not their layers. */
export async function findImages(reading: Reading): Promise<readonly StoredImage[] | ImageProblem> {
  const { host } = reading;
  const has = (name: string) => host.size(name) !== undefined;
  if (has('index.json')) return ociImages(reading);
  if (has('manifest.json')) return savedImages(reading);
  const words = has('repositories')
    ? 'It was saved by a Docker older than 1.10; save it again with a current one.'
    : `The ${host.kind} holds no image: it has neither index.json nor manifest.json.`;
  return { problem: words, untrusted: false };
}
