import type { Account } from '../../bases/baseImage.ts';
import { familyOfImage } from '../../bases/familyOfImage.ts';
import type { Build } from '../../dockerfile/build.ts';
import { accountsMade, baseAccounts } from '../../facts/accounts.ts';

/** Lines that make an account and run as it. */
export interface NewAccount {
  readonly name: string;
  readonly uid: number;
  /** The RUN that makes it in the base's own way. */
  readonly run: string;
}

/** An account of the name with a number that is free, or undefined where the base has no way to make one. */
export function newAccount(build: Build, name: string): NewAccount | undefined {
  const { base } = build.ships[0] ?? build.target;
  const taken = [...baseAccounts(build), ...accountsMade(build)];
  if (base.kind !== 'image' || taken.some((account) => account.name === name)) return undefined;
  const uid = freeUid(taken);
  const run = runLine(base.text, { name, uid });
  return run === undefined ? undefined : { name, uid, run };
}

/** A number for an account that is not taken. */
export function freeUid(taken: readonly Account[]): number {
  let uid = 10_001;
  while (taken.some((account) => account.uid === uid)) uid++;
  return uid;
}

/** An install command brings the tool along where it is missing. */
function runLine(base: string, { name, uid }: { readonly name: string; readonly uid: number }): string | undefined {
  const family = familyOfImage(base);
  const { tools = [], adduser, install } = family?.accountTools ?? {};
  const useradd = `useradd --create-home --uid ${uid} --gid 0 ${name}`;
  if (tools.includes('useradd')) return `RUN ${useradd}`;
  if (tools.includes('adduser') && adduser === 'busybox') return `RUN adduser -D -u ${uid} -G root ${name}`;
  const manager = family?.packageManager;
  if (install === undefined || typeof manager !== 'string' || !rpmManagers.has(manager)) return undefined;
  return `RUN ${manager} install -y ${install} && ${useradd} && ${manager} clean all`;
}

const rpmManagers = new Set(['microdnf', 'dnf', 'yum', 'tdnf']);
