import { settleBase } from '../../dockerfile/initialState.ts';
import { productTitle, supportedCycles } from '../../facts/products.ts';
import { type ImageSupport, imageSupport, type PartStanding, type Standing } from '../../facts/support.ts';
import { isUnstable, tagStability } from '../../facts/tagStability.ts';
import { type UsedImage, usedImages } from '../../facts/usedImages.ts';
import { familiarName } from '../../reference/normalise.ts';
import { advice, evidence, type Outcome, rule, undecided, unjudged, violation } from '../rule.ts';

export const endOfLife = rule({
  id: 'end-of-life',
  criterion: 'stable-base',
  deciding: true,
  title: 'The runtime and the distribution of every outside image still get security updates.',
  why: 'After its end of life a release gets no fixes, its packages move to archives, and a later build fails or ships known holes. Updates count that are free for everybody, Debian LTS among them; paid extensions do not.',
  ignore: 'Where results have to be repeated with exactly that release, and the image runs on trusted input only.',
  examples: {
    violated: [
      'FROM debian:10\n',
      'FROM python:3.7-buster\n',
      'FROM openjdk:17\n',
      'FROM debian:12\n',
      'FROM debian:10@sha256:0000000000000000000000000000000000000000000000000000000000000000\n',
    ],
    undecided: ['FROM registry.example/hpc/base:2\n'],
    satisfied: ['FROM debian:13\n', 'FROM python:3.13\n', 'FROM nvidia/cuda:12.4.1-runtime-ubuntu24.04\n'],
  },
  *check(facts, { date }) {
    for (const image of usedImages(facts)) {
      const support = imageSupport(image.text, date);
      const found = findingOn(image, support, date);
      if (found !== undefined) yield found;
      if (found?.deciding === true || image.use !== 'base' || !image.decides) continue;
      if (image.known) yield* spoken(image, support);
      else yield unknownBase(image);
    }
  },
});

/** What names no version has its finding already. */
function unknownBase(image: UsedImage): Outcome {
  const because = `whether ${image.text} is kept up: it is not a known base`;
  return isUnstable(tagStability(image))
    ? unjudged(`cannot tell ${because}`)
    : undecided(image.at, `Cannot tell ${because}. ${settleBase}`);
}

function findingOn(image: UsedImage, { parts, retired }: ImageSupport, date: string) {
  const { text, at } = image;
  const those = (standing: Standing) => parts.filter((one) => one.standing === standing);
  const ended = those('ended');
  if (ended.length > 0 || retired !== undefined) {
    const reasons = [...ended.map(endOf), ...(retired === undefined ? [] : [`the last build was in ${retired}`])];
    const what = retired === undefined ? 'is past its end of life' : 'is built no more';
    const message = `${text} ${what}: ${listed(reasons)}. ${replacement(image, ended, date)}`;
    return image.decides ? violation(at, message) : advice(at, message);
  }
  const soon = those('ends-soon');
  if (soon.length > 0)
    return advice(at, `${text} gets security updates only until ${ends(soon)}. ${supported(soon, date)}`);
  const extended = those('extended');
  if (extended.length > 0) {
    return advice(
      at,
      `${text} is in long-term support by volunteers, which ends ${ends(extended)}. ${supported(extended, date)}`,
    );
  }
  const superseded = those('superseded');
  if (superseded.length === 0) return undefined;
  return advice(
    at,
    `${text} holds ${listed(superseded.map(title))}, and only the newest release gets fixes. ${supported(superseded, date)}`,
  );
}

const title = ({ part: { product, cycle } }: PartStanding) => `${productTitle(product)} ${cycle}`;

function endOf(one: PartStanding): string {
  const { supportedUntil, found } = one.part;
  const whose = found === 'default' || found === 'base' ? `its ${title(one)}` : title(one);
  return typeof supportedUntil === 'string' ? `${whose} ended on ${supportedUntil}` : `${whose} has ended`;
}

function ends(parts: readonly PartStanding[]): string {
  return listed(parts.map((one) => `${one.part.supportedUntil} (${title(one)})`));
}

/** What took the place of images that are built no more. */
const successors: ReadonlyMap<string, string> = new Map([
  ['centos', 'almalinux, rockylinux/rockylinux or quay.io/centos/centos'],
  ['rockylinux', 'rockylinux/rockylinux'],
  ['openjdk', 'eclipse-temurin'],
  ['java', 'eclipse-temurin'],
  ['adoptopenjdk', 'eclipse-temurin'],
  ['opensuse', 'opensuse/leap'],
  ['jenkins', 'jenkins/jenkins'],
  ['iojs', 'node'],
  ['condaforge/mambaforge', 'condaforge/miniforge3'],
]);

function replacement(image: UsedImage, ended: readonly PartStanding[], date: string): string {
  const name = familiarName(tagStability(image).name);
  // The Jupyter images went to another registry, all of them.
  const successor = name.startsWith('jupyter/') ? `quay.io/${name}` : successors.get(name);
  return successor === undefined ? supported(ended, date) : `Use ${successor}.`;
}

/** At most three releases a product. */
function supported(parts: readonly PartStanding[], date: string): string {
  const releases = parts.flatMap(({ part: { product } }) => {
    const cycles = supportedCycles(product, date).slice(0, 3);
    return cycles.length === 0 ? [] : [`${productTitle(product)} ${listed(cycles)}`];
  });
  return releases.length === 0 ? 'Use one that is kept up.' : `Supported: ${releases.join('; ')}.`;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

function* spoken({ at }: UsedImage, { parts }: ImageSupport): Iterable<Outcome> {
  for (const { part, standing } of parts) {
    if (standing === 'unknown' || typeof part.supportedUntil !== 'string') continue;
    yield evidence(`${productTitle(part.product)} ${part.cycle} until ${part.supportedUntil} (as of ${part.asOf})`, at);
  }
}
