import { declaredElsewhere } from '../../facts/declaredParts.ts';
import { declaredTags } from '../../facts/declaredTags.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { type Architecture, readPlatform } from '../../reference/architectures.ts';
import { advice, rule, violation } from '../rule.ts';

export const tagArchitecture = rule({
  id: 'tag-architecture',
  criterion: 'unique-tag',
  deciding: true,
  title: 'The architecture at the end of the tag is the one of the image.',
  why: 'Whoever reads 1.0.0-x86_64 takes the image for their machine. One of another architecture does not start there.',
  ignore: 'Never: the tag says what is not so.',
  examples: {
    violated: [
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0-x86_64\nFROM --platform=linux/arm64 debian:13\n',
    ],
    satisfied: [
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0-x86_64\nFROM --platform=linux/amd64 debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0-aarch64\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0-x86_64\nFROM --platform=$BUILDPLATFORM debian:13\n',
    ],
  },
  *check(facts, { accelerators }) {
    const platforms = platformsOf(facts);
    if (platforms.length === 0) return;
    for (const { parts, written, readings } of declaredTags(facts, accelerators)) {
      // One that is made at build time is that of the machine.
      const architecture = parts.declared.samples === undefined ? readings[0]?.architecture : undefined;
      if (architecture === undefined || platforms.some((platform) => agree(platform, architecture))) continue;
      const are = platforms.map(({ platform }) => platform).join(', ');
      const message = `Tag ${written}${declaredElsewhere(facts)} says ${architecture.platform}, but the image is for ${are}. Name the architecture it is for, or none.`;
      yield facts.build === undefined ? violation(parts.declared.at, message) : advice(parts.declared.at, message);
    }
  },
});

/** Those the image has, or the constant that its base is taken for; none where the build chooses. */
function platformsOf({ build, platforms }: ImageFacts): readonly Architecture[] {
  if (platforms.state !== 'known') return [];
  const flag = build?.ships[0]?.from.flags.find(({ name }) => name === 'platform');
  if (build !== undefined && (flag?.value === undefined || flag.value.includes('$'))) return [];
  return platforms.value.map(readPlatform).filter((platform) => platform !== undefined);
}

/** A variant that only one of them names is no difference. */
function agree(a: Architecture, b: Architecture): boolean {
  if (a.os !== b.os || a.architecture !== b.architecture) return false;
  return a.variant === undefined || b.variant === undefined || a.variant === b.variant;
}
