import { programName } from './commandLine.ts';
import type { Fact } from './fact.ts';
import type { CommandLine, ImageFacts } from './imageFacts.ts';

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

/** Exposed ports that only root may open, as written. */
export function lowPorts({ ports }: ImageFacts): readonly string[] {
  if (ports.state !== 'known') return [];
  return ports.value.filter((port) => {
    const number = Number(/^\d+/.exec(port)?.[0] ?? Number.NaN);
    return number > 0 && number < 1024;
  });
}
