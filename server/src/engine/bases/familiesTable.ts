import families from '../../../data/known-bases/os-families.json' with { type: 'json' };
import type { Account } from './baseImage.ts';
import type { Confidence } from './imagesTable.ts';

/** Facts that hold for every image of a distribution family unless its entry says otherwise. */
export interface FamilyEntry {
  readonly packageManager: string | null;
  readonly libc?: string;
  readonly accounts?: readonly Account[];
  readonly shells?: readonly string[];
  readonly sh?: string;
  readonly setuid?: SetuidEntry;
  readonly accountTools?: AccountToolsEntry;
  readonly source?: string;
  readonly confidence?: Confidence;
  readonly note?: string;
}

export interface SetuidEntry {
  /** Octal mode by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly complete: boolean;
  readonly source: string;
  readonly asOf: string;
  readonly confidence?: Confidence;
  readonly note?: string;
}

export interface AccountToolsEntry {
  readonly tools: readonly string[];
  readonly adduser?: AdduserProgram;
  readonly install?: string;
  readonly except?: readonly AccountToolsException[];
  readonly source: string;
  readonly asOf: string;
  readonly confidence?: Confidence;
  readonly note?: string;
}

/** Which program `adduser` is: a Perl script, an applet, or a link to useradd. */
export type AdduserProgram = 'debian' | 'busybox' | 'useradd';

export interface AccountToolsException {
  readonly releases?: readonly string[];
  readonly images?: readonly string[];
  readonly tags?: readonly string[];
  readonly tools?: readonly string[];
  readonly unknown?: readonly string[];
  readonly install?: string;
}

interface FamiliesTable {
  readonly asOf: string;
  readonly use: string;
  readonly families: Readonly<Record<string, FamilyEntry>>;
  readonly archNamespaces: { readonly comment: string; readonly names: Readonly<Record<string, string>> };
  readonly mirrors: { readonly comment: string; readonly prefixes: Readonly<Record<string, string>> };
}

// test/unit/bases/tables.test.ts holds the file to this shape, key by key.
export const familiesTable = families as FamiliesTable;

const familyEntries = new Map(Object.entries(familiesTable.families));

export function familyEntry(name: string): FamilyEntry | undefined {
  return familyEntries.get(name);
}
