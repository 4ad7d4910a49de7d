import { type DeclaredName, declaredNames } from '../../facts/declaredNames.ts';
import { declaredElsewhere } from '../../facts/declaredParts.ts';
import type { OtherName } from '../../reference/imageName.ts';
import { type Fix, rule, violation } from '../rule.ts';

export const maintainerId = rule({
  id: 'maintainer-id',
  criterion: 'image-name',
  deciding: true,
  title: 'The last part of the name is a maintainer id that is agreed on.',
  why: 'The maintainer id says whom to ask about an image. The ids that are agreed on with the registry are listed under maintainers in .st4sd.yaml.',
  ignore: 'Where the maintainer is new and the id is about to be agreed on.',
  examples: {
    violated: [
      '# st4sd image=quay.io/st4sd/community-applications/namd-gpu-hlc:1.0.0\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/quantum-espresso:1.0.0\nFROM debian:13\n',
    ],
    satisfied: [
      '# st4sd image=quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/quantum-espresso-mdlab:1.0.0\nFROM debian:13\n',
    ],
  },
  *check(facts, { maintainers = [], accelerators }) {
    for (const one of declaredNames(facts, { maintainers, accelerators })) {
      const { reading, parts, nonspecific } = one;
      if (nonspecific || reading.state === 'valid' || reading.violation !== 'maintainer-unknown') continue;
      const said = messageOf(one, reading, { maintainers, elsewhere: declaredElsewhere(facts) });
      yield violation(parts.declared.at, said, { fixes: fixesOf(one, reading) });
    }
  },
});

interface Saying {
  readonly maintainers: readonly string[];
  readonly elsewhere: string;
}

function messageOf({ name }: DeclaredName, { found, nearest, proposal }: OtherName, saying: Saying): string {
  const { maintainers, elsewhere } = saying;
  const what = `${found} at the end of ${name}${elsewhere} is not an agreed maintainer id`;
  if (proposal !== undefined) return `${what}. Write ${proposal}.`;
  const ids = maintainers.length > 5 ? `${maintainers.slice(0, 5).join(', ')}, ...` : maintainers.join(', ');
  const example = nearest === undefined ? '' : ` Write ${name}-${nearest}, if the maintainer is ${nearest}.`;
  return `${what} (${ids}).${example}`;
}

function fixesOf({ parts: { declared, nameAt } }: DeclaredName, { proposal }: OtherName): readonly Fix[] {
  if (proposal === undefined || !declared.editable) return [];
  const span = { start: declared.at.start + nameAt.start, end: declared.at.start + nameAt.end };
  return [{ title: `Write ${proposal}`, safe: false, edits: [{ span, newText: proposal }] }];
}
