import type { Dockerfile } from '../../dockerfile/model.ts';
import { baseSpan } from '../../dockerfile/resolve.ts';
import { declaredParts, placeOfDeclaration } from '../../facts/declaredParts.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import type { TextEdit } from '../../text/span.ts';
import { evidence, type Fix, type RuleContext, rule, undecided } from '../rule.ts';

export const imageDeclared = rule({
  id: 'image-declared',
  criterion: 'image-name',
  deciding: true,
  title: 'The file, or one beside it, tells the reference that the image is pushed as.',
  why: 'A Dockerfile does not hold the name and the tag of its image, so they can be judged only where something tells them: a pragma, .st4sd.yaml, a Compose or Bake file, a workflow, a script that builds the image.',
  ignore: 'Where the image is never pushed.',
  examples: {
    violated: [],
    undecided: [
      'FROM debian:13\nUSER 10001:0\n',
      '# syntax=docker/dockerfile:1\nFROM debian:13\nUSER 10001:0\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-MAINTAINER:VERSION\nFROM debian:13\n',
    ],
    satisfied: ['# st4sd image=quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0\nFROM debian:13\n'],
  },
  *check(facts, context) {
    const { declared, build, platforms } = facts;
    if (declared === undefined || declared.references.length === 0) {
      const at = build === undefined ? platforms.at : baseSpan(build.target.from);
      yield undecided(at, `Cannot tell the name and the tag of the image: no reference is declared. ${settle(facts)}`, {
        fixes: build === undefined ? [] : [pragmaFix(build.dockerfile, facts, context)],
      });
      return;
    }
    for (const { at, placeholder } of declared.references) {
      if (placeholder === undefined) continue;
      yield undecided(at, `Cannot tell the reference of the image: ${placeholder} in it is still to be filled in.`);
    }
    const { from } = declared;
    const place = from === undefined ? '' : ` declared by ${placeOfDeclaration(from)}`;
    for (const { declared: one } of declaredParts(facts)) {
      yield evidence(one.text + place, one.editable ? one.at : undefined);
    }
  },
});

function settle({ build }: ImageFacts): string {
  return build === undefined
    ? 'Give it with --image.'
    : 'Write # st4sd image=REGISTRY/NAME-MAINTAINER:VERSION at the top of the file, or give --image.';
}

/** With what is known filled in; the rest is for the author. */
function pragmaFix(dockerfile: Dockerfile, { declared }: ImageFacts, { maintainers = [] }: RuleContext): Fix {
  const [only] = maintainers.length === 1 ? maintainers : [];
  const name = `${declared?.application ?? 'NAME'}-${only ?? 'MAINTAINER'}`;
  const line = `# st4sd image=quay.io/st4sd/community-applications/${name}:VERSION`;
  return { title: 'Declare the image in a comment', safe: false, edits: [atTop(dockerfile, line)] };
}

/** Behind the parser directives, which a comment above them would switch off, and behind `#!`. */
function atTop({ text, directives, newline }: Dockerfile, line: string): TextEdit {
  const from = directives.at(-1)?.span.end ?? (text.startsWith('#!') ? 0 : undefined);
  const start = from === undefined ? (text.startsWith('\uFEFF') ? 1 : 0) : text.indexOf('\n', from) + 1;
  const isLast = from !== undefined && start === 0;
  const at = isLast ? text.length : start;
  return { span: { start: at, end: at }, newText: isLast ? newline + line : line + newline };
}
