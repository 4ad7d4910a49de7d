import type { Build } from '../../dockerfile/build.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { isPlainShell } from '../commandLine.ts';
import { rootHome } from '../homes.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { instructionOf } from '../origin.ts';
import { shippedRuns } from '../shippedRuns.ts';
import type { InRootHome } from './inRootHome.ts';
import { startedFiles } from './startedFiles.ts';

/** What lies in one folder of root's home, or the whole of that home, with what leads there. */
export interface RootHomeGroup {
  /** `/root` or `/root/x`. */
  readonly top: string;
  /** What to say it of: the likeliest place to mend. */
  readonly first: InRootHome;
  readonly found: readonly InRootHome[];
  /** The image cannot be used without it. */
  readonly needed: boolean;
}

/** By the folder below /root; what is put into /root itself, or works there, takes the files it is about along. */
export function rootHomeGroups(all: readonly InRootHome[], facts: ImageFacts): readonly RootHomeGroup[] {
  const whole = all.some(({ path, kind }) => path === rootHome && (kind === 'copy' || kind === 'workdir'));
  const groups = new Map<string, InRootHome[]>();
  const places = new Set<Span>();
  for (const found of all) {
    const { kind, path, at } = found;
    const top = whole && (kind === 'copy' || kind === 'start') ? rootHome : path.split('/', 3).join('/');
    const group = groups.get(top);
    if (group !== undefined) group.push(found);
    // A value that leads to several folders is one place to mend.
    else if (!places.has(at)) groups.set(top, [found]);
    places.add(at);
  }
  return [...groups].flatMap(([top, found]) => {
    const [first] = found.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    // A tool that nothing leads to is of no use to the image, so it does no harm.
    if (first === undefined || found.every(({ kind }) => kind === 'tool')) return [];
    return [{ top, first, found, needed: isNeeded(found, facts) }];
  });
}

const order: readonly InRootHome['kind'][] = [
  'install',
  'tool',
  'link',
  'copy',
  'workdir',
  'start',
  'variable',
  'path',
];

function isNeeded(found: readonly InRootHome[], facts: ImageFacts): boolean {
  if (found.some(({ kind, sure }) => kind !== 'tool' && sure)) return true;
  return found.some(({ kind, builders }) => kind === 'tool' && (builders === undefined || isOffered(builders, facts)));
}

/** Tools to build with count where the image starts with them; a compiler also where it starts with nothing of its own. */
function isOffered(builders: readonly string[], facts: ImageFacts): boolean {
  const { build } = facts;
  if (startedFiles(facts).some(({ name }) => builders.includes(name))) return true;
  const own = [facts.entrypoint, facts.command].some((fact) => {
    return fact.state === 'known' && instructionOf(fact) !== undefined && !isPlainShell(fact.value);
  });
  return builders.includes('cargo') && !own && !(build !== undefined && buildsWithCargo(build));
}

const buildVerbs = new Set(['build', 'b', 'install', 'test', 't', 'run', 'r', 'rustc', 'check', 'c']);

/** A compiler that the file itself builds something with is there for that. */
const buildsWithCargo = remembered((build: Build) =>
  shippedRuns(build).some(({ script }) =>
    script.commands.some(({ program, args }) => {
      return program === 'cargo' && args.slice(0, 4).some(({ text }) => text !== undefined && buildVerbs.has(text));
    }),
  ),
);
