import type { ImageFacts } from '../../facts/imageFacts.ts';
import { placedBy } from '../../facts/placedFiles.ts';
import { shippedSteps } from '../../facts/shippedRuns.ts';
import { advice, rule } from '../rule.ts';

export const wholeContext = rule({
  id: 'whole-context',
  criterion: 'size-optimised',
  deciding: false,
  title: 'The whole build context is copied only where an ignore file keeps out what does not belong.',
  why: 'The folder that is built from also holds the history of the repository, data, results and secrets. COPY . takes all of it along, and every change to any file makes the builder start over from there.',
  ignore: 'Where the folder holds nothing but what ships.',
  examples: {
    violated: ['FROM debian:12\nWORKDIR /src\nCOPY . .\n'],
    satisfied: [
      'FROM debian:12\nCOPY src /src\n',
      'FROM debian:12 AS build\nCOPY . /src\nFROM debian:12\nCOPY --from=build /app /app\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined || !lacksIgnoreFile(facts)) return;
    for (const step of shippedSteps(build)) {
      const whole = placedBy(step, build).find(
        ({ kind, source }) => kind === 'context' && /^(?:\.?\/?|\.?\/?\*)$/.test(source),
      );
      if (whole === undefined) continue;
      const { keyword } = whole.instruction;
      yield advice(
        whole.at,
        `${keyword} ${whole.source} takes the whole build context along, and there is no .dockerignore. Write one that names what stays out, such as .git.`,
      );
    }
  },
});

/** Only a host that sees the build context can tell. */
function lacksIgnoreFile({ contextFile }: ImageFacts): boolean {
  return contextFile !== undefined && contextFile('.dockerignore') === undefined;
}
