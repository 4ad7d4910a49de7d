import type { Step } from '../../dockerfile/build.ts';
import { layerSpan } from '../../facts/image/layerFacts.ts';
import { ownLayers } from '../../facts/image/ownLayers.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { advice, type Finding, rule } from '../rule.ts';

export const manyLayers = rule({
  id: 'many-layers',
  criterion: 'size-optimised',
  deciding: false,
  title: 'Commands that belong together share a RUN.',
  why: 'Every RUN makes a layer that keeps all it wrote, also what the next one replaces or removes. An image may have 127 layers at most.',
  ignore: 'Where the steps are kept apart for the cache of the builder.',
  examples: {
    violated: [`FROM debian:12\n${'RUN make install\n'.repeat(11)}`],
    satisfied: [
      `FROM debian:12\n${'RUN make install\n'.repeat(10)}`,
      `FROM debian:12 AS build\n${'RUN make install\n'.repeat(11)}FROM debian:12\nCOPY --from=build /app /app\n`,
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* inImage(facts);
      return;
    }
    for (const { steps } of build.ships) {
      for (const row of rowsOfRuns(steps)) {
        const [first] = row;
        if (first === undefined || row.length <= mostInRow) continue;
        const message = `${row.length} RUNs in a row make ${row.length} layers. Join those that belong together with && or a here-document.`;
        yield advice(first.instruction.keywordSpan, message);
      }
    }
  },
});

function* inImage(facts: ImageFacts): Iterable<Finding> {
  const { layers, told, first } = ownLayers(facts);
  if (layers.length <= mostInImage) return;
  const what = told ? `${layers.length} layers beyond its base's` : `${layers.length} layers`;
  const message = `The image has ${what}. Join the steps that belong together.`;
  yield advice(layerSpan(facts, first), message);
}

const mostInImage = 40;

/** More than 97 of 100 real Dockerfiles have at most. */
const mostInRow = 10;

function rowsOfRuns(steps: readonly Step[]): readonly (readonly Step[])[] {
  const rows: Step[][] = [[]];
  for (const step of steps) {
    if (step.instruction.kind !== 'run') rows.push([]);
    else if (step.trigger === undefined) rows.at(-1)?.push(step);
  }
  return rows;
}
