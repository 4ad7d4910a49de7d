import { newestTag } from '../../facts/products.ts';
import { type TagStability, tagStability } from '../../facts/tagStability.ts';
import { type UsedImage, usedImages } from '../../facts/usedImages.ts';
import { advice, rule, violation } from '../rule.ts';

export const movingTag = rule({
  id: 'moving-tag',
  criterion: 'stable-base',
  deciding: true,
  title: 'The tag of an outside image names a release and does not move on to the next one.',
  why: 'Tags such as stable, slim or nightly stand for one release today and for another next year. A digest behind the tag fixes it, whatever the tag does.',
  ignore: 'Where you follow the newest release on purpose and test every build.',
  examples: {
    violated: [
      'FROM debian:stable\n',
      'FROM python:slim\n',
      'FROM debian:sid\n',
      'FROM python:3-slim\n',
      'FROM debian:13\nCOPY --from=ghcr.io/org/tool:nightly /tool /bin/\n',
    ],
    satisfied: [
      'FROM debian:13\n',
      'FROM node:24\n',
      'FROM debian:stable@sha256:0000000000000000000000000000000000000000000000000000000000000000\n',
      'FROM debian:trixie AS stable\nFROM stable\n',
    ],
  },
  *check(facts, { date }) {
    for (const image of usedImages(facts)) {
      const stability = tagStability(image);
      const message = messageOf(image, stability, date);
      if (message === undefined) continue;
      const decides = image.decides && stability.stability !== 'major';
      yield decides ? violation(image.at, message) : advice(image.at, message);
    }
  },
});

/** No tag and `latest` are the business of base-tag. */
function messageOf(image: UsedImage, moved: TagStability, date: string): string | undefined {
  const { text } = image;
  switch (moved.stability) {
    case 'never-pinned':
      return `${text} is a release in preparation that changes all the time. Name one that is out, or add a digest: ${text}@sha256:DIGEST.`;
    case 'moving':
      return `${text} moves on to the next release some day. Name a release${example(image, moved, date)}, or add a digest: ${text}@sha256:DIGEST.`;
    case 'major':
      return `${text} moves on with every minor release. Name one${example(image, moved, date)}.`;
    default:
      return undefined;
  }
}

/** `, such as debian:13`, where the table has the releases and the flavour behind them exists for each. */
function example({ reference }: UsedImage, { stability, name, word }: TagStability, date: string): string {
  const { tag = '' } = reference;
  const major = stability === 'major' ? word : '';
  const isFlavour = major === '' && (word === 'slim' || word === 'alpine');
  const flavour = isFlavour ? `-${tag}` : tag.slice(word.length);
  const newest = newestTag(name, date, major);
  if (newest === undefined || !['', '-slim', '-alpine'].includes(flavour)) return '';
  return `, such as ${reference.name}:${newest}${flavour}`;
}
