import { limitNames, limitTable } from '../engine/layers/limits.ts';

export const formats = [
  'text',
  'json',
  'sarif',
  'junit',
  'github',
  'markdown',
  'checkstyle',
  'codeclimate',
  'html',
] as const;
export type Format = (typeof formats)[number];

/** One row an option; the help is made of it. */
export const optionTable = {
  level: {
    type: 'string',
    argument: 'contrib|gold',
    help: 'level to judge by (default: what the file says, else contrib)',
  },
  date: { type: 'string', argument: 'YYYY-MM-DD', help: 'the day to judge at (default: today)' },
  image: { type: 'string', argument: 'REF', help: 'the reference the image will be pushed as' },
  target: { type: 'string', argument: 'STAGE', help: 'the stage that is built, as in a build' },
  'build-arg': {
    type: 'string',
    argument: 'K=V',
    multiple: true,
    help: 'a build argument, as in a build (repeatable)',
  },
  format: { type: 'string', argument: 'FORMAT', help: `${formats.join(', ').replace('text', 'text (default)')}` },
  output: { type: 'string', argument: 'FILE', help: 'write there instead of standard output' },
  fix: { type: 'boolean', help: 'make the safe repairs in the files and report what is left' },
  'fix-dry-run': { type: 'boolean', help: 'print the safe repairs as a unified diff and change nothing' },
  strict: { type: 'boolean', help: 'what cannot be told counts as not met' },
  config: { type: 'string', argument: 'FILE', help: 'use this .st4sd.yaml, not the nearest one' },
  rule: { type: 'string', argument: 'ID=off', multiple: true, help: 'switch a rule off, or on again (repeatable)' },
  'no-ignores': { type: 'boolean', help: 'count what comments ask to be ignored' },
  registry: { type: 'string', argument: 'off|on', help: 'whether registries are asked about images (default: off)' },
  limit: {
    type: 'string',
    argument: 'NAME=N',
    multiple: true,
    help: 'how much of an image is read (repeatable; see below)',
  },
  explain: { type: 'string', argument: 'RULE', help: 'say why a rule is there and how to follow it' },
  'list-rules': { type: 'boolean', help: 'list all rules' },
  version: { type: 'boolean', help: 'print the version' },
  help: { type: 'boolean', short: 'h', help: 'print this' },
} as const;

/** What `--help` prints. */
export function help(): string {
  const rows = Object.entries(optionTable).map(([name, option]) => {
    const left = `--${name}${'argument' in option ? ` ${option.argument}` : ''}`;
    return `  ${left.padEnd(22)} ${option.help}`;
  });
  const limits = limitNames.map((name) => {
    const { value, help: what } = limitTable[name];
    return `  ${`${name}=${value}`.padEnd(22)} ${what}`;
  });
  return `st4sd-check [option ...] [PATH ...]

Says whether the image that a Dockerfile builds, or that is given itself, may be contributed to ST4SD.
A path is a Dockerfile, an image (an OCI layout, an archive of one or of docker save, also compressed, or its JSON), a
folder that is searched for Dockerfiles, a glob ("apps/**/Dockerfile"; what .gitignore files leave out is not searched),
or - for standard input; none is the current folder.

${rows.join('\n')}

Limits of an image that is read, and what they are without --limit:
${limits.join('\n')}

Exit status: 0 the level is met (or cannot be told), 1 it is not met, 2 the call is wrong, 3 something could not be read
or written.
`;
}
