import type { Build } from '../../dockerfile/build.ts';
import { entriesOf } from '../../text/persistentMap.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { rootHome } from '../homes.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { madeBy } from '../madePaths.ts';
import { instructionOf } from '../origin.ts';
import { shippedRuns } from '../shippedRuns.ts';
import { type InRootHome, isInRootHome, plainly } from './inRootHome.ts';
import { searchPath } from './searchPath.ts';
import { startedFiles } from './startedFiles.ts';

/** Where the image's configuration leads to root's home: WORKDIR, ENTRYPOINT and CMD, PATH and other variables. */
export function rootHomeReferences(facts: ImageFacts): readonly InRootHome[] {
  return [...workdir(facts), ...started(facts), ...onPath(facts), ...variables(facts)].filter(({ path }) =>
    isInRootHome(path),
  );
}

function workdir({ workdir: fact }: ImageFacts): readonly InRootHome[] {
  if (fact.state !== 'known') return [];
  const { origin, value: path, at } = fact;
  const what = origin.kind === 'base' ? `The image works where ${origin.reference} does, in` : 'The image works in';
  return [plainly({ kind: 'workdir', path, at, what })];
}

function started(facts: ImageFacts): readonly InRootHome[] {
  return startedFiles(facts).flatMap(({ path, at }) => {
    return path === undefined || !isInRootHome(path)
      ? []
      : [plainly({ kind: 'start', path, at, what: 'The image starts with' })];
  });
}

function onPath(facts: ImageFacts): readonly InRootHome[] {
  const { build, environment } = facts;
  const otherwise = build?.target.from.base?.span ?? environment.at;
  const made = build === undefined ? new Set<string>() : madeThere(build);
  return searchPath(facts).folders.flatMap(({ path, at }) => {
    if (!isInRootHome(path)) return [];
    // Without a sign that something is there, these may as well be empty.
    const usual = /^\/root\/(?:\.|bin$)/.test(path) && build !== undefined;
    const sure = !usual || made.has(path);
    // Nobody can mend an empty folder on the PATH of the base.
    if (!sure && at === undefined) return [];
    return [{ ...plainly({ kind: 'path', path, at: at ?? otherwise, what: 'PATH leads to' }), sure }];
  });
}

const searched = new Set([
  'LD_LIBRARY_PATH',
  'PYTHONPATH',
  'PERL5LIB',
  'R_LIBS',
  'R_LIBS_SITE',
  'CLASSPATH',
  'JULIA_DEPOT_PATH',
]);

/** Variables in force: those that libraries are found by, and those that name what the file made. */
function variables(facts: ImageFacts): readonly InRootHome[] {
  const made = facts.build === undefined ? new Set<string>() : madeThere(facts.build);
  return variablesOf(facts).flatMap(({ name, value, at }) => {
    if (name === 'PATH' || name === 'HOME' || value.length > 20_000) return [];
    return value
      .split(':')
      .filter((path) => isInRootHome(path) && (searched.has(name) || made.has(path)))
      .map((path) => plainly({ kind: 'variable', path, at, what: `${name} leads to` }));
  });
}

interface Variable {
  readonly name: string;
  readonly value: string;
  readonly at: Span;
}

function variablesOf({ build, environment }: ImageFacts): readonly Variable[] {
  if (build === undefined) {
    const values = environment.state === 'known' ? [...environment.value] : [];
    return values.map(([name, value]) => ({ name, value, at: environment.at }));
  }
  return [...entriesOf(build.target.after.environment)].flatMap(([name, fact]) => {
    return fact.state === 'known' && instructionOf(fact) !== undefined
      ? [{ name, value: fact.value, at: fact.at }]
      : [];
  });
}

/** What RUNs download, copy, unpack or clone there, with the folders it lies in. */
const madeThere = remembered(readMade);

function readMade(build: Build): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { step, script } of shippedRuns(build)) {
    for (const command of script.commands) {
      for (const { path, how } of madeBy(command, step)) {
        if (how === 'directory' || !isInRootHome(path)) continue;
        for (let folder = path; folder.length > rootHome.length; folder = folder.slice(0, folder.lastIndexOf('/')))
          paths.add(folder);
      }
    }
  }
  return paths;
}
