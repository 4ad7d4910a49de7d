import { parseArgs } from 'node:util';
import { type Level, levels } from '../engine/protocol/contributedImages.ts';

export const formats = ['text', 'json'] as const;
export type Format = (typeof formats)[number];

/** What the command line asks for. */
export interface Options {
  readonly paths: readonly string[];
  readonly level: Level | undefined;
  readonly date: string | undefined;
  readonly image: string | undefined;
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly format: Format;
  readonly output: string | undefined;
  readonly fix: 'no' | 'write' | 'diff';
  readonly strict: boolean;
  readonly explain: string | undefined;
  readonly show: 'report' | 'rules' | 'version' | 'help';
}

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
  format: { type: 'string', argument: formats.join('|'), help: 'what is written (default: text)' },
  output: { type: 'string', argument: 'FILE', help: 'write there instead of standard output' },
  fix: { type: 'boolean', help: 'make the safe repairs in the files and report what is left' },
  'fix-dry-run': { type: 'boolean', help: 'print the safe repairs as a unified diff and change nothing' },
  strict: { type: 'boolean', help: 'what cannot be told counts as not met' },
  explain: { type: 'string', argument: 'RULE', help: 'say why a rule is there and how to follow it' },
  'list-rules': { type: 'boolean', help: 'list all rules' },
  version: { type: 'boolean', help: 'print the version' },
  help: { type: 'boolean', short: 'h', help: 'print this' },
} as const;

/** The options, or one sentence on what is wrong with the call. */
export function readOptions(args: readonly string[]): Options | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: optionTable, allowPositionals: true });
    return fromValues(values, positionals);
  } catch (error) {
    // parseArgs says in its error what the caller did wrong
    return { wrong: error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error) };
  }
}

interface Values {
  readonly level?: string;
  readonly date?: string;
  readonly image?: string;
  readonly target?: string;
  readonly 'build-arg'?: readonly string[];
  readonly format?: string;
  readonly output?: string;
  readonly fix?: boolean;
  readonly 'fix-dry-run'?: boolean;
  readonly strict?: boolean;
  readonly explain?: string;
  readonly 'list-rules'?: boolean;
  readonly version?: boolean;
  readonly help?: boolean;
}

function fromValues(values: Values, paths: readonly string[]): Options | { readonly wrong: string } {
  const level = levels.find((name) => name === values.level);
  if (values.level !== undefined && level === undefined)
    return { wrong: `There is no level ${values.level}; use contrib or gold` };
  const format = formats.find((name) => name === (values.format ?? 'text'));
  if (format === undefined) return { wrong: `There is no format ${values.format}; use one of ${formats.join(', ')}` };
  if (values.date !== undefined && !isDate(values.date))
    return { wrong: `${values.date} is no date of the form YYYY-MM-DD` };
  const buildArgs = buildArguments(values['build-arg'] ?? []);
  if ('wrong' in buildArgs) return buildArgs;
  return {
    paths,
    level,
    date: values.date,
    image: values.image,
    target: values.target,
    buildArgs: buildArgs.values,
    format,
    output: values.output,
    fix: values.fix === true ? 'write' : values['fix-dry-run'] === true ? 'diff' : 'no',
    strict: values.strict === true,
    explain: values.explain,
    show:
      values.help === true
        ? 'help'
        : values.version === true
          ? 'version'
          : values['list-rules'] === true
            ? 'rules'
            : 'report',
  };
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function buildArguments(
  given: readonly string[],
): { readonly values: ReadonlyMap<string, string> } | { readonly wrong: string } {
  const bare = given.find((argument) => !/^[^=]+=/.test(argument));
  if (bare !== undefined) return { wrong: `--build-arg takes NAME=VALUE, not ${bare}` };
  return {
    values: new Map(
      given.map((argument) => {
        const equals = argument.indexOf('=');
        return [argument.slice(0, equals), argument.slice(equals + 1)] as const;
      }),
    ),
  };
}

/** What `--help` prints. */
export function help(): string {
  const rows = Object.entries(optionTable).map(([name, option]) => {
    const left = `--${name}${'argument' in option ? ` ${option.argument}` : ''}`;
    return `  ${left.padEnd(30)} ${option.help}`;
  });
  return `st4sd-check [option ...] [PATH ...]

Says whether the image that a Dockerfile builds, or that an image's JSON describes, may be contributed to ST4SD.
A path is a file, a folder that is searched for Dockerfiles, or - for standard input; none is the current folder.

${rows.join('\n')}

Exit status: 0 the level is met (or cannot be told), 1 it is not met, 2 the call is wrong, 3 something could not be read.
`;
}
