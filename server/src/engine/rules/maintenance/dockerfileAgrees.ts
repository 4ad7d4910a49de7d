import { type Difference, differences, missingRun } from '../../facts/image/differences.ts';
import { advice, rule } from '../rule.ts';

export const dockerfileAgrees = rule({
  id: 'dockerfile-agrees',
  criterion: 'maintenance',
  deciding: false,
  title: 'The image is what its Dockerfile says.',
  why: 'Where a Dockerfile and an image are checked in one call, and the history or the declared reference of the image tells that it was built from the file, both are compared: user, entry point, command, labels, base, and the steps. Where they differ, the image was built from another state of the file, or changed since.',
  ignore: 'Where the build sets it on purpose, as with docker build --label.',
  examples: {
    violated: [],
    satisfied: ['FROM debian:13\nUSER 1000\n'],
  },
  *check(facts) {
    const { builtFrom } = facts;
    if (facts.build !== undefined || builtFrom === undefined) return;
    const { path } = builtFrom;
    for (const one of differences(facts, builtFrom)) yield advice(one.at, messageOf(one, path));
    const line = missingRun(facts, builtFrom);
    if (line !== undefined && facts.history !== undefined)
      yield advice(
        facts.history.at,
        `The RUN in line ${line} of ${path} is not in the history of the image: it was built from another state of the file. Build it again.`,
      );
  },
});

function messageOf({ what, inImage, inFile, line }: Difference, path: string): string {
  const where = line === undefined ? path : `line ${line} of ${path}`;
  const image = inImage === undefined ? `The image has no ${what}` : `The ${what} of the image is ${shown(inImage)}`;
  const file = inFile === undefined ? `${path} sets none` : `in ${where} it is ${shown(inFile)}`;
  return `${image}, ${file}. Build it again, or bring the file up to date.`;
}

function shown(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

const longest = 120;
