import { declaredElsewhere } from '../../facts/declaredParts.ts';
import { type DeclaredTag, declaredTags } from '../../facts/declaredTags.ts';
import { acceleratorWords } from '../../reference/accelerators.ts';
import { readImageName } from '../../reference/imageName.ts';
import type { OtherTag } from '../../reference/tag.ts';
import { type Fix, type RuleContext, rule, violation } from '../rule.ts';

export const acceleratorInTag = rule({
  id: 'accelerator-in-tag',
  criterion: 'unique-tag',
  deciding: true,
  title: 'What the image is built for stands in its name, not in its tag.',
  why: 'With the accelerator in the tag there can be only one latest for all of them. The protocol tried this and dropped it.',
  ignore: 'Never: the name has a place for it.',
  examples: {
    violated: [
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0-cuda11\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0-gpu\nFROM debian:13\n',
    ],
    satisfied: [
      '# st4sd image=quay.io/st4sd/community-applications/namd-cuda-hlcs:1.0.0\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0-x86_64\nFROM debian:13\n',
    ],
  },
  *check(facts, context) {
    const elsewhere = declaredElsewhere(facts);
    for (const one of declaredTags(facts, context.accelerators)) {
      const wrong = one.readings.find((reading) => reading.state === 'violated' && reading.violation === 'accelerator');
      if (wrong?.state !== 'violated') continue;
      const proposal = instead(one, wrong, context);
      const write = proposal === undefined ? 'Move it to the name.' : `Write ${proposal}.`;
      yield violation(
        one.parts.declared.at,
        `Tag ${one.written}${elsewhere} names the accelerator ${wrong.accelerator}, which belongs into the name. ${write}`,
        { fixes: fixesOf(one, proposal) },
      );
    }
  },
});

/** Name and tag with the accelerator in its place; undefined where one of them cannot be told. */
function instead(
  { parts: { declared, name } }: DeclaredTag,
  wrong: OtherTag,
  context: RuleContext,
): string | undefined {
  const { accelerator, proposal } = wrong;
  if (name === undefined || proposal === undefined || declared.samples !== undefined) return undefined;
  const { maintainers = [], accelerators } = context;
  const reading = readImageName(name, { maintainers, accelerators });
  if (reading.state !== 'valid' || accelerator === undefined || !acceleratorWords(accelerators).has(accelerator))
    return undefined;
  const named = reading.accelerator === undefined ? `${reading.name}-${accelerator}-${reading.maintainer}` : name;
  return `${named}:${proposal}`;
}

function fixesOf({ parts: { declared, nameAt, tagAt } }: DeclaredTag, proposal: string | undefined): readonly Fix[] {
  if (proposal === undefined || tagAt === undefined || !declared.editable) return [];
  const span = { start: declared.at.start + nameAt.start, end: declared.at.start + tagAt.end };
  return [{ title: `Write ${proposal}`, safe: false, edits: [{ span, newText: proposal }] }];
}
