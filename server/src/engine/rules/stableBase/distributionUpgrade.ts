import { packageCalls } from '../../facts/packageCalls.ts';
import { shippedRuns } from '../../facts/shippedRuns.ts';
import type { PackageCommand } from '../../shell/packageCommand.ts';
import { advice, rule } from '../rule.ts';

export const distributionUpgrade = rule({
  id: 'distribution-upgrade',
  criterion: 'stable-base',
  deciding: false,
  title: 'The build does not upgrade the distribution of its base.',
  why: 'An upgrade brings whatever is newest on the day of the build, so that the base is no longer the one that FROM names. It stores every upgraded file a second time as well.',
  ignore: 'Where a fix is needed at once and no newer base has it yet.',
  examples: {
    violated: [
      'FROM debian:13\nRUN apt-get update && apt-get upgrade -y\n',
      'FROM rockylinux/rockylinux:9\nRUN dnf -y update && dnf clean all\n',
      'FROM alpine:3.23\nRUN apk upgrade --no-cache\n',
    ],
    satisfied: [
      'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends make\n',
      'FROM rockylinux/rockylinux:9\nRUN dnf -y upgrade openssl && dnf clean all\n',
      'FROM debian:13 AS build\nRUN apt-get update && apt-get upgrade -y\nFROM debian:13\nCOPY --from=build /a /a\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const { script } of shippedRuns(build)) {
      const call = packageCalls(script).find(({ asked }) => upgradesAll(asked));
      if (call === undefined) continue;
      const { command, asked } = call;
      const what = `${command.program} ${asked.verb}`;
      const message = `${what} takes what is newest on the day of the build, so that the base is no longer the one FROM names. Leave it out and name a newer base.`;
      yield advice(command.span, message);
    }
  },
});

/** Arch Linux is only ever upgraded as a whole, so pacman is none of these. */
const managers: ReadonlySet<string> = new Set(['apt', 'apk', 'dnf', 'yum', 'microdnf', 'tdnf', 'zypper']);

/** apt upgrades all even where packages are named; another root folder is not the base's. */
function upgradesAll(asked: PackageCommand): boolean {
  if (asked.action !== 'upgrade' || !managers.has(asked.manager)) return false;
  if (asked.verb === 'fix' || asked.root !== undefined) return false;
  return asked.manager === 'apt' || asked.packages.length === 0;
}
