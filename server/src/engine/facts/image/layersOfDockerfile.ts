import type { Build, Step } from '../../dockerfile/build.ts';
import { knownValue } from '../fact.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { shippedSteps } from '../shippedRuns.ts';
import { matchOf } from './alignment.ts';
import { historyText } from './historyText.ts';
import { isStepOf } from './stepInHistory.ts';

/** An instruction with the layer that it made. */
export interface MeasuredStep {
  readonly step: Step;
  /** Number of the layer, from 0. */
  readonly layer: number;
  /** Bytes of its files; undefined where the layers were not read. */
  readonly added: number | undefined;
  /** Bytes of them that later layers replace or delete, with the instruction that does, where it is known. */
  readonly wasted: readonly { readonly bytes: number; readonly by: Step | undefined }[];
}

export interface LayersOfDockerfile {
  /** The steps that the image's history has, in their order, by those that made a layer of their own. */
  readonly measured: readonly MeasuredStep[];
  /** RUN, COPY and ADD of what ships that are found in the history, and those that are not. */
  readonly found: readonly Step[];
  readonly missing: readonly Step[];
}

/** Finds the steps of a Dockerfile in the history of an image that it may have built. */
export function layersOfDockerfile(build: Build, image: ImageFacts): LayersOfDockerfile {
  const steps = shippedSteps(build).filter(({ instruction: { kind } }) => making.has(kind));
  const entries = entriesOf(image);
  const pairs = matchOf(steps.length, entries.length, (i, j) => {
    const [step, entry] = [steps[i], entries[j]];
    return step !== undefined && entry !== undefined && isStepOf(step, entry.text, build.dockerfile);
  });
  const layerOf = new Map<Step, number>();
  const stepOf = new Map<number, Step>();
  const found = new Set<Step>();
  for (const [i, j] of pairs) {
    const [step, layer] = [steps[i], entries[j]?.layer];
    if (step === undefined) continue;
    found.add(step);
    if (layer === undefined) continue;
    layerOf.set(step, layer);
    stepOf.set(layer, step);
  }
  const measured = [...layerOf].map(([step, layer]): MeasuredStep => {
    const use = image.layers?.[layer]?.use;
    const wasted = [...(use?.wasted ?? [])].map(([by, bytes]) => ({ bytes, by: stepOf.get(by) }));
    return { step, layer, added: use?.added, wasted };
  });
  return { measured, found: [...found], missing: steps.filter((step) => !found.has(step)) };
}

/** More than any step of a real file, which is compared with each of them. */
const longestText = 20_000;

const making: ReadonlySet<string> = new Set(['run', 'copy', 'add']);

/** The steps of the history that may make layers, with the number of the layer where they made one. */
function entriesOf({ history, layers = [] }: ImageFacts) {
  const steps = (history && knownValue(history)) ?? [];
  const told = steps.filter(({ emptyLayer }) => !emptyLayer).length === layers.length;
  let next = 0;
  return steps.flatMap(({ createdBy, emptyLayer }) => {
    const layer = emptyLayer || !told ? undefined : next;
    if (!emptyLayer) next++;
    const text = historyText(createdBy.slice(0, longestText));
    return making.has(text.keyword.toLowerCase()) ? [{ text, layer }] : [];
  });
}
