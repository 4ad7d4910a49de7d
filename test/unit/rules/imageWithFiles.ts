import { checkImageParts } from '../../../server/src/engine/check.ts';
import { factsFromParts, type ImagePart } from '../../../server/src/engine/facts/image/fromImageParts.ts';
import type { ImageFacts } from '../../../server/src/engine/facts/imageFacts.ts';
import { listedFiles } from '../../../server/src/engine/images/listedFiles.ts';
import type { Rule } from '../../../server/src/engine/rules/rule.ts';
import { findings } from './judging.ts';

const stored = { kind: 'layout', references: [] } as const;

function partOf(config: object, files: readonly string[]): ImagePart {
  const text = JSON.stringify({ architecture: 'amd64', os: 'linux', config });
  return { manifest: undefined, config: text, layers: [], files: listedFiles(files) };
}

/** The facts of an image with this config and these files. */
export function imageWith(config: object, files: readonly string[]): ImageFacts {
  const read = factsFromParts([partOf(config, files)], stored);
  if (read === undefined) throw new Error('no image');
  return read.facts;
}

/** The findings of a rule on it: `violated`, `advice` or `undecided`, and the message. */
export function foundIn(rule: Rule, config: object, files: readonly string[]): readonly string[] {
  return findings(rule, imageWith(config, files)).map(
    ({ finding, deciding, message }) => `${finding === 'violated' && !deciding ? 'advice' : finding}: ${message}`,
  );
}

/** The verdict on a criterion, and what it rests on. */
export function verdictOn(criterion: string, config: object, files: readonly string[]) {
  const check = checkImageParts([partOf(config, files)], stored, { date: '2026-11-24' });
  return check?.criteria.find(({ id }) => id === criterion);
}
