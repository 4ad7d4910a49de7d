import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isJudged } from '../engine/formats/reported.ts';
import { wholeReport } from '../engine/formats/wholeReport.ts';
import type { Level } from '../engine/protocol/contributedImages.ts';
import {
  type ConfigurationReport,
  type Report,
  reportConfiguration,
  reportSubject,
  type SubjectReport,
} from '../engine/report.ts';
import { newMask } from '../engine/secrets/mask.ts';
import { type Checking, checkSource } from './checkSource.ts';
import { dockerfilesOfCall } from './dockerfilesOfCall.ts';
import type { Io } from './io.ts';
import { newLookAround } from './lookAround.ts';
import type { Options } from './options.ts';
import { printable } from './printable.ts';
import { progressOn } from './progress.ts';
import type { ReadError } from './reasons.ts';
import { listSources } from './sources.ts';
import { configurationText, subjectText } from './text.ts';
import { reportChunks, writeOut } from './write.ts';

/** Checks all that the call names, one after the other, writes the report and gives the exit status. */
export async function run(options: Options, io: Io): Promise<number> {
  if (
    options.config !== undefined &&
    statSync(resolve(io.cwd, options.config), { throwIfNoEntry: false })?.isFile() !== true
  ) {
    io.err(`st4sd-check: There is no configuration file ${printable(options.config)}.\n`);
    return 2;
  }
  const started = io.now();
  const { report, pieces, unreadable } = await checkAll({ ...options, date: options.date ?? io.today }, io);
  const seconds = (io.now() - started) / 1000;
  const unwritten = writeOut(reportChunks(report, pieces, { options, io, seconds }), options.output, io);
  for (const { path, message } of [...report.errors, ...unwritten])
    io.err(`st4sd-check: ${printable(`${path}: ${message}`)}\n`);
  for (const [path, problem] of unreadable) io.err(`st4sd-check: ${printable(`${path}: ${problem}`)}\n`);
  if (unreadable.size > 0) return 2;
  if (report.errors.length + unwritten.length > 0) return 3;
  return report.subjects.filter(isJudged).some((subject) => isFailure(subject, options.strict)) ? 1 : 0;
}

interface Outcome {
  readonly report: Report;
  /** What is written of each subject as soon as it is checked, while its text is at hand: a diff, or the text report. */
  readonly pieces: readonly string[];
  /** Configuration files that are no YAML at all, with the reason. */
  readonly unreadable: ReadonlyMap<string, string>;
}

type Dated = Options & { readonly date: string };

async function checkAll(options: Dated, io: Io): Promise<Outcome> {
  const { sources, errors } = listSources(options.paths, io.cwd);
  const failed: ReadError[] = [...errors];
  const subjects: SubjectReport[] = [];
  const pieces: string[] = [];
  const configurations = new Map<string, ConfigurationReport>();
  const unreadable = new Map<string, string>();
  const lookAround = newLookAround(options, io.cwd);
  const progress = progressOn(io, sources.length);
  const dockerfiles = dockerfilesOfCall(sources, () => checking);
  const checking: Checking = { options, stdin: io.stdin, lookAround, dockerfiles };
  for (const [done, source] of sources.entries()) {
    progress.step(done);
    const { checked, errors: unread } = await checkSource(source, checking);
    failed.push(...unread);
    for (const { path, check, diff, configuration } of checked) {
      const subject = reportSubject(check, path);
      subjects.push(subject);
      if (configuration !== undefined && 'unreadable' in configuration) {
        unreadable.set(configuration.path, configuration.unreadable);
      } else if (configuration !== undefined && configuration.problems.length > 0) {
        const known = configurations.has(configuration.path);
        const told = reportConfiguration(configuration.problems, configuration);
        configurations.set(configuration.path, told);
        if (!known && options.format === 'text' && options.fix !== 'diff')
          pieces.push(
            `${configurationText(told, newMask(configuration.text).lines(configuration.text), drawing(options, io))}\n`,
          );
      }
      if (options.fix === 'diff') pieces.push(diff);
      else if (options.format === 'text')
        pieces.push(`${subjectText(subject, check.mask.lines(check.text), drawing(options, io))}\n`);
    }
  }
  progress.end();
  return { report: wholeReport([...subjects, ...configurations.values()], failed, options), pieces, unreadable };
}

/** A file is no terminal, whatever standard output is. */
function drawing({ output }: Options, { color, width }: Io) {
  return { color: color && output === undefined, width };
}

function isFailure({ levels, level }: SubjectReport & { readonly level: Level }, strict: boolean): boolean {
  return levels[level] === 'not-met' || (strict && levels[level] === 'undecided');
}
