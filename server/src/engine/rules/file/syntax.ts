import type { RuleInfo } from '../rule.ts';

/** Found by the reader of the file, which has to stop there: no check of its own. */
export const syntax: RuleInfo = {
  id: 'syntax',
  criterion: null,
  deciding: true,
  title: 'The Dockerfile can be built as it is written.',
  why: 'What the builder cannot read gives no image, so no level is met. What depends on the broken place is not judged.',
  ignore: 'Never: the build stops there.',
  examples: {
    violated: [
      'FROM debian:12\nRUNN make\n',
      'RUN make\n',
      'FROM debian:12\nRUN cat <<END\nhello\n',
      'FROM debian:12 AS build\nCOPY --from=later /a /b\nFROM debian:12 AS later\nFROM build\n',
    ],
    satisfied: ['FROM debian:12\nRUN make\n'],
  },
};
