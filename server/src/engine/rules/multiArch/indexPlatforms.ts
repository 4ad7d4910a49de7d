import type { Build } from '../../dockerfile/build.ts';
import { baseSpan } from '../../dockerfile/resolve.ts';
import { declaredTags } from '../../facts/declaredTags.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { hasObstacle } from '../../facts/platforms/obstacles.ts';
import { evidence, type Outcome, rule, undecided, unjudged, violation } from '../rule.ts';

const index = (...architectures: readonly string[]) => {
  const entries = architectures.map((architecture, i) => {
    const digest = `sha256:${`${i + 1}`.repeat(64)}`;
    const type = '"mediaType": "application/vnd.oci.image.manifest.v1+json"';
    return `{${type}, "size": 7, "digest": "${digest}", "platform": {"os": "linux", "architecture": "${architecture}"}}`;
  });
  return `{"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [${entries.join(', ')}]}\n`;
};

export const indexPlatforms = rule({
  id: 'index-platforms',
  criterion: 'multi-arch',
  deciding: true,
  title: 'The image is there for several architectures.',
  why: 'Whoever pulls an image gets the one for their machine out of its index. Where the index lists one architecture, all others emulate it, or cannot run it.',
  ignore: 'Where the program exists for one architecture only.',
  examples: {
    violated: [index('amd64')],
    undecided: [
      'FROM debian:13\nUSER 1000\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [index('amd64', 'arm64'), 'FROM --platform=linux/amd64 debian:13\n'],
  },
  *check(facts, { accelerators }) {
    const { build } = facts;
    yield build === undefined ? ofImage(facts, accelerators) : ofDockerfile(facts, build, accelerators);
  },
});

const checkIndex = 'Check the index of the pushed image: st4sd-check index.json.';

function ofDockerfile(facts: ImageFacts, { target }: Build, accelerators: readonly string[]): Outcome {
  const what = 'A Dockerfile does not tell for which architectures its image is pushed';
  // What stands against it is told by the rule that finds it.
  if (hasObstacle(facts, accelerators)) return unjudged(what);
  const message = tagSaysArchitecture(facts, accelerators)
    ? 'The tag names one architecture; whether there are images for others, an index tells.'
    : `${what}; nothing in it stands against several.`;
  return undecided(baseSpan(target.from), `${message} ${checkIndex}`);
}

function ofImage(facts: ImageFacts, accelerators: readonly string[]): Outcome {
  const { platforms, kind } = facts;
  if (platforms.state !== 'known') {
    const because = platforms.state === 'unknown' ? platforms.because : 'none are set';
    const settle = decidingKinds.has(kind) ? '' : ` ${checkIndex}`;
    return undecided(platforms.at, `Cannot tell the architectures: ${because}.${settle}`);
  }
  const listed = platforms.value.join(', ');
  const isSeveral = new Set(platforms.value.map((platform) => platform.split('/')[1])).size > 1;
  if (kind === 'inspect' || !(isSeveral || decidingKinds.has(kind))) {
    const message = `This is the image for ${listed}; whether there are others, its index tells. ${checkIndex}`;
    return undecided(platforms.at, message);
  }
  if (isSeveral) return evidence(`for ${listed}`, platforms.at);
  return tagSaysArchitecture(facts, accelerators)
    ? undecided(platforms.at, `The tag says that this is the image for ${listed}; others have tags of their own.`)
    : violation(platforms.at, `The index lists ${listed} alone. Build for more, with ${buildForMore}.`);
}

const buildForMore = 'docker buildx build --platform linux/amd64,linux/arm64';

/** What is all that a reference stands for; archives and layouts may hold a part of it. */
const decidingKinds: ReadonlySet<ImageFacts['kind']> = new Set<ImageFacts['kind']>(['index', 'registry']);

function tagSaysArchitecture(facts: ImageFacts, accelerators: readonly string[]): boolean {
  return declaredTags(facts, accelerators).some(({ readings }) => readings[0]?.architecture !== undefined);
}
