import type { Build } from '../../dockerfile/build.ts';
import { withoutInstruction } from '../../dockerfile/edit.ts';
import { usersOfIndex, withOwnIndex } from '../../facts/size/aptIndex.ts';
import { type Leftover, leftovers } from '../../facts/size/leftovers.ts';
import { isLoneUpdate } from '../../facts/size/loneUpdate.ts';
import { type Fix, rule, violation } from '../rule.ts';

export const updateAlone = rule({
  id: 'update-alone',
  criterion: 'size-optimised',
  deciding: true,
  title: 'A package index is fetched in the RUN that installs from it.',
  why: 'A RUN that only fetches the index leaves it in a layer of its own, where no later RUN can take it out. The builder keeps that layer too, so that later builds install from an index of last month, and fail.',
  ignore: 'Where the image is meant as a base that others install packages in at once.',
  examples: {
    violated: [
      'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*\n',
      'FROM debian:12\nRUN apt-get update -y\nRUN apt-get install -y --no-install-recommends git\nRUN apt-get install -y --no-install-recommends \\\n    make\n',
      'FROM alpine:3.23\nRUN apk update\nRUN apk add --no-cache git\n',
    ],
    satisfied: [
      'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*\n',
      'FROM debian:12 AS build\nRUN apt-get update\nFROM debian:12\nCOPY --from=build /app /app\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const left of leftovers(build).filter(isLoneUpdate)) {
      const { command, asked } = left.calls[0];
      const message = `${command.program} ${asked.verb} in a RUN of its own leaves the package index in a layer. Put it into the RUN that installs, and ${remedies.get(left.cache)} there.`;
      yield violation(command.span, message, { fixes: fixesOf(left, build) });
    }
  },
});

const remedies: ReadonlyMap<string, string> = new Map([
  ['apt', 'remove /var/lib/apt/lists'],
  ['apk', 'write apk add --no-cache'],
  ['dnf', 'clean all'],
  ['zypper', 'clean --all'],
]);

/** The RUN goes; those that lived on its index get one of their own. */
function fixesOf(left: Leftover, build: Build): readonly Fix[] {
  const { run, calls } = left;
  const { instruction, trigger } = run.step;
  if (trigger !== undefined || run.script.commands.length !== calls.length) return [];
  const users = left.cache === 'apt' ? usersOfIndex(run, build).runs : [];
  const own = users.map((user) => withOwnIndex(user, build.dockerfile));
  if (own.some((edits) => edits === undefined)) return [];
  const edits = [withoutInstruction(build.dockerfile, instruction), ...own.flatMap((each) => each ?? [])];
  const title = users.length === 0 ? 'Remove this RUN' : 'Fetch the index in the RUN that installs';
  return [{ title, safe: false, edits }];
}
