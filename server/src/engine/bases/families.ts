import type { Account } from './baseImage.ts';
import {
  type AccountToolsEntry,
  type AccountToolsException,
  type AdduserProgram,
  type FamilyEntry,
  familyEntry,
} from './familiesTable.ts';
import { compileGlob } from './glob.ts';
import { entryOf } from './imagesTable.ts';

/** What a distribution's base image brings along; an undefined field is not known. */
export interface Family {
  readonly name: string;
  readonly packageManager: string | null;
  readonly libc: string | undefined;
  readonly accounts: readonly Account[];
  /** Paths of the shells; empty: there is none. */
  readonly shells: readonly string[] | undefined;
  /** What `/bin/sh` is. */
  readonly sh: string | undefined;
  readonly setuid: SetuidFiles | undefined;
  readonly accountTools: AccountTools | undefined;
}

/** The set-user-id and set-group-id files of the base image itself; packages can bring more. */
export interface SetuidFiles {
  /** Octal mode by path, the path without a leading `/usr`. */
  readonly files: ReadonlyMap<string, string>;
  /** There are no others: known for a distribution's own image, not for what is built on it. */
  readonly complete: boolean;
  readonly derived: boolean;
  readonly asOf: string;
  readonly source: string;
  readonly note: string | undefined;
}

/** The commands for accounts and groups. */
export interface AccountTools {
  /** Those that are there. */
  readonly tools: readonly string[];
  /** There are no others: known for a distribution's own image, not for what is built on it. */
  readonly complete: boolean;
  /** Commands of which nobody looked whether they are there: say nothing. */
  readonly unverified: readonly string[];
  readonly adduser: AdduserProgram | undefined;
  /** The package that brings what is missing. */
  readonly install: string | undefined;
  readonly derived: boolean;
}

/** Which image of a family is meant; without it the facts are those of most of its images. */
export interface FamilyMember {
  /** Normalised. */
  readonly image?: string;
  readonly tag?: string;
  /** Of the distribution: `13`, `24.04`, `sid`. */
  readonly releases?: readonly string[];
}

/** The facts of a family by its name in the tables (`debian`, `rhel`): those of its distribution's own images. */
export function familyOf(name: string, member: FamilyMember = {}): Family | undefined {
  const entry = familyEntry(name);
  if (entry === undefined) return undefined;
  return {
    ...{ name, packageManager: entry.packageManager, libc: entry.libc, accounts: entry.accounts ?? [] },
    ...{ shells: entry.shells, sh: entry.sh },
    setuid: setuidFiles(entry),
    accountTools: entry.accountTools && accountTools(entry.accountTools, member),
  };
}

/** A path as it is compared with those of set-user-id files: `/usr/bin/su` and `/bin/su` are one file. */
export function withoutUsr(path: string): string {
  return path.startsWith('/usr/') ? path.slice('/usr'.length) : path;
}

function setuidFiles({ setuid }: FamilyEntry): SetuidFiles | undefined {
  if (setuid === undefined) return undefined;
  const { complete, asOf, source, confidence, note } = setuid;
  const files = new Map(Object.entries(setuid.files).map(([path, mode]) => [withoutUsr(path), mode]));
  return { files, complete, derived: confidence === 'derived', asOf, source, note };
}

function accountTools(entry: AccountToolsEntry, member: FamilyMember): AccountTools {
  const exception = entry.except?.find((candidate) => applies(candidate, member));
  const tools = exception?.tools ?? entry.tools;
  const unverified = exception?.unknown ?? (exception || member.releases?.length ? [] : releaseDependent(entry));
  return {
    tools: tools.filter((tool) => !unverified.includes(tool)),
    complete: true,
    unverified,
    adduser: tools.includes('adduser') ? entry.adduser : undefined,
    install: exception ? exception.install : entry.install,
    derived: entry.confidence === 'derived',
  };
}

/** What some release does not have, or may not have. */
function releaseDependent({ tools, except = [] }: AccountToolsEntry): readonly string[] {
  const exceptions = except.filter(({ releases }) => releases !== undefined);
  return tools.filter((tool) =>
    exceptions.some((one) => one.unknown?.includes(tool) || one.tools?.includes(tool) === false),
  );
}

function applies({ releases, images, tags }: AccountToolsException, member: FamilyMember): boolean {
  if (releases !== undefined) return member.releases?.some((release) => releases.includes(release)) ?? false;
  const { image, tag } = member;
  if (image === undefined || images === undefined) return false;
  const names = [image, entryOf(image)?.name ?? image];
  if (!images.map(compileGlob).some((matches) => names.some(matches))) return false;
  return tags === undefined || (tag !== undefined && tags.map(compileGlob).some((matches) => matches(tag)));
}
