import { fileURLToPath } from 'node:url';
import type { OpenImage } from '../../lsp/images.ts';
import { openImage } from './openImage.ts';
import { imageReason } from './reason.ts';

/** Opens an image of this machine by its `file:` URI. */
export const openImageByUri: OpenImage = async (uri, limits) => {
  if (!uri.startsWith('file:')) return { problem: 'Only images among the files of this machine can be read.' };
  try {
    return await openImage(fileURLToPath(uri), limits);
  } catch (error) {
    return { problem: `The image cannot be read: ${imageReason(error)}.` };
  }
};
