import type { Step } from '../../dockerfile/build.ts';
import { expandIn, shellOf } from '../../dockerfile/dispatch.ts';
import type { Copy, Dockerfile, Run } from '../../dockerfile/model.ts';
import { cleanPath, resolvePath } from '../../dockerfile/path.ts';
import { baseName } from '../../shell/path.ts';
import { knownValue } from '../fact.ts';
import type { HistoryText } from './historyText.ts';

/** Whether an entry of a history may be what a builder wrote down of the step. */
export function isStepOf(step: Step, entry: HistoryText, dockerfile: Dockerfile): boolean {
  const { instruction } = step;
  if (entry.keyword !== instruction.kind.toUpperCase()) return false;
  if (instruction.kind === 'run') return isRun(step, instruction, { text: entry.text, dockerfile });
  if (instruction.kind === 'copy' || instruction.kind === 'add')
    return isCopy(step, instruction, { text: entry.text, dockerfile });
  return false;
}

interface Entry {
  readonly text: string;
  readonly dockerfile: Dockerfile;
}

/** Builders put the shell in front, and before it the build arguments; variables stay as they are written. */
function isRun(step: Step, { args, command, heredocs }: Run, { text, dockerfile }: Entry): boolean {
  const { body, commands } = writtenBy(step, { args, command, heredocs }, dockerfile);
  if (body !== '' && text.includes(body)) return true;
  const shells = [shellOf(step.before, step.stage.os).join(' '), '/bin/sh -c'];
  return commands.some((one) => {
    if (one === '' || !text.endsWith(one)) return false;
    const front = text.slice(0, -one.length).trimEnd();
    if (front === '' || (command.form === 'exec' && front.startsWith('|'))) return true;
    return shells.some((shell) => front === shell || (front.startsWith('|') && front.endsWith(` ${shell}`)));
  });
}

interface WrittenRun {
  /** Of the first here-document. */
  readonly body: string;
  readonly commands: readonly string[];
}

const known = new WeakMap<Step, WrittenRun>();

/** Once for a step, which is compared with many entries. */
function writtenBy(step: Step, run: Pick<Run, 'args' | 'command' | 'heredocs'>, dockerfile: Dockerfile): WrittenRun {
  const before = known.get(step);
  if (before !== undefined) return before;
  const { args, command, heredocs } = run;
  const body =
    heredocs[0] === undefined ? '' : plain(dockerfile.text.slice(heredocs[0].body.start, heredocs[0].body.end));
  const commands = command.form === 'exec' ? [plain(command.words.join(' ')), plain(args.text)] : [plain(args.text)];
  const written = { body, commands };
  known.set(step, written);
  return written;
}

/** BuildKit keeps sources and destination, others a digest of what was copied. */
function isCopy(step: Step, { sources, destination }: Copy, { text, dockerfile: { escape } }: Entry): boolean {
  const words = text.split(' ').filter((word) => !word.startsWith('--'));
  const target = words.at(-1);
  if (destination === undefined || target === undefined) return false;
  const expanded = expandIn(step.before, destination.raw, escape);
  const path = expanded.state === 'text' ? expanded.text : undefined;
  const workdir = knownValue(step.before.workdir) ?? '/';
  const places = path === undefined ? [destination.raw] : [destination.raw, path, resolvePath(workdir, path)];
  const unknown = path === undefined && destination.raw.includes('$');
  if (!unknown && !places.some((place) => cleanPath(place) === cleanPath(target))) return false;
  const [first] = sources;
  const copied = words[0] ?? '';
  if (first === undefined || words.length < 2 || /^(?:file|dir|multi):[0-9a-f]+$/.test(copied)) return true;
  if (/[$*?[\]{}"'\\]|^<<|:\/\//.test(first.raw)) return true;
  return baseName(cleanPath(`/${first.raw}`)) === baseName(cleanPath(`/${copied}`));
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
