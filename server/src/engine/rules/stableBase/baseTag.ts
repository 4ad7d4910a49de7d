import { newestTag } from '../../facts/products.ts';
import { tagStability } from '../../facts/tagStability.ts';
import { usedImages } from '../../facts/usedImages.ts';
import { advice, evidence, rule, violation } from '../rule.ts';

export const baseTag = rule({
  id: 'base-tag',
  criterion: 'stable-base',
  deciding: true,
  title: 'Every outside image is named with a version tag or a digest.',
  why: 'Without a tag, or with latest, the same file gives another image tomorrow: results cannot be repeated and a fault cannot be traced.',
  ignore: 'Where the image is your own and is tagged together with this file.',
  examples: {
    violated: [
      'FROM debian\nUSER 1000\n',
      'ARG TAG=latest\nFROM debian:$TAG\n',
      'FROM debian:13\nCOPY --from=ghcr.io/astral-sh/uv /uv /bin/\n',
    ],
    satisfied: [
      'FROM debian:13.2\n',
      'FROM debian@sha256:0000000000000000000000000000000000000000000000000000000000000000\n',
      'FROM debian:13 AS base\nFROM base\n',
      'FROM scratch\n',
      'FROM debian:13\nCOPY --from=assets / /srv\n',
    ],
  },
  *check(facts, { date }) {
    for (const image of usedImages(facts)) {
      const { text, reference, at, decides } = image;
      const { stability, name } = tagStability(image);
      if (stability !== 'unnamed') {
        if (decides) yield evidence(text, at);
        continue;
      }
      const what =
        reference.tag === undefined
          ? `${text} has no tag and means ${text}:latest`
          : `${text} moves with every release`;
      const newest = newestTag(name, date);
      const version = newest === undefined ? `${reference.name}:VERSION` : `such as ${reference.name}:${newest}`;
      const message = `${what}. Name a version, ${version}.`;
      yield decides ? violation(at, message) : advice(at, message);
    }
  },
});
