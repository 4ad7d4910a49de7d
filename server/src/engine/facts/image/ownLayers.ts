import { remembered } from '../../text/remembered.ts';
import { knownValue } from '../fact.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { historyText } from './historyText.ts';
import type { LayerFacts } from './layerFacts.ts';

/** The layers that the image has beyond its base's. */
export interface OwnLayers {
  /** Number of the lowest, from 0. */
  readonly first: number;
  readonly layers: readonly LayerFacts[];
  /** False: nothing tells where the base ends, so that these are all layers. */
  readonly told: boolean;
}

/** The history tells where a base ends: buildah notes it, and a base mostly ends with the CMD that it leaves. */
export const ownLayers = remembered(({ layers = [], history }: ImageFacts): OwnLayers => {
  const all = { first: 0, layers, told: false };
  const steps = (history && knownValue(history)) ?? [];
  const made = steps.filter(({ emptyLayer }) => !emptyLayer).length;
  if (made === 0 || made !== layers.length) return all;
  const named = steps.findLastIndex(({ comment }) => namesBase(comment));
  const lastMade = steps.findLastIndex(({ emptyLayer }) => !emptyLayer);
  const end = named >= 0 ? named : 1 + steps.slice(0, lastMade).findLastIndex(isCommand);
  if (end <= 0) return all;
  const first = steps.slice(0, end).filter(({ emptyLayer }) => !emptyLayer).length;
  return { first, layers: layers.slice(first), told: true };
});

/** An image of digits alone is one that the build itself made on its way. */
function namesBase(comment: string): boolean {
  return /^FROM \S/.test(comment) && !/^FROM (?:sha256:)?[0-9a-f]{12,64}$/.test(comment);
}

function isCommand({ createdBy }: { readonly createdBy: string }): boolean {
  return historyText(createdBy).keyword === 'CMD';
}
