import { rulePage } from '../engine/pages.ts';
import { documentedRules } from '../engine/rules/all.ts';
import { version } from '../engine/version.ts';
import type { Io } from './io.ts';
import { readOptions } from './options.ts';
import { help } from './optionTable.ts';
import { printable } from './printable.ts';
import { run } from './run.ts';

/**
 * Runs the program and gives its exit status: 0 met, 1 not met, 2 wrong call, 3 something not read or written; of
 * several the first of 2, 3, 1, 0.
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args);
  if ('wrong' in options) {
    io.err(`st4sd-check: ${printable(options.wrong)}. See st4sd-check --help.\n`);
    return 2;
  }
  const { show, explain } = options;
  const rule = documentedRules.find(({ id }) => id === explain);
  if (rule !== undefined) io.out(rulePage(rule));
  else if (show !== 'report') io.out(shownText(show));
  else return run(options, io);
  return 0;
}

function shownText(show: 'rules' | 'version' | 'help'): string {
  if (show === 'help') return help();
  if (show === 'version') return `${version}\n`;
  return documentedRules
    .map(({ id, criterion, title }) => `${id.padEnd(28)} ${(criterion ?? '').padEnd(22)} ${title}\n`)
    .join('');
}
