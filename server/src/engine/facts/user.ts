/** A user as USER or the image's config names it: `1000`, `app`, `1000:0`, empty. */
export interface User {
  /** As the config holds it; empty where a variable without value was given. */
  readonly text: string;
  /** The account behind a name, where it is known. */
  readonly uid?: number;
  /** `text` is known letter by letter; a base of which only the account is known has false. */
  readonly literal: boolean;
}

const rootNames = new Set(['root', 'containeradministrator']);

/** The part before the colon: a name or a number. */
export function accountOf(user: User): string {
  const colon = user.text.indexOf(':');
  return colon < 0 ? user.text : user.text.slice(0, colon);
}

/** The number the runtime takes the account for (`00` is 0), or undefined for a name of unknown uid. */
export function uidOf(user: User): number | undefined {
  const account = accountOf(user);
  return /^\d+$/.test(account) ? Number.parseInt(account, 10) : user.uid;
}

/** Whether the process starts as root: uid 0 however written, `root`, nothing, or the Windows administrator. */
export function isRoot(user: User): boolean {
  const account = accountOf(user).trim();
  return account === '' || rootNames.has(account.toLowerCase()) || uidOf(user) === 0;
}
