import { replacement } from '../../dockerfile/edit.ts';
import { baseSpan } from '../../dockerfile/resolve.ts';
import { type Fix, rule, violation } from '../rule.ts';

export const stageNameCase = rule({
  id: 'stage-name-case',
  criterion: 'stable-base',
  deciding: true,
  title: 'FROM names a stage of the file in lower case.',
  why: 'The builder keeps stage names in lower case, and FROM looks them up letter by letter. FROM Builder never means the stage builder: it asks for an image that cannot exist, and the build stops.',
  ignore: 'Never: the build stops.',
  examples: {
    violated: ['FROM debian:13 AS Builder\nFROM Builder\nUSER 1000\n'],
    satisfied: [
      'FROM debian:13 AS Builder\nFROM builder\nUSER 1000\n',
      'FROM debian:13 AS build\nFROM debian:13\nCOPY --from=Build /a /a\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    const earlier = new Set<string>();
    for (const stage of build.stages) {
      const { from, base, name } = stage;
      const text = base.kind === 'image' && base.reference === undefined ? base.text : '';
      const lower = text.toLowerCase();
      if (lower !== text && earlier.has(lower) && build.reachable.has(stage)) {
        const at = baseSpan(from);
        const fix: Fix = { title: `Write FROM ${lower}`, safe: true, edits: [replacement(at, lower)] };
        const message = `FROM ${text} does not mean the stage ${lower}: stage names are lower case. Write FROM ${lower}.`;
        yield violation(at, message, { fixes: from.base?.raw === text ? [fix] : [] });
      }
      if (name !== undefined) earlier.add(name);
    }
  },
});
