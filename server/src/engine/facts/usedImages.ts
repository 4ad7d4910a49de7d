import { knownBases } from '../bases/knownBases.ts';
import { type ImageReference, parseReference } from '../reference/imageReference.ts';
import { familiarName } from '../reference/normalise.ts';
import type { Span } from '../text/span.ts';
import type { ImageFacts } from './imageFacts.ts';
import { type OutsideImage, outsideImages } from './outsideImages.ts';

/** An outside image that the subject is made of: used by its Dockerfile, or recorded by the image itself. */
export interface UsedImage {
  /** As the file means it, variables resolved. */
  readonly text: string;
  readonly reference: ImageReference;
  readonly at: Span;
  readonly use: OutsideImage['use'];
  /** Findings on it decide the criterion. */
  readonly decides: boolean;
  /** Its repository is in the table of known bases, or could be looked up. */
  readonly known: boolean;
}

export function usedImages({ build, base }: ImageFacts): readonly UsedImage[] {
  if (build !== undefined) return outsideImages(build).map((image) => ({ ...image, known: isKnown(image) }));
  if (base.state !== 'known') return [];
  const { reference: recorded, digest } = base.value;
  const text = familiarName(recorded) + (digest === undefined ? '' : `@${digest}`);
  const reference = parseReference(text);
  if (reference === undefined) return [];
  return [{ text, reference, at: base.at, use: 'base', decides: true, known: knownBases(recorded) !== undefined }];
}

function isKnown({ use, stage, text }: OutsideImage): boolean {
  if (use === 'base' && stage.base.kind === 'image') return stage.base.image !== undefined;
  return knownBases(text) !== undefined;
}
