import { parseArgs } from 'node:util';
import { bytesOf } from '../engine/configuration/size.ts';
import { type Limits, limitNames, usualLimits } from '../engine/layers/limits.ts';
import { type Level, levels } from '../engine/protocol/contributedImages.ts';
import { nearest } from '../engine/reference/nearest.ts';
import { documentedRules } from '../engine/rules/all.ts';
import { type Format, formats, optionTable } from './optionTable.ts';

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
  /** The configuration file to use whatever lies nearer; a path as given. */
  readonly config: string | undefined;
  /** Rules switched by the call, which counts before the configuration. */
  readonly rules: ReadonlyMap<string, 'off' | 'on'>;
  /** Whether comments and the configuration may ignore findings. */
  readonly ignores: boolean;
  readonly registry: 'off' | 'on';
  /** How much of an image is read. */
  readonly limits: Limits;
  readonly explain: string | undefined;
  readonly show: 'report' | 'rules' | 'version' | 'help';
}

/** One sentence, without its full stop, on what is wrong with the call. */
export interface Wrong {
  readonly wrong: string;
}

/** The options, or what is wrong with the call. */
export function readOptions(args: readonly string[]): Options | Wrong {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: optionTable, allowPositionals: true });
    return fromValues(values, positionals);
  } catch (error) {
    return { wrong: parseProblem(error) };
  }
}

/** parseArgs says in its error what the caller did wrong, and then how positional arguments are escaped. */
function parseProblem(error: unknown): string {
  const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
  const unknown = /^Unknown option '--([^']+)'/.exec(sentence)?.[1];
  const near = unknown === undefined ? undefined : nearest(unknown, Object.keys(optionTable));
  return near === undefined ? sentence : `There is no option --${unknown}; the nearest is --${near}`;
}

type Values = ReturnType<typeof parseArgs<{ options: typeof optionTable }>>['values'];

function fromValues(values: Values, paths: readonly string[]): Options | Wrong {
  const wrong = firstWrong(values);
  if (wrong !== undefined) return { wrong };
  const buildArgs = new Map((values['build-arg'] ?? []).map(splitAtEquals));
  const rules = new Map((values.rule ?? []).map(splitAtEquals));
  return {
    paths,
    level: levels.find((name) => name === values.level),
    date: values.date,
    image: values.image,
    target: values.target,
    buildArgs,
    format: formats.find((name) => name === values.format) ?? 'text',
    output: values.output,
    fix: values.fix === true ? 'write' : values['fix-dry-run'] === true ? 'diff' : 'no',
    strict: values.strict === true,
    config: values.config,
    rules: new Map([...rules].map(([id, state]) => [id, state === 'on' ? 'on' : 'off'])),
    ignores: values['no-ignores'] !== true,
    registry: values.registry === 'on' ? 'on' : 'off',
    limits: { ...usualLimits, ...Object.fromEntries((values.limit ?? []).map(limitOf)) },
    explain: values.explain,
    show: shown(values),
  };
}

function shown(values: Values): Options['show'] {
  if (values.help === true) return 'help';
  if (values.version === true) return 'version';
  return values['list-rules'] === true ? 'rules' : 'report';
}

function firstWrong(values: Values): string | undefined {
  return (
    wrongChoice('level', values.level, levels) ??
    wrongChoice('format', values.format, formats) ??
    wrongSwitch(values.registry) ??
    wrongDate(values.date) ??
    values['build-arg']?.map(wrongBuildArgument).find((wrong) => wrong !== undefined) ??
    values.rule?.map(wrongRule).find((wrong) => wrong !== undefined) ??
    values.limit?.map(wrongLimit).find((wrong) => wrong !== undefined) ??
    (values.explain === undefined ? undefined : unknownRule(values.explain)) ??
    (values.fix === true && values['fix-dry-run'] === true
      ? '--fix changes the files and --fix-dry-run does not; give one of them'
      : undefined) ??
    (values.output === '' ? '--output takes the name of a file' : undefined) ??
    notYet(values)
  );
}

/** What the table promises and nothing does yet is refused, so that nobody takes a run for what it was not. */
function notYet({ registry }: Values): string | undefined {
  return registry === 'on' ? 'Registries are not read by this version, so --registry on is refused' : undefined;
}

function wrongChoice(what: string, given: string | undefined, choices: readonly string[]): string | undefined {
  if (given === undefined || choices.includes(given)) return undefined;
  return `There is no ${what} ${given}; use one of ${choices.join(', ')}`;
}

function wrongSwitch(registry: string | undefined): string | undefined {
  const right = registry === undefined || registry === 'off' || registry === 'on';
  return right ? undefined : `--registry takes off or on, not ${registry}`;
}

function wrongDate(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return real ? undefined : `${text} is no date of the form YYYY-MM-DD`;
}

function wrongBuildArgument(argument: string): string | undefined {
  return /^[^=]+=/.test(argument) ? undefined : `--build-arg takes NAME=VALUE, not ${argument}`;
}

function wrongRule(argument: string): string | undefined {
  const [id, state] = splitAtEquals(argument);
  if (state !== 'off' && state !== 'on') return `--rule takes ID=off or ID=on, not ${argument}`;
  return unknownRule(id);
}

function limitOf(argument: string): readonly [name: string, limit: number | undefined] {
  const [name, limit] = splitAtEquals(argument);
  return [name, bytesOf(limit)];
}

function wrongLimit(argument: string): string | undefined {
  const [name, limit] = limitOf(argument);
  if (!limitNames.some((known) => known === name)) {
    const near = nearest(name, limitNames);
    return `There is no limit ${name}; ${near === undefined ? `use one of ${limitNames.join(', ')}` : `the nearest is ${near}`}`;
  }
  return limit === undefined
    ? `--limit takes NAME=N, a number above 0 or a size such as 10GiB, not ${argument}`
    : undefined;
}

/** Says so where no rule has the id, with the nearest that there is. */
function unknownRule(id: string): string | undefined {
  const ids = documentedRules.map((rule) => rule.id);
  if (ids.includes(id)) return undefined;
  const near = nearest(id, ids);
  return `There is no rule ${id}${near === undefined ? '; --list-rules names them' : `; the nearest is ${near}`}`;
}

function splitAtEquals(argument: string): readonly [before: string, after: string] {
  const equals = argument.indexOf('=');
  return equals < 0 ? [argument, ''] : [argument.slice(0, equals), argument.slice(equals + 1)];
}
