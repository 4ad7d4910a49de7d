import type { NormalisedReference } from '../reference/normalise.ts';
import { releaseBehind } from './defaultRelease.ts';
import { entryOf } from './imagesTable.ts';
import {
  type Cycle,
  cycleNamed,
  type End,
  type ImageRule,
  lifecycleTable,
  type OsToken,
  type ProductKind,
  productNamed,
} from './lifecycleTable.ts';
import { nameIndex } from './nameIndex.ts';
import { lookupReference, tableFacts } from './tableFacts.ts';

/** What is known of the upkeep of an image: of its runtime or service, and of its distribution. */
export interface Lifecycle {
  readonly parts: readonly LifecyclePart[];
  /** Year or month of the image's last build, where its publisher builds it no more. */
  readonly retired: string | undefined;
}

export interface LifecyclePart {
  readonly product: string;
  readonly cycle: string;
  readonly kind: ProductKind;
  readonly codename: string | undefined;
  readonly release: string | undefined;
  /** The end that the publisher names; undefined: no dates are known. */
  readonly eol: End | undefined;
  /** The end of the extension after `eol`, free or paid. */
  readonly extended: End | undefined;
  /** The end of updates that are free to everybody. */
  readonly supportedUntil: End | undefined;
  /** How the part was found. What no part of the reference says was so only on `foundAsOf`. */
  readonly found: 'tag' | 'name' | 'default' | 'base';
  readonly foundAsOf: string | undefined;
  /** The day of the table of dates, and where they come from. */
  readonly asOf: string;
  readonly source: string | null;
}

/** Both the runtime and the distribution of a reference, as far as tables tell them. */
export function lifecycleOf(reference: string): Lifecycle {
  const known = lookupReference(reference);
  const rule = known && imageRule(known.name);
  const own = known && ownParts(known, rule);
  const parts = own && own.length > 0 ? own : partsOfBase(reference);
  return { parts, retired: rule?.retired };
}

/** Whether the repository (normalised name) holds a distribution itself, not what is built on one. */
export function isDistribution(name: string): boolean {
  const product = imageRule(name)?.product;
  return typeof product === 'string' && productNamed(product)?.kind === 'os';
}

const ruleNamed = nameIndex(() => Object.entries(lifecycleTable.images));

/** By the name, else by that of the entry that it is an alias of. */
function imageRule(name: string): ImageRule | undefined {
  return ruleNamed(name) ?? ruleNamed(entryOf(name)?.name ?? name);
}

function ownParts(reference: NormalisedReference, rule: ImageRule | undefined): readonly LifecyclePart[] {
  const product = productPart(reference, rule);
  const system = product?.kind === 'os' ? undefined : systemPart(reference);
  return [product, system].filter((part) => part !== undefined);
}

/** An image of the tables that is built on another has the other's release. */
function partsOfBase(reference: string, depth = 0): readonly LifecyclePart[] {
  const found = tableFacts(reference);
  const base = found?.facts.base;
  const known = base === undefined ? undefined : lookupReference(base);
  if (base === undefined || known === undefined || depth > deepest) return [];
  const own = ownParts(known, imageRule(known.name));
  const foundAsOf = found?.facts.checked ?? found?.entry.checked;
  const parts = own.length > 0 ? own : partsOfBase(base, depth + 1);
  return parts.map((part) => ({ ...part, found: 'base', foundAsOf }));
}

const deepest = 5;

function productPart({ name, tag = '' }: NormalisedReference, rule: ImageRule | undefined): LifecyclePart | undefined {
  if (!rule?.product) return undefined;
  if (rule.cycleFixed !== undefined) return part(rule.product, rule.cycleFixed, 'name');
  if (rule.fromName !== undefined) return part(rule.product, group(rule.fromName, name), 'name');
  const byNumber = rule.cycle === undefined ? undefined : part(rule.product, group(rule.cycle, tag), 'tag');
  const [word = ''] = tag.split(/[-.]/, 1);
  return byNumber ?? (rule.codename ? part(rule.product, word, 'tag') : undefined);
}

function systemPart(reference: NormalisedReference): LifecyclePart | undefined {
  const { tag } = reference;
  if (tag === undefined) return undefined;
  const token = lifecycleTable.osTokens.find(({ match }) => expression(match).test(tag));
  const word = token && group(token.match, tag);
  if (token && word !== alpine) return part(token.product, word, 'tag');
  const release = releaseBehind(reference, token ? 'alpine' : 'default');
  return release && part(release.product, release.cycle, 'default');
}

/** What the token of Alpine without a release gives. */
const alpine: OsToken['product'] = 'alpine';

/** The part of a product's cycle; a cycle that the table does not have has no part, unless it has none at all. */
function part(
  productName: string,
  word: string | undefined,
  found: 'tag' | 'name' | 'default',
): LifecyclePart | undefined {
  const product = productNamed(productName);
  if (!product || word === undefined) return undefined;
  const undated = found === 'default' || Object.keys(product.cycles).length === 0;
  const [cycle, dates] = cycleNamed(product, word) ?? (undated ? [word, undefined] : []);
  if (cycle === undefined) return undefined;
  const { kind, asOf, source } = product;
  const foundAsOf = found === 'default' ? lifecycleTable.defaultOs.asOf : undefined;
  return {
    ...{ product: productName, cycle, kind, codename: dates?.codename, release: dates?.release },
    ...{ eol: dates?.eol, extended: dates?.extended, supportedUntil: dates && supportedUntil(dates) },
    ...{ found, foundAsOf, asOf, source },
  };
}

function supportedUntil({ eol, extended, extendedFree }: Cycle): End {
  return extendedFree && typeof extended === 'string' ? extended : eol;
}

const expressions = new Map<string, RegExp>();

function expression(source: string): RegExp {
  const known = expressions.get(source);
  if (known) return known;
  const made = new RegExp(source);
  expressions.set(source, made);
  return made;
}

function group(source: string, text: string): string | undefined {
  return expression(source).exec(text)?.[1];
}
