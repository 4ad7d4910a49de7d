import { isDistribution } from '../../bases/lifecycle.ts';
import type { Build, Step } from '../../dockerfile/build.ts';
import { linesBefore } from '../../dockerfile/edit.ts';
import { accountsMade, baseAccounts } from '../../facts/accounts.ts';
import { accountsOfImage } from '../../facts/files/accountsOfImage.ts';
import { imageFiles } from '../../facts/files/imageFiles.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { instructionOf } from '../../facts/origin.ts';
import { scriptOf } from '../../facts/scripts.ts';
import { shippedSteps } from '../../facts/shippedRuns.ts';
import { accountOf, isRoot } from '../../facts/user.ts';
import { normalise } from '../../reference/normalise.ts';
import { installs } from '../../shell/packages.ts';
import { type Fix, rule, violation } from '../rule.ts';
import { newAccount } from './newAccount.ts';

export const userExists = rule({
  id: 'user-exists',
  criterion: 'non-root',
  deciding: true,
  title: 'A user that USER names exists in the image.',
  why: 'A container whose user is not in /etc/passwd does not start. Numbers need no account.',
  ignore: 'Where a script that cannot be read makes the account.',
  examples: {
    violated: [
      'FROM scratch\nCOPY app /app\nUSER app\nCMD ["/app"]\n',
      'FROM debian:12\nCOPY app /app\nUSER namd\n',
      '{"config": {"User": "namd"}, "files": ["0644 0:0 /etc/passwd root:x:0:0::/root:/bin/sh"]}\n',
    ],
    satisfied: [
      '{"config": {"User": "namd"}, "files": ["0644 0:0 /etc/passwd namd:x:1000:0::/home/namd:/bin/sh"]}\n',
      'FROM debian:12\nRUN useradd -m -u 1000 app\nUSER app\n',
      'FROM scratch\nCOPY passwd /etc/passwd\nUSER app\n',
      'FROM debian:12\nUSER 10001\n',
      'FROM debian:12\nRUN apt-get update && apt-get install -y postgresql\nUSER postgres\n',
      'FROM debian:12\nUSER nobody\n',
    ],
  },
  *check(facts) {
    const { user, build } = facts;
    const missing = missingAccount(facts);
    if (missing !== undefined) yield violation(user.at, missing);
    const instruction = instructionOf(user);
    if (user.state !== 'known' || build === undefined || instruction === undefined || isRoot(user.value)) return;
    const name = accountOf(user.value);
    if (/^\d+$/.test(name) || mayExist(name, build)) return;
    const base = build.ships[0]?.base;
    const where =
      base?.kind === 'scratch'
        ? 'a stage from scratch has no accounts'
        : `no RUN makes it and ${base?.kind === 'image' ? base.text : 'the base'} has none of that name`;
    const account = newAccount(build, name);
    const fixes: Fix[] =
      account === undefined
        ? []
        : [
            {
              title: `Make the account ${name}`,
              safe: false,
              edits: [linesBefore(build.dockerfile, instruction, [account.run])],
            },
          ];
    fixes.push({
      title: 'Write USER 10001:0',
      safe: false,
      edits: [{ span: instruction.argsSpan, newText: '10001:0' }],
    });
    yield violation(
      instruction.argsSpan,
      `There is no account ${name}: ${where}. Make it, or write a number such as USER 10001:0.`,
      { fixes },
    );
  },
});

/** The user of a built image without an account in its files. */
function missingAccount(facts: ImageFacts): string | undefined {
  const { user } = facts;
  const files = imageFiles(facts);
  const accounts = files && accountsOfImage(files);
  if (user.state !== 'known' || accounts === undefined || isRoot(user.value)) return undefined;
  const name = accountOf(user.value);
  if (/^\d*$/.test(name) || accounts.some((account) => account.name === name)) return undefined;
  return `The user is ${name}, but the image has no such account in /etc/passwd. Make it, or write a number such as USER 10001:0.`;
}

/** Accounts that distributions bring for their own services; a table of a base does not list them all. */
const systemAccounts = new Set(
  'daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats nobody nonroot _apt adm shutdown halt operator ftp ntp sshd squid guest cron at svn xfs postgres cyrus vpopmail smmsp postmaster apache messagebus systemd-network systemd-resolve dbus tss polkitd'.split(
    ' ',
  ),
);

/** Whether the account is there, or may be: made by a RUN, by a package, by copied files, or by a base that is not known well. */
function mayExist(name: string, build: Build): boolean {
  const { ships, dockerfile } = build;
  const root = ships[0];
  if (root === undefined || accountsMade(build).some((account) => account.name === name)) return true;
  if (shippedSteps(build).some((step) => bringsAccounts(step, dockerfile.text))) return true;
  if (root.base.kind === 'scratch') return false;
  const { base } = root;
  const unsure =
    base.kind !== 'image' || base.reference === undefined || base.image === undefined || base.image.derived;
  // Only a distribution's own image is known to hold nothing else.
  if (unsure || !isDistribution(normalise(base.reference).name)) return true;
  return systemAccounts.has(name) || baseAccounts(build).some((account) => account.name === name);
}

function bringsAccounts(step: Step, document: string): boolean {
  const { instruction } = step;
  if (instruction.kind === 'copy' || instruction.kind === 'add') {
    const destination = instruction.destination?.raw ?? '';
    return instruction.kind === 'add' || /^\/?$|^\/etc(\/|$)|\$/.test(destination);
  }
  const script = scriptOf(step, document);
  if (script === undefined) return false;
  return (
    script.unread.length > 0 ||
    script.commands.some(
      (command) => command.program === undefined || installs(command) !== undefined || makers.has(command.program),
    )
  );
}

/** Whoever runs these may have made an account in a way that was not read. */
const makers = new Set(['useradd', 'adduser', 'newusers', 'dpkg', 'rpm', 'make', 'python', 'python3', 'bash', 'sh']);
