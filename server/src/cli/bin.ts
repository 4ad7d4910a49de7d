import { text } from 'node:stream/consumers';
import { main } from './main.ts';

const { stdout, stderr, stdin, env } = process;
const noColor = env.NO_COLOR !== undefined && env.NO_COLOR !== '';

void main(process.argv.slice(2), {
  cwd: process.cwd(),
  stdin: () => text(stdin),
  out: (chunk) => stdout.write(chunk),
  err: (chunk) => stderr.write(chunk),
  color: stdout.isTTY === true && !noColor,
  width: Math.min(stdout.columns ?? 110, 140),
  today: new Date().toISOString().slice(0, 10),
  now: () => performance.now(),
}).then((status) => {
  process.exitCode = status;
});
