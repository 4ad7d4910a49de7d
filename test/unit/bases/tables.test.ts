import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { familiesTable, familyEntry } from '../../../server/src/engine/bases/familiesTable.ts';
import { compileGlob, isGlob } from '../../../server/src/engine/bases/glob.ts';
import { entryOf, imageEntries, type Variant } from '../../../server/src/engine/bases/imagesTable.ts';
import { lifecycleTable, type MovingEntry, productNamed } from '../../../server/src/engine/bases/lifecycleTable.ts';
import { slimmerThan } from '../../../server/src/engine/bases/slimmer.ts';
import { slimmerTable } from '../../../server/src/engine/bases/slimmerTable.ts';
import { lookupReference } from '../../../server/src/engine/bases/tableFacts.ts';
import { familiesShape, imagesShape, lifecycleShape, slimmerShape } from './tableShapes.ts';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
ajv.addFormat(
  'day',
  (text: string) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text),
);
ajv.addFormat('expression', (text: string) => {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
});

it.each([
  ['images.json', imagesShape, imageEntries],
  ['lifecycle.json', lifecycleShape, lifecycleTable],
  ['slimmer.json', slimmerShape, slimmerTable],
  ['os-families.json', familiesShape, familiesTable],
])('%s has the shape that the code takes it to have', (_, shape, table) => {
  const valid = ajv.validate(shape, table);
  expect(ajv.errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

/** What is wrong with the things, each named; the test shows all at once. */
function wrong<T>(things: Iterable<T>, name: (thing: T) => string, isWrong: (thing: T) => boolean): readonly string[] {
  return [...things].filter(isWrong).map(name);
}

const itself = (text: string) => text;
const variants = imageEntries.flatMap((entry) => entry.variants.map((variant, index) => ({ entry, variant, index })));
const variantName = ({ entry, index }: (typeof variants)[number]) => `${entry.name} variant ${index}`;

describe('images.json', () => {
  const names = imageEntries.flatMap((entry) => [entry.name, ...(entry.aliases ?? [])]);

  it('names every image once, normalised and in order', () => {
    const twice = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
    expect(wrong(names, itself, twice)).toEqual([]);
    expect(
      wrong(
        names.filter((name) => !isGlob(name)),
        itself,
        (name) => lookupReference(name)?.name !== name,
      ),
    ).toEqual([]);
    expect(imageEntries.map(({ name }) => name)).toEqual(imageEntries.map(({ name }) => name).toSorted());
    expect(
      wrong(
        names.filter((name) => !isGlob(name)),
        itself,
        (name) => entryOf(name) === undefined,
      ),
    ).toEqual([]);
  });

  it('has a variant for every tag of most images', () => {
    const without = ['docker.io/library/elasticsearch', 'docker.io/library/solr', 'docker.io/staphb/vadr'];
    const open = imageEntries.filter((entry) => !entry.variants.some(({ tags }) => tags.includes('*')));
    expect(open.map(({ name }) => name)).toEqual(without);
  });

  it('has no variant whose facts can never apply', () => {
    const dead = variants.filter(({ entry, variant, index }) => {
      const before = entry.variants.slice(0, index).filter(({ tags }) => tags.includes('*'));
      const taken = new Set(before.flatMap((earlier) => Object.keys(earlier)));
      return facts(variant).some((key) => key !== 'note' && key !== 'confidence' && taken.has(key));
    });
    expect(dead.map(variantName)).toEqual([]);
    expect(wrong(variants, variantName, ({ variant }) => facts(variant).length === 0)).toEqual([]);
  });

  it('has users whose text, name and numbers agree', () => {
    const disagrees = ({ variant: { user } }: (typeof variants)[number]) => {
      if (!user || user === 'root' || user.text === undefined) return false;
      const [account = '', group] = user.text.split(':');
      const accountAgrees = /^\d+$/.test(account) ? user.uid === Number(account) : user.name === account;
      return !accountAgrees || (group !== undefined && /^\d+$/.test(group) && user.gid !== Number(group));
    };
    expect(wrong(variants, variantName, disagrees)).toEqual([]);
  });

  it('knows the families and the bases it names', () => {
    const unknownFamily = ({ variant: { osFamily } }: (typeof variants)[number]) => {
      return osFamily !== undefined && familyEntry(osFamily) === undefined;
    };
    const unknownBase = ({ variant: { base } }: (typeof variants)[number]) => {
      const name = base === undefined ? undefined : lookupReference(base)?.name;
      return base !== undefined && (name === undefined || entryOf(name) === undefined);
    };
    expect(wrong(variants, variantName, unknownFamily)).toEqual([]);
    expect(wrong(variants, variantName, unknownBase)).toEqual([]);
  });

  it('says of every size which tag it is of and when', () => {
    const incomplete = ({ variant }: (typeof variants)[number]) => {
      return variant.compressedSize !== undefined && (variant.sizeTag === undefined || variant.sizeDate === undefined);
    };
    expect(wrong(variants, variantName, incomplete)).toEqual([]);
  });

  it('has only patterns that can match', () => {
    const globs = [...names, ...variants.flatMap(({ variant }) => variant.tags)];
    expect(wrong(globs, itself, malformed)).toEqual([]);
    expect(wrong(variants, variantName, ({ variant: { tags } }) => new Set(tags).size < tags.length)).toEqual([]);
  });
});

describe('lifecycle.json', () => {
  const cycles = Object.entries(lifecycleTable.products).flatMap(([product, { cycles: all }]) => {
    return Object.entries(all).map(([cycle, dates]) => ({ name: `${product} ${cycle}`, dates }));
  });
  const { any, rule, ...labels } = lifecycleTable.movingTags;
  const moving = Object.entries(labels).filter((entry): entry is [string, MovingEntry] => {
    return typeof entry[1] === 'object' && 'appliesTo' in entry[1];
  });

  it('has dates in the order of time', () => {
    const upsideDown = ({ dates }: (typeof cycles)[number]) => {
      const { release, eol, extended } = dates;
      return isBefore(eol, release) || isBefore(extended, eol);
    };
    expect(wrong(cycles, ({ name }) => name, upsideDown)).toEqual([]);
  });

  it('gives a free extension only with its day, and only to Debian', () => {
    const odd = ({ name, dates }: (typeof cycles)[number]) => {
      return dates.extendedFree !== undefined && (typeof dates.extended !== 'string' || !name.startsWith('debian '));
    };
    expect(wrong(cycles, ({ name }) => name, odd)).toEqual([]);
  });

  it('knows the products it names', () => {
    const named = [
      ...Object.values(lifecycleTable.images).map(({ product }) => product),
      ...lifecycleTable.osTokens.map(({ product }) => product),
      ...moving.flatMap(([, { codenames = [] }]) => codenames),
    ].filter((product) => product !== null);
    expect(wrong(named, itself, (product) => productNamed(product) === undefined)).toEqual([]);
  });

  it('has a release of a known product behind each version', () => {
    const unknown = Object.entries(lifecycleTable.defaultOs.images).flatMap(([image, flavours]) => {
      const releases = [flavours.default, flavours.alpine ?? {}].flatMap((flavour) => Object.keys(flavour));
      return releases
        .filter((release) => {
          const [product = '', cycle = ''] = release.split('/');
          const known = productNamed(product)?.cycles ?? {};
          return !(cycle in known) && !['sid', 'testing', 'unstable'].includes(cycle);
        })
        .map((release) => `${image}: ${release}`);
    });
    expect(unknown).toEqual([]);
  });

  it('has no moving-tag pattern twice, none that is both, and no version among the words', () => {
    const patterns = moving.flatMap(([, { appliesTo }]) => appliesTo);
    expect(new Set(patterns).size).toBe(patterns.length);
    const all = moving.flatMap(([, entry]) => [
      entry.tags,
      entry.majorTags,
      entry.releaseTags,
      entry.neverPinned,
      entry.fixed,
    ]);
    expect(
      wrong(
        all.flatMap((list) => list ?? []),
        itself,
        malformed,
      ),
    ).toEqual([]);
    expect(wrong([...any, ...moving.flatMap(([, { tags }]) => tags)], itself, (tag) => /^v?\d/.test(tag))).toEqual([]);
    const releases = ({ releaseTags = [], fixed = [] }: MovingEntry) => [...releaseTags, ...fixed].map(compileGlob);
    const both = moving.flatMap(([label, entry]) => {
      return [...entry.tags, ...(entry.majorTags ?? [])]
        .filter((tag) => releases(entry).some((matches) => matches(tag)))
        .map((tag) => `${label}: ${tag}`);
    });
    expect(both).toEqual([]);
    expect(rule).toContain('digest');
  });
});

describe('slimmer.json', () => {
  it('measures what it replaces, and offers what is smaller', () => {
    for (const { from, to } of slimmerTable.alternatives) {
      for (const side of [from, ...to]) expect(side.amd64 === undefined).toBe(side.date === undefined);
      for (const target of to) expect(target.amd64 ?? 0).toBeLessThan(from.amd64 ?? Number.POSITIVE_INFINITY);
    }
  });

  it('has at most one way to a target’s tag, and explains its caveat', () => {
    for (const target of slimmerTable.alternatives.flatMap(({ to }) => to)) {
      const { tag, keep, append, strip, replace, choose, caveat } = target;
      expect([tag, keep, append, strip, replace, choose].filter((way) => way !== undefined).length).toBeLessThan(2);
      if (caveat !== undefined) expect(slimmerTable.caveatWords).toHaveProperty([caveat]);
    }
  });

  it('matches the tags it measured', () => {
    for (const { from } of slimmerTable.alternatives) {
      if (from.measuredTag === undefined || isGlob(from.name)) continue;
      expect(slimmerThan(`${from.name}:${from.measuredTag}`), `${from.name}:${from.measuredTag}`).not.toEqual([]);
    }
  });
});

describe('os-families.json', () => {
  it('tells which adduser there is where there is one', () => {
    for (const [name, { accountTools }] of Object.entries(familiesTable.families)) {
      if (accountTools === undefined) continue;
      expect(accountTools.tools.includes('adduser'), name).toBe(accountTools.adduser !== undefined);
      for (const { tools, unknown, releases, images } of accountTools.except ?? []) {
        expect((tools === undefined) !== (unknown === undefined), name).toBe(true);
        expect(releases ?? images, name).toBeDefined();
      }
    }
  });
});

function facts(variant: Variant): readonly string[] {
  return Object.keys(variant).filter((key) => key !== 'tags');
}

function malformed(glob: string): boolean {
  return !/^(?:[^[\]]|\[[^[\]]+\])+$/.test(glob);
}

function isBefore(first: unknown, second: unknown): boolean {
  return typeof first === 'string' && typeof second === 'string' && first < second;
}
