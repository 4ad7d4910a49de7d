import type { RuleInfo } from '../rule.ts';

/** Found when all other rules have run: no check of its own. */
export const unusedIgnore: RuleInfo = {
  id: 'unused-ignore',
  criterion: null,
  deciding: false,
  title: 'Every ignore comment ignores something.',
  why: 'An ignore that matches nothing is a leftover, or stands in the wrong place; a later finding would vanish unseen.',
  ignore: 'Where the finding comes and goes, say with a build argument.',
  examples: {
    violated: [
      'FROM debian:12\n# st4sd ignore=base-tag; reason=the tag is set elsewhere\nUSER 1000\n',
      'FROM debian:12\nUSER 1000\n# st4sd ignore=non-root-user; reason=a builder\n',
    ],
    satisfied: ['# st4sd ignore=base-tag; reason=built once a year from whatever is current\nFROM debian\nUSER 1000\n'],
  },
};
