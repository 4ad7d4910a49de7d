import { lineNumber, linesOf } from '../../text/lines.ts';
import { remembered } from '../../text/remembered.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { layersOfDockerfile } from './layersOfDockerfile.ts';

/** The line of the Dockerfile that seems to have built the image where the instruction of a layer starts. */
export function lineOfLayer(facts: ImageFacts, layer: number): number | undefined {
  return linesByLayer(facts).get(layer);
}

const linesByLayer = remembered((facts: ImageFacts): ReadonlyMap<number, number> => {
  const { builtFrom } = facts;
  if (builtFrom?.facts.build === undefined) return new Map();
  const lines = linesOf(builtFrom.text);
  const { measured } = layersOfDockerfile(builtFrom.facts.build, facts);
  return new Map(measured.map(({ step, layer }) => [layer, lineNumber(lines, step.instruction.span.start)]));
});
