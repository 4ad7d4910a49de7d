import { text } from 'node:stream/consumers';
import { main } from './main.ts';
import { reasonOf } from './reasons.ts';

const { stdout, stderr, stdin, env } = process;
const noColor = env.NO_COLOR !== undefined && env.NO_COLOR !== '';

let unwritable = false;
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || unwritable) return; // whoever reads has read enough
  unwritable = true;
  stderr.write(`st4sd-check: standard output: ${reasonOf(error)}\n`);
  end(3);
});
stderr.on('error', () => undefined); // nobody is left to be told

void main(process.argv.slice(2), {
  cwd: process.cwd(),
  stdin: () => text(stdin),
  out: (chunk) => stdout.write(chunk),
  err: (chunk) => stderr.write(chunk),
  color: stdout.isTTY === true && !noColor,
  // a terminal that does not tell its width says 0
  width: Math.min(stdout.columns || 110, 140),
  barWidth: stderr.isTTY === true && env.TERM !== 'dumb' ? stderr.columns || 80 : undefined,
  today: new Date().toISOString().slice(0, 10),
  now: () => performance.now(),
}).then(end, (error: unknown) => {
  stderr.write(`st4sd-check: This is a defect of st4sd-check: ${error instanceof Error ? error.stack : error}\n`);
  end(3);
});

/** A status that says that something is wrong is not taken back; a wrong call weighs more than lost output. */
function end(status: number): void {
  process.exitCode = unwritable && status !== 2 ? 3 : status;
}
