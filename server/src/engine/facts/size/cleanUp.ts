import type { Build } from '../../dockerfile/build.ts';
import type { TextEdit } from '../../text/span.ts';
import { addToRun } from './addToRun.ts';
import type { Leftover } from './leftovers.ts';

/** Ends the RUN with a command that takes away what it leaves, with `sudo` where that was needed to make it. */
export function cleanUp({ run, calls }: Leftover, { dockerfile }: Build, command: string): TextEdit | undefined {
  const sudo = calls.some((call) => call.command.wrappers.includes('sudo'));
  return addToRun(run, dockerfile, sudo ? `sudo ${command}` : command);
}

const shellInside = / -c$| <<$/;

/** The program as the last of the calls names it; undefined where that only works inside another script. */
export function programAsWritten({ calls }: Leftover): string | undefined {
  const { command } = calls.at(-1) ?? calls[0];
  const [word] = command.words;
  if (command.wrappers.some((wrapper) => shellInside.test(wrapper)) || command.inFunction !== undefined)
    return undefined;
  return word !== undefined && word.raw === word.text && !/\s/.test(word.raw) ? word.raw : undefined;
}
