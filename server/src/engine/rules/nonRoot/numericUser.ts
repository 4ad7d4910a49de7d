import type { ImageFacts } from '../../facts/imageFacts.ts';
import { baseOf, instructionOf } from '../../facts/origin.ts';
import { accountOf, isRoot, type User, uidOf } from '../../facts/user.ts';
import { advice, type Fix, rule } from '../rule.ts';

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
    const write = uid === undefined ? 'Write its number.' : `Write USER ${numbered(user.value, uid)}.`;
    yield advice(user.at, `${where}; a cluster cannot tell from a name that it is not root. ${write}`, {
      fixes: numberFix(facts, user.value, uid),
    });
  },
});

/** The group stays as it is written. */
function numbered({ text }: User, uid: number): string {
  const colon = text.indexOf(':');
  return colon < 0 ? String(uid) : `${uid}${text.slice(colon)}`;
}

function numberFix({ user }: ImageFacts, value: User, uid: number | undefined): readonly Fix[] {
  const instruction = instructionOf(user);
  if (uid === undefined || instruction?.kind !== 'user') return [];
  const newText = numbered(value, uid);
  return [{ title: `Write USER ${newText}`, safe: true, edits: [{ span: instruction.argsSpan, newText }] }];
}
