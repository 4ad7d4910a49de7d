import type { Build } from '../../dockerfile/build.ts';
import { addOptions } from '../../facts/size/addOption.ts';
import { cleanUp } from '../../facts/size/cleanUp.ts';
import type { Leftover } from '../../facts/size/leftovers.ts';
import { isLoneUpdate } from '../../facts/size/loneUpdate.ts';
import { type Fix, rule } from '../rule.ts';
import { leftInLayers, leftoverFindings, safeFix } from './leftoverFindings.ts';

export const apkCache = rule({
  id: 'apk-cache',
  criterion: 'size-optimised',
  deciding: true,
  title: 'The package index of apk does not stay in the image.',
  why: 'apk keeps the index that it fetches, unless it is told to do without. The image is for running a program, and the index is out of date by then.',
  ignore: 'Where the image is meant for people who go on installing packages in it.',
  examples: {
    violated: [
      'FROM alpine:3.23\nRUN apk add git\n',
      'FROM alpine:3.23\nRUN apk update && apk add --virtual .deps git && apk del .deps\n',
    ],
    undecided: ['FROM alpine:3.23\nCOPY cleanup.sh /\nRUN apk add git && sh /cleanup.sh\n'],
    satisfied: [
      'FROM alpine:3.23\nRUN apk add --no-cache git\n',
      'FROM alpine:3.23\nRUN apk add --update git && rm -rf /var/cache/apk/*\n',
      'FROM alpine:3.23\nRUN --mount=type=cache,target=/var/cache/apk apk add git\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* leftInLayers(facts, 'apk', {
        what: 'package index and packages that apk fetched',
        instead: 'Add --no-cache to apk.',
      });
      return;
    }
    yield* leftoverFindings(build, 'apk', {
      stays: 'the index of apk stays',
      message: ({ calls: [{ asked }] }) =>
        `apk ${asked.verb} leaves the package index in the image. ${asked.action === 'update' ? 'Leave it out and write apk add --no-cache' : 'Add --no-cache'}.`,
      fixes: (left) => fixesOf(left, build),
      skips: isLoneUpdate,
    });
  },
});

/** Without the cache `apk update` is of no use, but the file may need it all the same: then the index is removed. */
function fixesOf(left: Leftover, build: Build): readonly Fix[] {
  if (left.calls.some(({ asked }) => asked.action === 'update'))
    return safeFix('Remove the package index', [cleanUp(left, build, 'rm -rf /var/cache/apk/*')]);
  return safeFix('Add --no-cache', addOptions(left.calls, build.dockerfile, '--no-cache'));
}
