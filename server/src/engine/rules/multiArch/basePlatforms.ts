import { knownBases } from '../../bases/knownBases.ts';
import { type OutsideImage, outsideImages } from '../../facts/outsideImages.ts';
import { isForBuildPlatform, meantArchitectures } from '../../facts/platforms/oneArchitecture.ts';
import { type ArchitectureWord, architectureWords } from '../../reference/architectureWords.ts';
import { advice, rule } from '../rule.ts';

export const basePlatforms = rule({
  id: 'base-platforms',
  criterion: 'multi-arch',
  deciding: false,
  title: 'Every outside image is there for amd64 and for arm64.',
  why: 'An image can be built for the architectures that its base is there for. On a base of one architecture the build for another stops at FROM.',
  ignore: 'Where the program exists for one architecture only.',
  examples: {
    violated: ['FROM intel/oneapi-hpckit:latest\nUSER 1000\n'],
    satisfied: ['FROM debian:13\n', 'FROM registry.example/base:1\n'],
  },
  *check(facts, { accelerators }) {
    const { build } = facts;
    if (build === undefined) return;
    const isMeantFor = meantArchitectures(facts, build, accelerators);
    for (const image of outsideImages(build)) {
      const platforms = platformsOf(image);
      const lacking = wanted.filter(
        ({ architecture: { platform } }) => !platforms?.some((each) => isOf(each, platform)),
      );
      if (platforms === undefined || lacking.length === 0 || isForBuildPlatform(image.stage, build)) continue;
      // An image that is named for its architecture is told as such.
      if (architectureWords(image.text).length > 0) continue;
      if (wanted.some((word) => !lacking.includes(word) && isMeantFor(image.stage, word, 'name'))) continue;
      const missing = lacking.map(({ name }) => name).join(' and ');
      const message = `${image.text} is there for ${platforms.join(', ')}, not for ${missing}. Take a base that is there for both, or say the architecture in the tag.`;
      yield advice(image.at, message);
    }
  },
});

const wanted: readonly ArchitectureWord[] = architectureWords('amd64 arm64');

const isOf = (platform: string, wantedPlatform: string) => `${platform}/`.startsWith(`${wantedPlatform}/`);

/** As far as the table of known bases, or what was looked up, tells. */
function platformsOf({ use, stage, text }: OutsideImage): readonly string[] | undefined {
  const image = use === 'base' && stage.base.kind === 'image' ? stage.base.image : knownBases(text);
  return image?.platforms;
}
