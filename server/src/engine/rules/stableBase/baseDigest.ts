import { isUnstable, tagStability } from '../../facts/tagStability.ts';
import { usedImages } from '../../facts/usedImages.ts';
import { advice, rule } from '../rule.ts';

export const baseDigest = rule({
  id: 'base-digest',
  criterion: 'stable-base',
  deciding: false,
  title: 'Every outside image is named with its digest as well.',
  why: 'Even a full version tag is rebuilt in place now and then. Only a digest gives the very same image to every build.',
  ignore: 'Where rebuilds of the base should come in by themselves, and nobody keeps the digest up to date.',
  examples: {
    violated: [
      'FROM debian:13.2\n',
      'FROM debian:13 AS build\nFROM scratch\nCOPY --from=busybox:1.37 /bin/busybox /bin/sh\n',
    ],
    satisfied: [
      'FROM debian:13.2@sha256:0000000000000000000000000000000000000000000000000000000000000000\n',
      'FROM scratch\n',
    ],
  },
  *check(facts) {
    if (facts.build === undefined) return;
    for (const image of usedImages(facts)) {
      const stability = tagStability(image);
      if (stability.stability === 'digest' || isUnstable(stability)) continue;
      const { text, at } = image;
      yield advice(at, `${text} can be rebuilt under the same tag. Add its digest: ${text}@sha256:DIGEST.`);
    }
  },
});
