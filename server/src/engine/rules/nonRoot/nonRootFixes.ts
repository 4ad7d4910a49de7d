import type { Account } from '../../bases/baseImage.ts';
import type { Build } from '../../dockerfile/build.ts';
import { linesAfter, withoutInstruction } from '../../dockerfile/edit.ts';
import { isInRootHome } from '../../facts/access/inRootHome.ts';
import { accountsMade, baseAccounts } from '../../facts/accounts.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { instructionOf } from '../../facts/origin.ts';
import { bringsUserChanger, lowPort, privilegedStart } from '../../facts/privilege.ts';
import { accountOf, isRoot, uidOf } from '../../facts/user.ts';
import { entrypointMode } from '../anyUserAccess/entrypointMode.ts';
import { environmentActivation } from '../anyUserAccess/environmentActivation.ts';
import { groupWritable } from '../anyUserAccess/groupWritable.ts';
import { heredocMode } from '../anyUserAccess/heredocMode.ts';
import { ownerOnlyHome } from '../anyUserAccess/ownerOnlyHome.ts';
import { remoteFileMode } from '../anyUserAccess/remoteFileMode.ts';
import { restrictiveMode } from '../anyUserAccess/restrictiveMode.ts';
import { rootHome } from '../anyUserAccess/rootHome.ts';
import { type Fix, nothingConfigured, type Rule } from '../rule.ts';
import { newAccount } from './newAccount.ts';

/** No account is needed for a number; group 0 is what workflows run an image with. */
const numericUser = '10001:0';

/** Ways to end the target stage as another user than root, the likeliest first; none where the file breaks off there. */
export function nonRootFixes(facts: ImageFacts): readonly Fix[] {
  const { build } = facts;
  if (build === undefined) return [];
  if (build.target.os === 'windows')
    return endWith(build, ['USER ContainerUser'], { title: 'Run as ContainerUser', safe: false });
  const safe = nothingAgainst(facts);
  const own = ownAccount(build);
  const numeric = endWith(build, [`USER ${numericUser}`], {
    title: 'Run as user 10001 in group 0',
    safe: safe && own.length === 0,
  });
  return [
    ...dropRoot(facts, build),
    ...own.flatMap(({ user, title }) => endWith(build, [`USER ${user}`], { title, safe })),
    ...numeric,
    ...existing(build),
    ...creating(build),
  ];
}

/** Nothing in the file speaks against another user: no privilege, nothing closed to it, nothing only root could write. */
function nothingAgainst(facts: ImageFacts): boolean {
  const { build, volumes, workdir } = facts;
  if (build === undefined || privilegedStart(facts) !== undefined || lowPort(facts) !== undefined) return false;
  if (bringsUserChanger(build) || triggersRun(build)) return false;
  if (workdir.state === 'known' && isInRootHome(workdir.value)) return false;
  if (volumes.state !== 'absent' || anyUserRules.some((rule) => finds(rule, facts))) return false;
  // The account that the file prepares may use its home, and write what it was given.
  return ownAccount(build).length > 0 || ![ownerOnlyHome, groupWritable].some((rule) => finds(rule, facts));
}

/** Images built on this one would carry out its triggers as that user. */
function triggersRun({ target }: Build): boolean {
  return target.steps.some(({ instruction }) => instruction.kind === 'onbuild' && instruction.trigger?.kind === 'run');
}

const anyUserRules = [rootHome, restrictiveMode, remoteFileMode, heredocMode, entrypointMode, environmentActivation];

/** None of the rules on files looks at what is configured. */
function finds(rule: Rule, facts: ImageFacts): boolean {
  for (const { finding } of rule.check(facts, nothingConfigured)) if (finding === 'violated') return true;
  return false;
}

interface Ending {
  readonly title: string;
  readonly safe: boolean;
}

function endWith(build: Build, lines: readonly string[], { title, safe }: Ending): readonly Fix[] {
  const last = build.target.steps.findLast(({ trigger }) => trigger === undefined)?.instruction ?? build.target.from;
  const edit = linesAfter(build.dockerfile, last, lines);
  return edit === undefined ? [] : [{ title, safe, edits: [edit] }];
}

interface OwnAccount {
  readonly user: string;
  readonly title: string;
}

/** The account that the file prepares: the one it made last, or the base's own user that it left for root. */
function ownAccount(build: Build): readonly OwnAccount[] {
  const made = accountsMade(build).findLast((account) => !['root', '0'].includes(userOf(account)));
  if (made !== undefined) return [{ user: userOf(made), title: `Run as the user "${made.name}" that the file makes` }];
  const before = build.ships[0]?.before.user;
  if (before?.state !== 'known' || isRoot(before.value)) return [];
  const uid = uidOf(before.value);
  return [
    {
      user: uid === undefined ? before.value.text : String(uid),
      title: `Go back to the user "${before.value.text}" of the base`,
    },
  ];
}

/** Numbers are what clusters can verify. */
function userOf({ name, uid }: Account): string {
  return uid === undefined ? name : String(uid);
}

function existing(build: Build): readonly Fix[] {
  const own = ownAccount(build).map(({ user }) => user);
  return baseAccounts(build)
    .filter(
      (account) =>
        account.uid !== undefined && account.uid >= 1000 && account.uid < 60_000 && !own.includes(userOf(account)),
    )
    .flatMap((account) =>
      endWith(build, [`USER ${userOf(account)}`], { title: `Use the existing user "${account.name}"`, safe: false }),
    );
}

function creating(build: Build): readonly Fix[] {
  const account = newAccount(build, 'app');
  if (account === undefined) return [];
  const { name, uid, run } = account;
  return endWith(build, [run, `USER ${uid}:0`], { title: `Create the user "${name}"`, safe: false });
}

/** A USER root at the end of the stage that only takes back an earlier user. */
function dropRoot({ user }: ImageFacts, build: Build): readonly Fix[] {
  const instruction = instructionOf(user);
  if (instruction?.kind !== 'user') return [];
  const at = build.target.steps.findIndex((step) => step.instruction === instruction && step.trigger === undefined);
  const before = build.target.steps[at]?.before.user;
  if (at < 0 || before?.state !== 'known' || isRoot(before.value) || accountOf(before.value) === '') return [];
  if (build.target.steps.slice(at).some(({ instruction: later }) => later.kind === 'run' || later.kind === 'workdir'))
    return [];
  const edits = [withoutInstruction(build.dockerfile, instruction)];
  return [{ title: `Remove ${instruction.keyword} ${instruction.args.text}`, safe: true, edits }];
}
