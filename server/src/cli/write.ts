import { closeSync, openSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkstyleReport } from '../engine/formats/checkstyle.ts';
import { codeClimateReport } from '../engine/formats/codeClimate.ts';
import { githubReport } from '../engine/formats/github.ts';
import { htmlReport } from '../engine/formats/htmlPage.ts';
import { junitReport } from '../engine/formats/junit.ts';
import { markdownOfAll } from '../engine/formats/markdown.ts';
import { sarifReport } from '../engine/formats/sarif.ts';
import type { Report } from '../engine/report.ts';
import type { Io } from './io.ts';
import type { Options } from './options.ts';
import type { Format } from './optionTable.ts';
import { type ReadError, reasonOf } from './reasons.ts';
import { closingText } from './text.ts';

export interface Writing {
  readonly options: Options;
  readonly io: Io;
  readonly seconds: number;
}

/** The report in the format asked for, in pieces: of many thousand files it is longer than a string can be. */
export function* reportChunks(report: Report, pieces: readonly string[], writing: Writing): Iterable<string> {
  const { options, io, seconds } = writing;
  if (options.fix === 'diff') yield* pieces;
  else if (options.format === 'text') {
    yield* pieces;
    yield closingText(report, seconds, { color: io.color && options.output === undefined, width: io.width });
  } else if (options.format === 'json') yield* jsonChunks(report);
  else yield whole[options.format](report, options);
}

const whole: Readonly<Record<Exclude<Format, 'text' | 'json'>, (report: Report, options: Options) => string>> = {
  sarif: sarifReport,
  junit: junitReport,
  github: githubReport,
  markdown: markdownOfAll,
  checkstyle: checkstyleReport,
  codeclimate: codeClimateReport,
  html: htmlReport,
};

/** The same as JSON.stringify(report, null, 2), a subject at a time. */
function* jsonChunks(report: Report): Iterable<string> {
  const list = '\n  "subjects": [';
  const around = JSON.stringify({ ...report, subjects: [] }, null, 2);
  const at = around.indexOf(list) + list.length;
  yield around.slice(0, at);
  for (const [i, subject] of report.subjects.entries()) {
    yield `${i === 0 ? '' : ','}\n    ${JSON.stringify(subject, null, 2).replaceAll('\n', '\n    ')}`;
  }
  yield `${report.subjects.length === 0 ? '' : '\n  '}${around.slice(at)}\n`;
}

/** Writes to the file, or to standard output without one; what went wrong is given back. */
export function writeOut(chunks: Iterable<string>, output: string | undefined, io: Io): readonly ReadError[] {
  if (output === undefined) {
    for (const chunk of chunks) io.out(chunk);
    return [];
  }
  try {
    const file = openSync(resolve(io.cwd, output), 'w');
    try {
      for (const chunk of chunks) writeFileSync(file, chunk);
    } finally {
      closeSync(file);
    }
    return [];
  } catch (error) {
    return [{ path: output, message: reasonOf(error) }];
  }
}
