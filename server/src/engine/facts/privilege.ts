import type { Build } from '../dockerfile/build.ts';
import { expandIn } from '../dockerfile/dispatch.ts';
import { baseName } from '../shell/path.ts';
import type { Span } from '../text/span.ts';
import { programName } from './commandLine.ts';
import type { Fact } from './fact.ts';
import type { CommandLine, ImageFacts } from './imageFacts.ts';
import { madeBy } from './madePaths.ts';
import { packageCalls } from './packageCalls.ts';
import { shippedRuns, shippedSteps } from './shippedRuns.ts';

/** Programs that change the user or need root, which a cluster that runs contributed images takes away. */
const privileged: ReadonlyMap<string, string> = new Map([
  ['gosu', 'changes the user'],
  ['su-exec', 'changes the user'],
  ['setpriv', 'changes the user'],
  ['setuidgid', 'changes the user'],
  ['s6-setuidgid', 'changes the user'],
  ['sudo', 'becomes root'],
  ['su', 'changes the user'],
  ['runuser', 'changes the user'],
  ['sshd', 'needs root'],
  ['systemd', 'needs root'],
  ['service', 'needs root'],
]);

export interface Privileged {
  readonly program: string;
  readonly why: string;
  readonly fact: Extract<Fact<CommandLine>, { state: 'known' }>;
  readonly keyword: 'ENTRYPOINT' | 'CMD';
}

/** The program in ENTRYPOINT or CMD that needs root or another user, if any. */
export function privilegedStart({ entrypoint, command }: ImageFacts): Privileged | undefined {
  for (const [keyword, fact] of [
    ['ENTRYPOINT', entrypoint],
    ['CMD', command],
  ] as const) {
    if (fact.state !== 'known') continue;
    const program = wordsOf(fact.value).find((word) => privileged.has(word));
    if (program !== undefined) return { program, why: privileged.get(program) ?? '', fact, keyword };
    if (fact.value.words[0] === '/init') return { program: '/init', why: 'starts services as root', fact, keyword };
  }
  return undefined;
}

/** Only what is run counts: the first word, or the first word behind a launcher or `exec`. */
function wordsOf({ form, words }: CommandLine): readonly string[] {
  const text = form === 'shell' ? (words.at(-1) ?? '').split(/\s+/) : words;
  const first = text.findIndex((word) => !/^(exec|tini|dumb-init|--|-.*|.*\/(tini|dumb-init))$/.test(word));
  return first < 0 ? [] : [programName(text[first] as string)];
}

/** An exposed port that only root may open, as written, and where it stands. */
export interface LowPort {
  readonly port: string;
  readonly at: Span;
}

/** The first of those ports, if any. */
export function lowPort({ ports, build }: ImageFacts): LowPort | undefined {
  const port = ports.state === 'known' ? ports.value.find(isLow) : undefined;
  if (port === undefined) return undefined;
  return { port, at: (build && exposedAt(port, build)) ?? ports.at };
}

function isLow(port: string): boolean {
  const number = Number(/^\d+/.exec(port)?.[0] ?? Number.NaN);
  return number > 0 && number < 1024;
}

function exposedAt(port: string, build: Build): Span | undefined {
  for (const { instruction, before } of shippedSteps(build)) {
    if (instruction.kind !== 'expose') continue;
    const word = instruction.words.find(({ raw }) => {
      const expansion = expandIn(before, raw, build.dockerfile.escape);
      return expansion.state === 'text' && expansion.text.split(/\s+/).includes(port);
    });
    if (word !== undefined) return word.span;
  }
  return undefined;
}

const userChangers = new Set(['gosu', 'su-exec']);

/** Whether the file brings a program that serves to change the user at the start: an entry point script may need it. */
export function bringsUserChanger(build: Build): boolean {
  return shippedRuns(build).some(({ step, script }) => {
    const installed = packageCalls(script).some(({ asked }) => {
      return asked.action === 'install' && asked.packages.some(({ text }) => userChangers.has(nameIn(text)));
    });
    return (
      installed ||
      script.commands.some((command) => madeBy(command, step).some(({ path }) => userChangers.has(baseName(path))))
    );
  });
}

/** Without the version: `gosu=1.14-1`. */
const nameIn = (text = '') => text.replace(/[=<>~].*$/, '');
