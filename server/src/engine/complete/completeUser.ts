import type { Check } from '../check.ts';
import type { Build } from '../dockerfile/build.ts';
import { ancestry } from '../dockerfile/resolve.ts';
import { accountsMade, baseAccounts } from '../facts/accounts.ts';
import { lineNumber, linesOf } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { Proposal } from './proposal.ts';

interface Writing {
  readonly written: string;
  readonly at: Span;
}

const anyUser = '10001:0';

/** What can stand behind USER: accounts that the stage has made by then, a number that needs none, those of the base. */
export function completeUser(check: Check, { written, at }: Writing): readonly Proposal[] {
  const whole = check.facts?.build;
  const stage = whole?.stages.findLast(({ span }) => span.start <= at.start);
  if (whole !== undefined && stage?.os === 'windows') return [];
  const build =
    whole === undefined || stage === undefined ? undefined : { ...whole, target: stage, ships: ancestry(stage) };
  const colon = written.indexOf(':');
  if (colon > 0) return [grouped(written.slice(0, colon), at)];
  const free: Proposal = {
    label: anyUser,
    detail: 'any user, group 0: needs no account',
    kind: 'account',
    at,
  };
  if (build === undefined) return [free];
  const made = accountsMadeBefore(build, check, at);
  const taken = new Set(made.map(({ label }) => label));
  return [...made, free, ...accountsOfBase(build, at).filter(({ label }) => !taken.has(label))];
}

function grouped(account: string, at: Span): Proposal {
  return { label: `${account}:0`, detail: 'in group 0, which any user of a cluster is in', kind: 'account', at };
}

/** The latest first: by name, and by number, which Kubernetes can tell from root. */
function accountsMadeBefore(build: Build, { text }: Check, at: Span): readonly Proposal[] {
  const lines = linesOf(text);
  const named = new Map(
    accountsMade(build)
      .filter((account) => account.at.start < at.start && account.uid !== 0)
      .map((account) => [account.name, account] as const),
  );
  return [...named.values()].reverse().flatMap(({ name, uid, at: place }) => {
    const where = `made in line ${lineNumber(lines, place.start)}`;
    const byName: Proposal = {
      label: name,
      detail: uid === undefined ? where : `uid ${uid}, ${where}`,
      kind: 'account',
      at,
    };
    return uid === undefined ? [byName] : [byName, { ...byName, label: String(uid), detail: `${name}, ${where}` }];
  });
}

function accountsOfBase(build: Build, at: Span): readonly Proposal[] {
  const { base } = build.ships[0] ?? build.target;
  const of = base.kind === 'image' ? base.text : '';
  return baseAccounts(build)
    .filter(({ uid }) => uid !== 0)
    .map(({ name, uid }) => {
      const detail = uid === undefined ? `of ${of}` : `uid ${uid}, of ${of}`;
      return { label: name, detail, kind: 'account', at };
    });
}
