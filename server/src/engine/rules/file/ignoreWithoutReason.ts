import type { RuleInfo } from '../rule.ts';

/** Found when all other rules have run: no check of its own. */
export const ignoreWithoutReason: RuleInfo = {
  id: 'ignore-without-reason',
  criterion: null,
  deciding: false,
  title: 'Every ignore comment says why.',
  why: 'Without a reason the finding is only hidden and the criterion is judged with it. A reason waives it: the verdict is taken without the finding, and the report shows the reason to those who accept the image.',
  ignore: 'Where hiding the finding is all you want.',
  examples: {
    violated: ['# st4sd ignore=base-tag\nFROM debian\nUSER 1000\n'],
    satisfied: ['# st4sd ignore=base-tag; reason=built once a year from whatever is current\nFROM debian\nUSER 1000\n'],
  },
};
