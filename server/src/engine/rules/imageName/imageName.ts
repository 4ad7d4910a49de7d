import { type DeclaredName, declaredNames, withoutMaintainer } from '../../facts/declaredNames.ts';
import { type DeclaredParts, declaredElsewhere, declaredParts } from '../../facts/declaredParts.ts';
import { acceleratorIn, acceleratorWords } from '../../reference/accelerators.ts';
import type { OtherName } from '../../reference/imageName.ts';
import { parseReference } from '../../reference/imageReference.ts';
import { type Finding, type Fix, type RuleContext, rule, undecided, violation } from '../rule.ts';

export const imageName = rule({
  id: 'image-name',
  criterion: 'image-name',
  deciding: true,
  title: 'The name of the image is name-maintainer, or name-accelerator-maintainer.',
  why: 'Images of the same application by several people lie side by side. The last part of the name says whose image it is, the part before it what it is built for.',
  ignore: 'Where the image is a base of the team and not an application.',
  examples: {
    violated: [
      '# st4sd image=quay.io/st4sd/community-applications/namd:1.0.0\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-gpu:1.0.0\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/gpu-hlcs:1.0.0\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/Namd-hlcs:1.0.0\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0, quay.io/st4sd/community-applications/gromacs-hlcs:1.0.0\nFROM debian:13\n',
    ],
    satisfied: [
      '# st4sd image=quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/python-rdkit-hlcs:1.0.0\nFROM debian:13\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0, quay.io/st4sd/community-applications/namd:1.0.0\nFROM debian:13\n',
    ],
  },
  *check(facts, context) {
    const elsewhere = declaredElsewhere(facts);
    for (const parts of declaredParts(facts)) yield* unreadable(parts, elsewhere);
    const names = declaredNames(facts, naming(context));
    for (const one of names) {
      if (one.reading.state === 'valid' || one.nonspecific || one.reading.violation === 'maintainer-unknown') continue;
      const said = messageOf(one.name, one.reading, { elsewhere, context });
      yield violation(one.parts.declared.at, said, { fixes: fixesOf(one, one.reading) });
    }
    yield* others(names, elsewhere);
  },
});

function naming({ maintainers = [], accelerators }: RuleContext) {
  return { maintainers, accelerators };
}

function* unreadable({ declared, nameProblem, nameAt }: DeclaredParts, elsewhere: string): Iterable<Finding> {
  const { at, text, unknown, editable } = declared;
  if (unknown?.name !== undefined)
    yield undecided(at, `Cannot tell the name of the image: ${unknown.name}. Declare it with # st4sd image=.`);
  if (nameProblem === undefined) return;
  const lower = text.slice(0, nameAt.end).toLowerCase();
  const edits = [{ span: { start: at.start, end: at.start + nameAt.end }, newText: lower }];
  const fixes =
    parseReference(lower) !== undefined && editable ? [{ title: `Write ${lower}`, safe: false, edits }] : [];
  yield violation(at, elsewhere === '' ? nameProblem : `${nameProblem.replace(/\.$/, '')}${elsewhere}.`, { fixes });
}

interface Saying {
  readonly elsewhere: string;
  readonly context: RuleContext;
}

function messageOf(name: string, { violation: kind, proposal }: OtherName, { elsewhere, context }: Saying): string {
  const said = `${name}${elsewhere}`;
  const last = name.slice(name.lastIndexOf('-') + 1);
  if (kind === 'name-missing') return `${said} has no name before the accelerator. Write NAME-${name}.`;
  if (kind !== 'maintainer-missing')
    return `${said} is not name-maintainer. ${proposal === undefined ? 'Write letters, digits and single hyphens.' : `Write ${proposal}.`}`;
  const write = proposal === undefined ? `Write ${name}-MAINTAINER.` : `Write ${proposal}.`;
  return acceleratorIn(last, acceleratorWords(context.accelerators)) === undefined
    ? `${said} has no maintainer id. ${write}`
    : `${said} ends in the accelerator ${last} where the maintainer id belongs. ${write}`;
}

function fixesOf({ parts: { declared, nameAt } }: DeclaredName, { proposal }: OtherName): readonly Fix[] {
  if (proposal === undefined || !declared.editable) return [];
  const span = { start: declared.at.start + nameAt.start, end: declared.at.start + nameAt.end };
  return [{ title: `Write ${proposal}`, safe: false, edits: [{ span, newText: proposal }] }];
}

/** Names that differ by more than the maintainer are of different images. */
function* others(names: readonly DeclaredName[], elsewhere: string): Iterable<Finding> {
  const [main] = names.filter(({ reading, nonspecific }) => reading.state === 'valid' && !nonspecific);
  if (main === undefined) return;
  for (const one of names) {
    if (one === main || one.nonspecific || one.reading.state !== 'valid') continue;
    if (withoutMaintainer(one) === withoutMaintainer(main)) continue;
    yield violation(
      one.parts.declared.at,
      `The image is declared as ${main.name} and as ${one.name}${elsewhere}, which differ by more than the maintainer id. Keep one.`,
    );
  }
}
