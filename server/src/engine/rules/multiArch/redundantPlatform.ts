import { askedPlatforms, withoutFlag } from '../../facts/platforms/askedPlatforms.ts';
import { advice, rule } from '../rule.ts';

export const redundantPlatform = rule({
  id: 'redundant-platform',
  criterion: 'multi-arch',
  deciding: false,
  title: 'FROM does not ask for the platform that it gets anyway.',
  why: 'A stage is built for the target platform where nothing else is said. --platform=$TARGETPLATFORM says it once more, and makes a reader look for a difference that is not there.',
  ignore: 'Where a builder that is too old for BuildKit has to understand the file.',
  examples: {
    violated: [
      'FROM --platform=$TARGETPLATFORM debian:13\n',
      'FROM --platform=${TARGETPLATFORM:-linux/amd64} debian:13 AS run\n',
    ],
    satisfied: [
      'FROM debian:13\n',
      'FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /app /app\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const { kind, flag } of askedPlatforms(build)) {
      if (kind !== 'target') continue;
      const message = 'FROM takes the target platform anyway; leave --platform out.';
      const edits = [withoutFlag(build.dockerfile, flag)];
      yield advice(flag.span, message, { fixes: [{ title: 'Leave --platform out', safe: true, edits }] });
    }
  },
});
