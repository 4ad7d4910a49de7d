import { declaredElsewhere, declaredParts } from '../../facts/declaredParts.ts';
import { type DeclaredTag, declaredTags } from '../../facts/declaredTags.ts';
import type { OtherTag, TagReading } from '../../reference/tag.ts';
import { evidence, type Fix, rule, undecided, unjudged, violation } from '../rule.ts';
import { schemeAdvice } from './schemeAdvice.ts';

export const semanticTag = rule({
  id: 'semantic-tag',
  criterion: 'unique-tag',
  deciding: true,
  title: 'Every tag but latest is a semantic version, with an architecture behind it or not.',
  why: 'A version of three numbers can be compared and is never used twice. Tags such as v1.0, 2019.09.1 or a date of the build sort wrongly, or are no version for other programs.',
  ignore: 'Where the application numbers its releases in another way and its users look for that number.',
  examples: {
    violated: [
      ...['v1.0.0', '1.0', '2019.09.1', '2023.09.20-10ce81a', '1.0.0.2', 'rc-final'].map(
        (tag) => `# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:${tag}\nFROM debian:13\n`,
      ),
    ],
    satisfied: [
      ...[
        '1.0.0',
        '1.0.0-x86_64',
        '2023.9.20-10ce81a',
        '1.0.0, quay.io/st4sd/community-applications/namd-hlcs:latest',
      ].map((tag) => `# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:${tag}\nFROM debian:13\n`),
    ],
  },
  *check(facts, { accelerators }) {
    const elsewhere = declaredElsewhere(facts);
    const all = declaredParts(facts);
    const references = facts.declared?.references.length ?? 0;
    if (references === 0) yield unjudged('no image reference is declared');
    else if (all.length < references) yield unjudged('a declared reference is not filled in');
    for (const { declared, tagProblem, nameProblem, tag } of all) {
      const { at, unknown, reference } = declared;
      if (unknown?.tag !== undefined)
        yield undecided(at, `Cannot tell the tag of the image: ${unknown.tag}. Declare it with # st4sd image=.`);
      else if (tagProblem !== undefined) yield violation(at, tagProblem);
      else if (nameProblem !== undefined && tag === undefined) yield unjudged('the declared reference cannot be read');
      else if (reference?.digest !== undefined && tag === undefined) yield unjudged('a digest tells no tag');
    }
    for (const one of declaredTags(facts, accelerators)) {
      const wrong = one.readings.find(isWrong);
      const { at, editable } = one.parts.declared;
      if (wrong !== undefined) yield violation(at, messageOf(one, wrong, elsewhere), { fixes: fixesOf(one, wrong) });
      else if (one.readings.every(({ state }) => state === 'valid'))
        yield evidence(`tag ${one.written}`, editable ? at : undefined);
    }
  },
});

/** `latest` is fine in addition, and an accelerator has a rule of its own. */
function isWrong(reading: TagReading): reading is OtherTag {
  return reading.state === 'violated' && reading.violation !== 'latest' && reading.violation !== 'accelerator';
}

function messageOf({ written, parts: { declared } }: DeclaredTag, wrong: OtherTag, elsewhere: string): string {
  const reason = reasons[wrong.violation];
  const what = `is not a semantic version${reason === '' ? '' : ` (${reason})`}`;
  if (declared.samples !== undefined)
    return `Tag ${written}${elsewhere} can be ${wrong.tag}, which ${what}. ${schemeAdvice(written, wrong)}`;
  const write = wrong.proposal === undefined ? 'Write MAJOR.MINOR.PATCH, such as 1.0.0.' : `Write ${wrong.proposal}.`;
  return `Tag ${written}${elsewhere} ${what}. ${write}`;
}

const reasons: Readonly<Record<OtherTag['violation'], string>> = {
  'v-prefix': 'it begins with v',
  'missing-parts': 'it has fewer than three numbers',
  'extra-parts': 'it has more than three numbers',
  'leading-zero': 'leading zero',
  'numeric-suffix': 'a number behind the hyphen has a leading zero',
  'build-metadata': 'it has a +',
  separator: 'a suffix begins with a hyphen',
  date: 'a date without dots',
  'not-version': '',
  latest: '',
  accelerator: '',
};

function fixesOf({ parts: { declared, tagAt } }: DeclaredTag, { proposal, safe }: OtherTag): readonly Fix[] {
  if (proposal === undefined || tagAt === undefined || !declared.editable || declared.samples !== undefined) return [];
  const span = { start: declared.at.start + tagAt.start, end: declared.at.start + tagAt.end };
  return [{ title: `Write ${proposal}`, safe, edits: [{ span, newText: proposal }] }];
}
