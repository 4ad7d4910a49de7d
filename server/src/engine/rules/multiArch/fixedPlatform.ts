import { type AskedPlatform, withoutFlag } from '../../facts/platforms/askedPlatforms.ts';
import { constantPlatforms } from '../../facts/platforms/obstacles.ts';
import { advice, rule, violation } from '../rule.ts';

export const fixedPlatform = rule({
  id: 'fixed-platform',
  criterion: 'multi-arch',
  deciding: true,
  title: 'FROM leaves the platform to whoever builds.',
  why: 'A constant --platform gives the same architecture whatever is asked for: an index then holds the same image twice, and on other machines it runs emulated, ten times slower, or not at all.',
  ignore:
    'Where the program exists for one architecture only. A tag that ends in it, such as 1.0.0-x86_64, says so too.',
  examples: {
    violated: [
      'FROM --platform=linux/amd64 debian:13\n',
      'ARG PLATFORM=linux/amd64\nFROM --platform=$PLATFORM debian:13 AS run\nUSER 1000\n',
      'FROM --platform=linux/amd64 node:24 AS web\nRUN npm run build\nFROM debian:13\nCOPY --from=web /src/dist /srv\n',
    ],
    satisfied: [
      'FROM debian:13\n',
      'FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /app /app\n',
      'FROM --platform=linux/amd64 debian:13 AS app-amd64\nFROM --platform=linux/arm64 debian:13 AS app-arm64\nFROM app-$TARGETARCH\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0-x86_64\nFROM --platform=linux/amd64 debian:13\n',
    ],
  },
  *check(facts, { accelerators }) {
    const { build } = facts;
    if (build === undefined) return;
    for (const { what, decides } of constantPlatforms(facts, accelerators)) {
      const edits = [withoutFlag(build.dockerfile, what.flag)];
      const fixes = [{ title: 'Leave --platform out', safe: false, edits }];
      yield (decides ? violation : advice)(what.flag.span, messageOf(what, decides), { fixes });
    }
  },
});

function messageOf({ platform, from }: AskedPlatform, ships: boolean): string {
  const by = from.length === 0 ? '' : ` by the default of ARG ${from.at(-1)}`;
  const what = `${platform.slice(0, longest)}${by}`;
  return ships
    ? `The image is for ${what}, whatever platform is built for. Leave --platform out.`
    : `This builder is for ${what}, and runs emulated elsewhere. Write --platform=$BUILDPLATFORM, or leave it out.`;
}

/** No platform is longer. */
const longest = 60;
