import type { Build, Stage, State } from '../dockerfile/build.ts';
import { baseSpan } from '../dockerfile/resolve.ts';
import { normalise } from '../reference/normalise.ts';
import { entriesOf, isEmpty, type PersistentMap } from '../text/persistentMap.ts';
import type { Span } from '../text/span.ts';
import { userWithAccount } from './accounts.ts';
import { absent, type Fact, known, unknown } from './fact.ts';
import type { BaseReference, ImageFacts } from './imageFacts.ts';

/** What the image that the build's target gives will be, as far as the file and the known bases tell. */
export function factsFromBuild(build: Build): ImageFacts {
  const { target, ships } = build;
  const state = target.after;
  const at = baseSpan(target.from);
  return {
    kind: 'dockerfile',
    user: atTarget(userWithAccount(state.user, build), at),
    entrypoint: atTarget(state.entrypoint, at),
    command: atTarget(state.command, at),
    workdir: state.workdir,
    shell: state.shell,
    base: baseFact(ships[0] ?? target),
    environment: environmentFact(state, at),
    labels: labelsFact(state, at),
    platforms: platformsFact(target, at),
    size: unknown('only a built image has a size', at),
    ports: listFact(state.ports, at),
    volumes: listFact(state.volumes, at),
    references: [],
    build,
  };
}

/** What the base brings is answered at the end of the target: in a stage before, others may still need it as it is. */
function atTarget<T>(fact: Fact<T>, at: Span): Fact<T> {
  return fact.state === 'unknown' || fact.origin.kind === 'instruction' ? fact : { ...fact, at };
}

function baseFact({ base, from }: Stage): Fact<BaseReference> {
  const at = baseSpan(from);
  if (base.kind === 'scratch') return absent(at, { kind: 'instruction', instruction: from });
  if (base.kind === 'unknown') return unknown(base.because, at);
  if (base.kind === 'stage' || base.reference === undefined) return unknown('FROM names no image', at);
  const { name, tag, digest } = normalise(base.reference);
  const value = { reference: tag === undefined ? name : `${name}:${tag}`, digest };
  return known(value, at, { kind: 'instruction', instruction: from });
}

/** A variable that could not be told, or a base that may set more, makes the whole unknown. */
function environmentFact({ environment, open }: State, at: Span): Fact<ReadonlyMap<string, string>> {
  if (open !== undefined) return unknown(open.replace(/ may set it$/, ' may set more variables'), at);
  return mapFact(environment, at);
}

/** The labels the file sets; what a base brings is in no table. */
function labelsFact({ labels, open }: State, at: Span): Fact<ReadonlyMap<string, string>> {
  if (isEmpty(labels) && open !== undefined)
    return unknown('the file sets none and the labels of the base are not known', at);
  return mapFact(labels, at);
}

function mapFact(map: PersistentMap<Fact<string>>, at: Span): Fact<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const [name, fact] of [...entriesOf(map)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (fact.state === 'unknown') return unknown(`${name} cannot be told: ${fact.because}`, fact.at);
    if (fact.state === 'known') values.set(name, fact.value);
  }
  return values.size === 0 ? absent(at, { kind: 'default' }) : known(values, at, { kind: 'default' });
}

function platformsFact({ platform, from }: Stage, at: Span): Fact<readonly string[]> {
  if (platform === undefined) return unknown('a Dockerfile does not say for which platforms it is built', at);
  const flag = from.flags.find(({ name }) => name === 'platform');
  return known([platform], flag?.valueSpan ?? at, { kind: 'instruction', instruction: from });
}

function listFact(set: PersistentMap<true>, at: Span): Fact<readonly string[]> {
  const values = [...entriesOf(set)].map(([text]) => text).sort();
  return values.length === 0 ? absent(at, { kind: 'default' }) : known(values, at, { kind: 'default' });
}
