import { skipFix } from '../../facts/security/skipFix.ts';
import { type SkippedCheckAt, skippedChecks } from '../../facts/security/skippedChecks.ts';
import { signatureOff as table, turnsSignaturesOff } from '../../shell/signatureOff.ts';
import { advice, rule, violation } from '../rule.ts';

export const signatureOff = rule({
  id: 'signature-off',
  criterion: 'other-security',
  deciding: true,
  title: 'Packages are installed only where their signature is right.',
  why: 'The signature says that a package comes from its distributor and was not changed on the way: mirrors and many repositories are reached without TLS because of it. The key of a repository is all that is needed.',
  ignore: 'Where the package was made in this very build, or its check sum is compared before.',
  examples: {
    violated: [
      'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends --allow-unauthenticated app && rm -rf /var/lib/apt/lists/*\n',
      'FROM rockylinux/rockylinux:9\nRUN dnf install -y --nogpgcheck app-1.0 && dnf clean all\n',
      'FROM alpine:3.23\nRUN apk add --no-cache --allow-untrusted glibc.apk\n',
      "FROM debian:13\nRUN echo 'deb [trusted=yes] https://example.org/apt stable main' > /etc/apt/sources.list.d/app.list\n",
      "FROM rockylinux/rockylinux:9\nRUN printf '[app]\\nbaseurl=https://example.org/rpm\\ngpgcheck=0\\n' > /etc/yum.repos.d/app.repo\n",
    ],
    satisfied: [
      'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends app && rm -rf /var/lib/apt/lists/*\n',
      "FROM debian:13\nRUN echo 'deb [signed-by=/usr/share/keyrings/app.gpg] http://example.org/apt stable main' > /etc/apt/sources.list.d/app.list\n",
      "FROM debian:13\nRUN echo 'deb [trusted=yes] file:///packages ./' > /etc/apt/sources.list.d/own.list\n",
      'FROM rockylinux/rockylinux:9\nRUN dnf install -y app-1.0 && dnf clean all\n',
      'FROM debian:13 AS build\nRUN apt-get install --force-yes app\nFROM debian:13\nCMD ["a"]\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const found of skippedChecks(build, { table, asks: turnsSignaturesOff })) {
      const fix = skipFix(found, build.dockerfile);
      const fixes = fix === undefined ? [] : [{ title: fix.title, safe: false, edits: [fix.edit] }];
      yield (found.place.ships ? violation : advice)(found.at, messageOf(found), { fixes });
    }
  },
});

function messageOf({ shown, by }: SkippedCheckAt): string {
  const line = shown.replace(/\s+/g, ' ');
  const what = line.length > longest ? `${line.slice(0, longest)}...` : line;
  if (by?.check.kind === 'option')
    return `${what} installs packages that nobody has signed. Leave it out and add the key of the repository.`;
  return `${what} has packages of the repository installed that nobody has signed. Leave it out and name the key of the repository.`;
}

const longest = 80;
