import type { Account } from '../bases/baseImage.ts';
import type { Build, Step } from '../dockerfile/build.ts';
import { createsAccount } from '../shell/accounts.ts';
import type { ShellCommand } from '../shell/script.ts';
import { remembered } from '../text/remembered.ts';
import type { Span } from '../text/span.ts';
import { type Fact, known } from './fact.ts';
import { shippedRuns } from './shippedRuns.ts';
import { accountOf, type User, uidOf } from './user.ts';

/** An account that a RUN of the chain makes. */
export interface MadeAccount extends Account {
  readonly home: string | undefined;
  readonly command: ShellCommand;
  readonly step: Step;
  readonly at: Span;
}

/** The accounts that the RUNs of what ships make, in order; a name that cannot be told is left out. */
export const accountsMade = remembered((build: Build): readonly MadeAccount[] =>
  shippedRuns(build).flatMap(({ step, script }) =>
    script.commands.flatMap((command) => {
      const made = createsAccount(command);
      const name = made?.name?.text;
      if (made === undefined || name === undefined) return [];
      const { uid, home } = made;
      return [{ name, ...(uid === undefined ? {} : { uid }), home, command, step, at: command.span }];
    }),
  ),
);

/** The accounts that the base is known to have. */
export function baseAccounts({ ships }: Build): readonly Account[] {
  const base = ships[0]?.base;
  return base?.kind === 'image' ? (base.image?.accounts ?? []) : [];
}

/** The user with the number of its account, where the file or the base tells it: an account of id 0 is root. */
export function userWithAccount(user: Fact<User>, build: Build): Fact<User> {
  if (user.state !== 'known' || uidOf(user.value) !== undefined || user.value.text === '') return user;
  const name = accountOf(user.value);
  const made = accountsMade(build).findLast((account) => account.name === name);
  const uid = (made ?? baseAccounts(build).find((account) => account.name === name))?.uid;
  return uid === undefined ? user : known({ ...user.value, uid }, user.at, user.origin);
}
