import type { ImageReference } from './imageReference.ts';

/** A reference under the one name its image has, however it was written. */
export interface NormalisedReference {
  /** Lower case; `docker.io` where none was written. */
  readonly registry: string;
  /** `library/python` where one word was written. */
  readonly repository: string;
  readonly name: string;
  /** `latest` where neither tag nor digest was written. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** The one platform of an image taken from a namespace of Docker Hub such as `arm64v8`. */
  readonly platform: string | undefined;
}

export interface Rewriting {
  /** Beginnings of names, each with what stands for it: `index.docker.io/` is `docker.io/`. */
  readonly mirrors?: ReadonlyMap<string, string>;
  /** Namespaces of Docker Hub that hold the official images of one platform. */
  readonly platforms?: ReadonlyMap<string, string>;
}

const hub = 'docker.io/';

export function normalise(reference: ImageReference, rewriting: Rewriting = {}): NormalisedReference {
  const written = reference.name.toLowerCase();
  const qualified = reference.registry === undefined ? hub + written : written;
  const { name, platform } = official(rewritten(qualified, rewriting.mirrors), rewriting.platforms);
  const slash = name.indexOf('/');
  return {
    registry: name.slice(0, slash),
    repository: name.slice(slash + 1),
    name,
    tag: reference.tag ?? (reference.digest === undefined ? 'latest' : undefined),
    digest: reference.digest,
    platform,
  };
}

/** Name and tag, without the digest. */
export function normalisedText({ name, tag }: Pick<NormalisedReference, 'name' | 'tag'>): string {
  return tag === undefined ? name : `${name}:${tag}`;
}

/** A normalised name as people write it: `python` for `docker.io/library/python`. */
export function familiarName(name: string): string {
  const official = `${hub}library/`;
  if (name.startsWith(official)) return name.slice(official.length);
  return name.startsWith(hub) ? name.slice(hub.length) : name;
}

function rewritten(name: string, mirrors: ReadonlyMap<string, string> = new Map()): string {
  for (const [prefix, replacement] of mirrors) {
    if (name.startsWith(prefix)) return replacement + name.slice(prefix.length);
  }
  return name;
}

function official(
  name: string,
  platforms: ReadonlyMap<string, string> = new Map(),
): { readonly name: string; readonly platform: string | undefined } {
  if (!name.startsWith(hub)) return { name, platform: undefined };
  const [namespace = '', image, ...more] = name.slice(hub.length).split('/');
  if (image === undefined) return { name: `${hub}library/${namespace}`, platform: undefined };
  const platform = more.length === 0 ? platforms.get(namespace) : undefined;
  return { name: platform === undefined ? name : `${hub}library/${image}`, platform };
}
