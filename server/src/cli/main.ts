import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { type Check, type CheckOptions, checkDockerfile, checkImageJson } from '../engine/check.ts';
import { fixAll } from '../engine/fixAll.ts';
import { looksLikeImageJson } from '../engine/oci/kind.ts';
import { rulePage } from '../engine/pages.ts';
import type { Level } from '../engine/protocol/contributedImages.ts';
import { type Report, reportSubject, type SubjectReport } from '../engine/report.ts';
import { documentedRules } from '../engine/rules/all.ts';
import { version } from '../engine/version.ts';
import { help, type Options, readOptions } from './options.ts';
import { type ReadError, readSources, type Source } from './subjects.ts';
import { textReport } from './text.ts';

/** The streams and surroundings of the program. */
export interface Io {
  readonly cwd: string;
  readonly stdin: () => Promise<string>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly color: boolean;
  readonly width: number;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
}

/** Runs the program and gives its exit status: 0 met, 1 not met, 2 wrong call, 3 something not read. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args);
  if ('wrong' in options) {
    io.err(`st4sd-check: ${options.wrong}. See st4sd-check --help.\n`);
    return 2;
  }
  if (options.explain !== undefined) return explain(options.explain, io);
  if (options.show !== 'report') {
    io.out(shownText(options.show));
    return 0;
  }
  return checkAll({ ...options, date: options.date ?? io.today }, io);
}

function shownText(show: 'rules' | 'version' | 'help'): string {
  if (show === 'help') return help();
  if (show === 'version') return `${version}\n`;
  return documentedRules
    .map(({ id, criterion, title }) => `${id.padEnd(28)} ${(criterion ?? '').padEnd(22)} ${title}\n`)
    .join('');
}

function explain(id: string, io: Io): number {
  const rule = documentedRules.find((one) => one.id === id);
  if (rule === undefined) {
    io.err(`st4sd-check: There is no rule ${id}. See st4sd-check --list-rules.\n`);
    return 2;
  }
  io.out(rulePage(rule));
  return 0;
}

interface Checked {
  readonly source: Source;
  readonly check: Check;
}

/** The options with the day to judge at. */
type Dated = Options & { readonly date: string };

async function checkAll(options: Dated, io: Io): Promise<number> {
  const started = io.now();
  const { sources, errors } = await readSources(options.paths, io);
  const failed: ReadError[] = [...errors];
  const checked: Checked[] = [];
  for (const source of sources) {
    const result = checkSource(source, options, io);
    if ('message' in result) failed.push(result);
    else checked.push(result);
  }
  const report = reportOf(checked, failed, options);
  write(report, checked, { options, io, seconds: (io.now() - started) / 1000 });
  for (const { path, message } of failed) io.err(`st4sd-check: ${path}: ${message}\n`);
  return exitStatus(report, options);
}

function checkSource(source: Source, options: Options, io: Io): Checked | ReadError {
  const check = (text: string) => checkText(text, options);
  const first = check(source.text);
  if ('problem' in first) return { path: source.path, message: first.problem };
  if (options.fix === 'no' || first.kind !== 'dockerfile') return { source, check: first };
  const fixed = fixAll((text) => checkDockerfile(text, checkOptions(options)), source.text);
  if (options.fix === 'diff') {
    if (fixed.text !== source.text)
      io.out(createTwoFilesPatch(`a/${source.path}`, `b/${source.path}`, source.text, fixed.text));
    return { source, check: first };
  }
  if (source.file === undefined)
    return { path: source.path, message: 'Standard input cannot be mended in place; use --fix-dry-run.' };
  if (fixed.text !== source.text) writeFileSync(source.file, fixed.text);
  return { source: { ...source, text: fixed.text }, check: checkDockerfile(fixed.text, checkOptions(options)) };
}

function checkText(text: string, options: Options): ReturnType<typeof checkImageJson> {
  const isJson = /^\uFEFF?\s*[{[]/.test(text);
  if (!isJson) return checkDockerfile(text, checkOptions(options));
  if (looksLikeImageJson(text.slice(0, 65_536))) return checkImageJson(text, checkOptions(options));
  return { problem: 'This JSON is no image config, manifest, index or inspect output.', at: { start: 0, end: 0 } };
}

function checkOptions({ level, image, target, buildArgs, date }: Options): CheckOptions {
  return { level, image, target, buildArgs, date };
}

function reportOf(checked: readonly Checked[], errors: readonly ReadError[], options: Dated): Report {
  const subjects = checked.map(({ source, check }) => reportSubject(check, source.path));
  const count = (verdict: string) => subjects.filter((subject) => subject.levels[subject.level] === verdict).length;
  return {
    version: 1,
    tool: { name: 'st4sd-check', version },
    date: options.date,
    level: options.level ?? null,
    subjects,
    errors,
    summary: {
      subjects: subjects.length,
      met: count('met'),
      notMet: count('not-met'),
      undecided: count('undecided'),
      ignored: 0,
    },
  };
}

interface Writing {
  readonly options: Options;
  readonly io: Io;
  readonly seconds: number;
}

function write(report: Report, checked: readonly Checked[], { options, io, seconds }: Writing): void {
  if (options.fix === 'diff') return;
  const toFile = options.output !== undefined;
  const text =
    options.format === 'json'
      ? `${JSON.stringify(report, null, 2)}\n`
      : textReport(report, {
          color: io.color && !toFile,
          width: io.width,
          texts: new Map(checked.map(({ source }) => [source.path, source.text])),
          seconds,
        });
  if (options.output === undefined) io.out(text);
  else writeFileSync(join(io.cwd, options.output), text);
}

function exitStatus({ subjects, errors }: Report, { strict }: Options): number {
  if (errors.length > 0) return 3;
  return subjects.some((subject) => isFailure(subject, strict)) ? 1 : 0;
}

function isFailure({ levels, level }: SubjectReport & { readonly level: Level }, strict: boolean): boolean {
  return levels[level] === 'not-met' || (strict && levels[level] === 'undecided');
}
