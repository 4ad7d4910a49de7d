import type { RuleInfo } from '../rule.ts';

/** Found by the readers of `# st4sd` comments and of `.st4sd.yaml`: no check of its own. */
export const configuration: RuleInfo = {
  id: 'configuration',
  criterion: null,
  deciding: false,
  title: 'What the configuration file and the `# st4sd` comments say is understood.',
  why: 'A misspelt key or value has no effect: the image is judged as if it were not there. The rest of the file still counts.',
  ignore: 'Never: mend the comment or the file.',
  examples: {
    violated: [
      '# st4sd levle=gold\nFROM debian:12\nUSER 1000\n',
      '# st4sd level=silver\nFROM debian:12\nUSER 1000\n',
      '# st4sd level=contrib\n# st4sd level=gold\nFROM debian:12\nUSER 1000\n',
      '# st4sd ignore=base-tags; reason=built once a year\nFROM debian\nUSER 1000\n',
      '# st4sd target=ap\nFROM debian:12 AS app\nUSER 1000\n',
    ],
    satisfied: ['# st4sd level=gold\n# st4sd target=app\nFROM debian:12 AS app\nUSER 1000\n'],
  },
};
