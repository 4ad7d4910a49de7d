import type { LayerUse } from '../../layers/foldLayers.ts';
import type { HistoryStep } from '../../oci/history.ts';
import type { Span } from '../../text/span.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { shownStep } from './historyText.ts';
import { lineOfLayer } from './lineOfLayer.ts';

/** A layer of an image; what is not known is undefined. */
export interface LayerFacts {
  readonly digest: string | undefined;
  /** Bytes as stored, mostly compressed. */
  readonly size: number | undefined;
  /** Bytes of the unpacked layer. */
  readonly uncompressedSize: number | undefined;
  /** The step of the build that made it. */
  readonly step: HistoryStep | undefined;
  /** Bytes of its files, and those of them that later layers replace or delete. */
  readonly use: LayerUse | undefined;
}

/** A layer as a message names it, by its number from 0: `layer 3 (RUN make install)`, `layer 3 (line 7 of Dockerfile, RUN make)`. */
export function layerName(facts: ImageFacts, number: number): string {
  const { step } = facts.layers?.[number] ?? {};
  if (step === undefined) return `layer ${number + 1}`;
  const line = lineOfLayer(facts, number);
  const where = line === undefined ? '' : `line ${line} of ${facts.builtFrom?.path}, `;
  return `layer ${number + 1} (${where}${shownStep(step.createdBy)})`;
}

/** The place in the image's documents that stands for a layer. */
export function layerSpan({ layers = [], size }: ImageFacts, number: number): Span {
  return layers[number]?.step?.at ?? size.at;
}
