import { shippedRuns } from '../../facts/shippedRuns.ts';
import { createsAccounts } from '../../shell/accounts.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { advice, type Fix, rule } from '../rule.ts';

export const sparseLog = rule({
  id: 'sparse-log',
  criterion: 'size-optimised',
  deciding: false,
  title: 'An account with a large number leaves the login records alone.',
  why: 'useradd makes a place for every number up to that of the account in /var/log/lastlog and faillog. The file is mostly holes, but a layer stores the holes: with a number of ten digits that is hundreds of gigabytes, and the build fails or takes an hour.',
  ignore: 'Where the distribution keeps no such records any more.',
  examples: {
    violated: [
      'FROM debian:12\nRUN useradd -m -u 1000140001 app\n',
      'FROM debian:12\nARG UID=200000\nRUN useradd --uid $UID app\n',
    ],
    satisfied: [
      'FROM debian:12\nRUN useradd -l -m -u 1000140001 app\n',
      'FROM debian:12\nRUN useradd -m -u 10001 app\n',
      'FROM debian:12 AS build\nRUN useradd -u 1000140001 app\nFROM debian:12\nCOPY --from=build /a /a\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const { script } of shippedRuns(build)) {
      for (const command of script.commands) {
        const account = createsAccounts(command).find(({ tool }) => tool === 'useradd');
        if (account?.uid === undefined || account.uid <= mostWithoutHarm || account.withoutLog) continue;
        const message = `useradd makes login records up to number ${account.uid}, which a layer stores in full. Add --no-log-init.`;
        yield advice(command.span, message, { fixes: fixesOf(command, build.dockerfile.text) });
      }
    }
  },
});

const mostWithoutHarm = 99_999;

function fixesOf({ words: [word] }: ShellCommand, text: string): readonly Fix[] {
  if (word === undefined || word.raw !== word.text || text.slice(word.span.start, word.span.end) !== word.raw)
    return [];
  const { end } = word.span;
  const edits = [{ span: { start: end, end }, newText: ' --no-log-init' }];
  return [{ title: 'Add --no-log-init', safe: false, edits }];
}
