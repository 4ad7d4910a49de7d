import { familyOfImage } from '../../bases/familyOfImage.ts';
import type { Build } from '../../dockerfile/build.ts';
import { accountsMade, baseAccounts } from '../../facts/accounts.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { baseOf, instructionOf } from '../../facts/origin.ts';
import { accountOf, isRoot, type User, uidOf } from '../../facts/user.ts';
import { createsAccount } from '../../shell/accounts.ts';
import type { ShellWord } from '../../shell/script.ts';
import { get } from '../../text/persistentMap.ts';
import { advice, type Fix, rule } from '../rule.ts';
import { freeUid } from './newAccount.ts';

export const numericUser = rule({
  id: 'numeric-user',
  criterion: 'non-root',
  deciding: false,
  title: 'The user in force is a number.',
  why: 'A cluster that only admits non-root images looks at the config alone. It cannot tell from a name that the account is not root, and refuses the image.',
  ignore: 'Where the image only ever runs with a user given from outside.',
  examples: {
    violated: [
      'FROM debian:12\nRUN useradd -m -u 1000 app\nUSER app\n',
      'FROM node:22\nUSER node\n',
      '{"architecture": "amd64", "os": "linux", "config": {"User": "app", "Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      'FROM debian:12\nRUN useradd -m -u 1000 app\nUSER 1000\n',
      'FROM debian:12\nUSER 10001:0\n',
      'FROM gcr.io/distroless/static:nonroot\n',
    ],
  },
  *check(facts) {
    const { user } = facts;
    if (user.state !== 'known' || !user.value.literal || isRoot(user.value)) return;
    const account = accountOf(user.value);
    if (/^\d+$/.test(account)) return;
    const uid = uidOf(user.value);
    const from = baseOf(user);
    const where =
      from === undefined
        ? `The user is the name ${account}`
        : `The user is the name ${account}, set by ${from.reference}`;
    const { write, fixes } = remedyOf(facts, user.value, uid);
    yield advice(user.at, `${where}; a cluster cannot tell from a name that it is not root. ${write}`, { fixes });
  },
});

interface Remedy {
  readonly write: string;
  readonly fixes: readonly Fix[];
}

function remedyOf(facts: ImageFacts, value: User, uid: number | undefined): Remedy {
  const { build } = facts;
  const made = build && accountsMade(build).findLast(({ name }) => name === accountOf(value));
  const created = made && createsAccount(made.command);
  const word = created?.uidWord;
  const raw = word?.raw.replace(/^"(.*)"$/, '$1');
  if (uid !== undefined && raw?.includes('$') !== true) return writing(facts, numbered(value, uid), true);
  // The number follows the build argument, where it is still in force.
  if (uid !== undefined && raw !== undefined)
    return isInForce(raw, facts)
      ? writing(facts, numbered(value, raw), true)
      : writing(facts, numbered(value, uid), false);
  if (raw !== undefined) return { write: `Write the number that ${raw} gives.`, fixes: [] };
  if (build === undefined || made === undefined || created?.name === undefined || created.tool === 'passwd-file')
    return { write: `Write the number that id -u ${accountOf(value)} gives in the image.`, fixes: [] };
  return numbering(facts, value, { build, name: created.name, tool: created.tool });
}

/** `$UID` or `${UID}`, which the stage knows where USER stands. */
function isInForce(raw: string, { user, build }: ImageFacts): boolean {
  const name = /^\$\{?(\w+)\}?$/.exec(raw)?.[1];
  const instruction = instructionOf(user);
  const step = build?.target.steps.find((each) => each.instruction === instruction);
  return name !== undefined && step !== undefined && get(step.before.variables, name)?.state === 'known';
}

function writing({ user }: ImageFacts, newText: string, safe: boolean): Remedy {
  const write = `Write USER ${newText}.`;
  const instruction = instructionOf(user);
  if (instruction?.kind !== 'user') return { write, fixes: [] };
  const edits = [{ span: instruction.argsSpan, newText }];
  return { write, fixes: [{ title: `Write USER ${newText}`, safe, edits }] };
}

interface Unnumbered {
  readonly build: Build;
  readonly name: ShellWord;
  readonly tool: 'useradd' | 'adduser';
}

/** The account gets a number of its own where it is made. */
function numbering(facts: ImageFacts, value: User, { build, name, tool }: Unnumbered): Remedy {
  const { base } = build.ships[0] ?? build.target;
  const busybox = base.kind === 'image' && familyOfImage(base.text)?.accountTools?.adduser === 'busybox';
  const uid = freeUid([...baseAccounts(build), ...accountsMade(build)]);
  const option = `${tool === 'useradd' || busybox ? '-u' : '--uid'} ${uid}`;
  const user = numbered(value, uid);
  const { start } = name.span;
  const fixes = writing(facts, user, false).fixes.map(({ edits }) => ({
    title: `Make the account with ${option} and write USER ${user}`,
    safe: false,
    edits: [{ span: { start, end: start }, newText: `${option} ` }, ...edits],
  }));
  return { write: `Make it with ${tool} ${option} and write USER ${user}.`, fixes };
}

/** The group stays as it is written. */
function numbered({ text }: User, uid: number | string): string {
  const colon = text.indexOf(':');
  return colon < 0 ? String(uid) : `${uid}${text.slice(colon)}`;
}
