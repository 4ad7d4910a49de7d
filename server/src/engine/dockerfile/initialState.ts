import type { BaseImage } from '../bases/baseImage.ts';
import { absent, type Fact, known, type Origin, unknown } from '../facts/fact.ts';
import { emptyMap, entriesOf, fromEntries, type PersistentMap } from '../text/persistentMap.ts';
import type { Span } from '../text/span.ts';
import type { State } from './build.ts';

/** What BuildKit gives a stage whose base sets no PATH. */
export const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The state of a stage that starts from nothing. */
export function scratchState(at: Span): State {
  const none = absent(at, { kind: 'default' });
  return {
    user: none,
    workdir: known('/', at, { kind: 'default' }),
    shell: none,
    entrypoint: none,
    command: none,
    environment: defaultEnvironment(at),
    variables: defaultEnvironment(at),
    labels: emptyMap,
    ports: emptyMap,
    volumes: emptyMap,
    healthcheck: none,
    open: undefined,
  };
}

/** The state of a stage whose base image is not known at all. */
export function unknownState(because: string, at: Span, settle: string): State {
  const fact = unknown(because, at, settle);
  return {
    ...scratchState(at),
    user: fact,
    workdir: fact,
    shell: fact,
    entrypoint: fact,
    command: fact,
    environment: emptyMap,
    variables: emptyMap,
    healthcheck: fact,
    open: because,
  };
}

/** The state of a stage on an outside image, as far as it is known. */
export function imageState(
  image: BaseImage,
  { written, at, os }: { readonly written: string; readonly at: Span; readonly os: 'linux' | 'windows' },
): State {
  const origin: Origin = {
    kind: 'base',
    reference: written,
    source: image.source,
    checked: image.checked,
    derived: image.derived,
  };
  const triggers = image.onbuild === true ? `${written} has ONBUILD triggers that are not known here` : undefined;
  const fact = <T>(value: T | null | undefined, what: string): Fact<T> => {
    if (triggers !== undefined) return unknown(triggers, at, settleBase);
    if (value === undefined) return unknown(`what ${what} ${written} has is not known`, at, settleBase);
    return value === null ? absent(at, origin) : known(value, at, origin);
  };
  const complete = image.environmentComplete === true && triggers === undefined;
  const environment = environmentOf(image, { at, origin, lacksPath: complete && os !== 'windows' });
  return {
    user: userFact(image, fact, at),
    workdir: fact(image.workdir, 'WORKDIR'),
    // Only a base that does set SHELL is recorded with one.
    shell: image.shell === undefined && !image.derived ? absent(at, origin) : fact(image.shell, 'SHELL'),
    entrypoint: fact(image.entrypoint, 'ENTRYPOINT'),
    command: fact(image.command, 'CMD'),
    environment,
    variables: environment,
    labels: emptyMap,
    ports: emptyMap,
    volumes: emptyMap,
    healthcheck: unknown(`what HEALTHCHECK ${written} has is not known`, at),
    open: complete ? undefined : `${written} may set it`,
  };
}

/** What a user can do about a base that is not known. */
export const settleBase =
  'Allow a registry look-up, or name its user, entrypoint and cmd under "bases" in .st4sd.yaml.';

type FactOf = <T>(value: T | null | undefined, what: string) => Fact<T>;

/**
 * The table does not tell `USER root` from no USER: both are "none set". A derived root is taken as known ("as far as
 * known"); a derived other user is not enough to call an image non-root.
 */
function userFact(image: BaseImage, fact: FactOf, at: Span): State['user'] {
  const user = fact(image.user, 'USER');
  if (user.state === 'known' && user.value.uid === 0 && !user.value.literal) return absent(at, user.origin);
  if (user.state !== 'known' || !image.derived) return user;
  return unknown(
    `that ${image.reference} runs as ${user.value.text} is inferred, not read from the image`,
    at,
    settleBase,
  );
}

/** A stage whose base sets no PATH is given one, which only a base of known variables can be said to lack; not on Windows. */
function environmentOf(
  image: BaseImage,
  { at, origin, lacksPath }: { readonly at: Span; readonly origin: Origin; readonly lacksPath: boolean },
): PersistentMap<Fact<string>> {
  const entries = [...(image.environment ?? [])].map(([name, value]) => [name, known(value, at, origin)] as const);
  return fromEntries([...(lacksPath ? entriesOf(defaultEnvironment(at)) : []), ...entries]);
}

function defaultEnvironment(at: Span): PersistentMap<Fact<string>> {
  return fromEntries([['PATH', known(defaultPath, at, { kind: 'default' })]]);
}
