import type { Build } from '../../dockerfile/build.ts';
import { aptLists as folder, usersOfIndex, withOwnIndex } from '../../facts/size/aptIndex.ts';
import { cleanUp } from '../../facts/size/cleanUp.ts';
import type { Leftover } from '../../facts/size/leftovers.ts';
import { isLoneUpdate } from '../../facts/size/loneUpdate.ts';
import type { TextEdit } from '../../text/span.ts';
import { type Fix, rule } from '../rule.ts';
import { leftInLayers, leftoverFindings, safeFix } from './leftoverFindings.ts';

export const aptLists = rule({
  id: 'apt-lists',
  criterion: 'size-optimised',
  deciding: true,
  title: 'The package lists of apt do not stay in the image.',
  why: 'apt-get update fetches lists of every package there is, 20 to 50 MB that nobody needs at run time. What a later RUN removes still lies in the layer below.',
  ignore: 'Where the image is meant for people who go on installing packages in it.',
  examples: {
    violated: [
      'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends git\n',
      'FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends \\\n        git \\\n    && apt-get clean\n',
      'FROM ubuntu:24.04\nRUN <<EOF\napt-get update\napt-get install -y --no-install-recommends git\nEOF\n',
      'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends git\nRUN apt-get install -y --no-install-recommends wget\n',
    ],
    undecided: [
      'FROM debian:12\nCOPY cleanup.sh /\nRUN apt-get update && apt-get install -y --no-install-recommends git && /cleanup.sh\n',
    ],
    satisfied: [
      'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*\n',
      'FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt \\\n    apt-get update && apt-get install -y --no-install-recommends git\n',
      'FROM debian:12 AS build\nRUN apt-get update && apt-get install -y git\nFROM debian:12\nCOPY --from=build /app /app\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* leftInLayers(facts, 'apt', {
        what: 'package lists and packages that apt fetched',
        instead: 'End that RUN with rm -rf /var/lib/apt/lists/*.',
      });
      return;
    }
    yield* leftoverFindings(build, 'apt', {
      stays: 'the package lists stay',
      message: (left) => messageOf(left, build),
      fixes: (left) => fixesOf(left, build),
      skips: isLoneUpdate,
    });
  },
});

function messageOf({ run, calls: [first] }: Leftover, build: Build): string {
  const tooLate = usersOfIndex(run, build).removedLater ? ', and a later RUN cannot take them out of this layer' : '';
  return `${first.command.program} update leaves the package lists in the image${tooLate}. End this RUN with rm -rf ${folder}/*.`;
}

/** RUNs further down that live on the lists get lists of their own. */
function fixesOf(left: Leftover, build: Build): readonly Fix[] {
  const { runs, mayBeMore } = usersOfIndex(left.run, build);
  const own = runs.flatMap(
    (run): readonly (TextEdit | undefined)[] => withOwnIndex(run, build.dockerfile) ?? [undefined],
  );
  const clean = cleanUp(left, build, `rm -rf ${folder}/*`);
  const title = runs.length === 0 ? 'Remove the package lists' : 'Fetch and remove the package lists in every RUN';
  return safeFix(title, [clean, ...own]).map((fix) => ({ ...fix, safe: !mayBeMore }));
}
