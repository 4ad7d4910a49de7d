import { type Fact, known, unknown } from '../fact.ts';
import type { CommandLine, ImageFacts } from '../imageFacts.ts';
import { fromConfig } from './imageConfigFacts.ts';

type Images = readonly [ImageFacts, ...ImageFacts[]];

/** Several images seen as one: facts they share stay, of the others is said how they differ. The platforms add up. */
export function foldFacts(images: Images): ImageFacts {
  const [first, ...others] = images;
  if (others.length === 0) return first;
  return {
    kind: first.kind,
    user: shared(
      images,
      ({ user }) => user,
      ({ text }) => text,
    ),
    entrypoint: shared(images, ({ entrypoint }) => entrypoint, commandText),
    command: shared(images, ({ command }) => command, commandText),
    workdir: shared(
      images,
      ({ workdir }) => workdir,
      (path) => path,
    ),
    shell: shared(
      images,
      ({ shell }) => shell,
      (words) => words.join(' '),
    ),
    base: shared(
      images,
      ({ base }) => base,
      ({ reference }) => reference,
    ),
    environment: shared(images, ({ environment }) => environment),
    labels: shared(images, ({ labels }) => labels),
    platforms: allPlatforms(images),
    size: shared(images, ({ size }) => size),
    ports: shared(
      images,
      ({ ports }) => ports,
      (ports) => ports.join(', '),
    ),
    volumes: shared(
      images,
      ({ volumes }) => volumes,
      (volumes) => volumes.join(', '),
    ),
    references: [...new Set(images.flatMap(({ references }) => references))],
  };
}

/** Without `show`, the values stay out of the message: variables and labels may be long, or secret. */
function shared<T>(images: Images, pick: (image: ImageFacts) => Fact<T>, show?: (value: T) => string): Fact<T> {
  const first = pick(images[0]);
  const key = keyOf(first);
  for (const [i, image] of images.entries()) {
    const fact = pick(image);
    if (fact.state === 'unknown') return fact;
    if (keyOf(fact) === key) continue;
    const because =
      show === undefined
        ? `image ${i + 1} of the list has another one than image 1`
        : `the images of the list differ, image 1 has ${shown(first, show)} and image ${i + 1} ${shown(fact, show)}`;
    return unknown(because, fact.at);
  }
  return first;
}

function allPlatforms(images: Images): Fact<readonly string[]> {
  const platforms = new Set<string>();
  for (const { platforms: fact } of images) {
    if (fact.state === 'unknown') return fact;
    if (fact.state === 'known') for (const platform of fact.value) platforms.add(platform);
  }
  return known([...platforms], images[0].platforms.at, fromConfig);
}

function keyOf<T>(fact: Fact<T>): string {
  if (fact.state !== 'known') return fact.state;
  return JSON.stringify(fact.value, (_, value: unknown) => (value instanceof Map ? [...value].sort() : value));
}

function shown<T>(fact: Fact<T>, show: (value: T) => string): string {
  if (fact.state !== 'known') return 'none';
  const text = show(fact.value);
  return `"${text.length > 80 ? `${text.slice(0, 79)}…` : text}"`;
}

function commandText({ words }: CommandLine): string {
  return words.join(' ');
}
