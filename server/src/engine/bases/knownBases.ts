import type { CommandLine } from '../facts/imageFacts.ts';
import type { User } from '../facts/user.ts';
import { normalisedText } from '../reference/normalise.ts';
import type { Account, BaseImage, BaseLookup } from './baseImage.ts';
import { type FamilyEntry, familyEntry } from './familiesTable.ts';
import type { AccountEntry, VariantFacts } from './imagesTable.ts';
import { isDistribution } from './lifecycle.ts';
import { type TableFacts, tableFacts } from './tableFacts.ts';

/** What the known-bases table says of an image; undefined where the table does not have it. */
export const knownBases: BaseLookup = (reference) => {
  if (found.has(reference)) return found.get(reference);
  const facts = tableFacts(reference);
  const image = facts && baseImage(facts);
  if (found.size >= kept) found.clear();
  found.set(reference, image);
  return image;
};

const kept = 500;
const found = new Map<string, BaseImage | undefined>();

function baseImage({ reference, entry, facts }: TableFacts): BaseImage {
  const family = facts.osFamily === undefined ? undefined : familyEntry(facts.osFamily);
  const note = [facts.note, entry.note].filter((text) => text !== undefined).join('; ');
  return present({
    reference: normalisedText(reference),
    source: facts.source ?? entry.source,
    checked: facts.checked ?? entry.checked,
    derived: (facts.confidence ?? entry.confidence) === 'derived' || reference.tag === undefined,
    user: user(facts.user),
    entrypoint: commandLine(facts.entrypoint, facts),
    command: commandLine(facts.cmd, facts),
    workdir: facts.workdir,
    shell: facts.shell,
    environment: facts.env && environment(facts.env),
    // The table names the variables of note; a distribution's own image has no others.
    environmentComplete: isDistribution(reference.name) || undefined,
    family: facts.osFamily,
    packageManager: facts.packageManager === undefined ? family?.packageManager : facts.packageManager,
    accounts: accounts(facts.accounts, family),
    platforms: platforms(facts, reference.platform),
    compressedSize: facts.compressedSize && sizes(facts.compressedSize),
    sizeTag: facts.sizeTag,
    sizeDate: facts.sizeDate,
    onbuild: facts.onbuild,
    note: note === '' ? undefined : note,
  });
}

type Optional<T> = { readonly [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] };

/** Leaves out the fields without a value: not known. */
function present(image: Optional<BaseImage>): BaseImage {
  const entries = Object.entries(image).filter(([, value]) => value !== undefined);
  // The same fields with the same values, less those without.
  return Object.fromEntries(entries) as unknown as BaseImage;
}

function user(entry: 'root' | AccountEntry | null | undefined): User | undefined {
  // The table does not tell USER root from no USER at all.
  if (entry === 'root') return { text: '', uid: 0, literal: false };
  const text = entry?.text ?? entry?.name ?? entry?.uid?.toString();
  if (!entry || text === undefined) return undefined;
  const literal = entry.text !== undefined;
  return entry.uid === undefined ? { text, literal } : { text, uid: entry.uid, literal };
}

function commandLine(
  value: readonly string[] | string | null | undefined,
  { shell }: VariantFacts,
): CommandLine | null | undefined {
  if (value === null || value === undefined) return value;
  if (typeof value === 'string') return { form: 'shell', words: [...(shell ?? ['/bin/sh', '-c']), value] };
  return value.length === 0 ? null : { form: 'exec', words: value };
}

const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function environment(variables: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const entries = Object.entries(variables)
    // An ellipsis stands for what the table does not spell out.
    .filter(([, value]) => !value.includes('…'))
    .map(([name, value]): [string, string] => {
      return [name, name === 'PATH' && value.startsWith('+') ? `${value.slice(1)}:${usualPath}` : value];
    });
  return new Map(entries);
}

function accounts(
  own: readonly Account[] | undefined,
  family: FamilyEntry | undefined,
): readonly Account[] | undefined {
  if (!own && !family?.accounts) return undefined;
  const names = new Set(own?.map(({ name }) => name));
  return [...(own ?? []), ...(family?.accounts ?? []).filter(({ name }) => !names.has(name))];
}

function platforms(facts: VariantFacts, only: string | undefined): readonly string[] | undefined {
  if (only !== undefined) return [withSystem(only)];
  // The platforms of a mixed entry are those of its Linux tags.
  return facts.osFamily === 'windows' ? undefined : facts.platforms?.map(withSystem);
}

function sizes(byPlatform: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(byPlatform).map(([platform, size]) => [withSystem(platform), size]));
}

function withSystem(platform: string): string {
  return platform.startsWith('windows/') ? platform : `linux/${platform}`;
}
