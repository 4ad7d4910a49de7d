import { declaredElsewhere, declaredParts } from '../../facts/declaredParts.ts';
import { readTag } from '../../reference/tag.ts';
import { rule, violation } from '../rule.ts';

export const latestOnly = rule({
  id: 'latest-only',
  criterion: 'unique-tag',
  deciding: true,
  title: 'The image has a tag of its own beside latest.',
  why: 'latest is another image after every push. A workflow that names it cannot be repeated, and nobody can tell what it ran.',
  ignore: 'Where the version is pushed by a pipeline that is not seen here.',
  examples: {
    violated: [
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:latest\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs\nFROM debian:13\n',
    ],
    satisfied: [
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:latest, quay.io/st4sd/community-applications/namd-hlcs:1.0.0\nFROM debian:13\n',
    ],
  },
  *check(facts) {
    const all = declaredParts(facts);
    const [first] = all;
    // One that cannot be told, or is wrong, may be the version.
    const isLatest = all.every(({ declared, nameProblem, tag, tagAt }) => {
      if (declared.unknown?.tag !== undefined || declared.reference?.digest !== undefined) return false;
      return tagAt === undefined ? nameProblem === undefined : tag !== undefined && isLatestTag(tag);
    });
    if (first === undefined || !isLatest || all.length < (facts.declared?.references.length ?? 0)) return;
    const { declared, nameAt, tagAt } = all.find((parts) => parts.tagAt !== undefined) ?? first;
    const untagged = declared.text.slice(0, nameAt.end);
    const what =
      tagAt === undefined
        ? `${untagged}${declaredElsewhere(facts)} has no tag and means latest`
        : `latest is the only tag of ${untagged}${declaredElsewhere(facts)}`;
    yield violation(declared.at, `${what}. Name a version too, such as ${untagged}:1.0.0.`);
  },
});

function isLatestTag(tag: string): boolean {
  const reading = readTag(tag);
  return reading.state === 'violated' && reading.violation === 'latest';
}
