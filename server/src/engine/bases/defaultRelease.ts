import type { NormalisedReference } from '../reference/normalise.ts';
import { normalisedText } from '../reference/normalise.ts';
import { entryOf } from './imagesTable.ts';
import { type DefaultOs, lifecycleTable } from './lifecycleTable.ts';
import { tableFacts } from './tableFacts.ts';

export interface Release {
  readonly product: string;
  readonly cycle: string;
}

const images = new Map(Object.entries(lifecycleTable.defaultOs.images));

/** The distribution release behind a tag that does not name one, as of the table's day. */
export function releaseBehind(reference: NormalisedReference, flavour: keyof DefaultOs): Release | undefined {
  const releases = (images.get(reference.name) ?? images.get(entryOf(reference.name)?.name ?? ''))?.[flavour];
  if (releases === undefined || reference.tag === undefined) return undefined;
  const version = versions(reference.tag).find((word) => Object.values(releases).some((list) => has(list, word)));
  const [release] = Object.entries(releases).find(([, list]) => version !== undefined && has(list, version)) ?? [];
  const [product, cycle] = release?.split('/') ?? [];
  if (product === undefined || cycle === undefined) return undefined;
  return fitsFamily(product, reference) ? { product, cycle } : undefined;
}

/** `3.6.15-slim`: 3.6.15, 3.6, 3; the table has the one that counts. */
function versions(tag: string): readonly string[] {
  if (tag === 'latest') return [tag];
  const parts = /^v?(\d+(?:\.\d+)*)/.exec(tag)?.[1]?.split('.') ?? [];
  return parts.slice(0, 3).map((_, index, three) => three.slice(0, three.length - index).join('.'));
}

function has(list: string, word: string): boolean {
  return list.split(' ').includes(word);
}

/** A tag such as `8.0-debian` or `3.6-nanoserver` is not of the usual distribution, though it names no release. */
function fitsFamily(product: string, reference: NormalisedReference): boolean {
  const family = tableFacts(normalisedText(reference))?.facts.osFamily;
  return family === undefined || family === (families.get(product) ?? product);
}

const families: ReadonlyMap<string, string> = new Map([
  ['oraclelinux', 'rhel'],
  ['rockylinux', 'rhel'],
  ['almalinux', 'rhel'],
  ['centos', 'rhel'],
  ['centos-stream', 'rhel'],
  ['amazonlinux', 'rhel'],
  ['opensuse', 'suse'],
]);
