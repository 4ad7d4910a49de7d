import type { ShellCommand } from './script.ts';
import { type SkippedCheck, type SkipTable, skips, textSkips } from './skippedChecks.ts';

const on = /^(?:true|1|yes|on)$/i;
const off = /^(?:false|0|no|off)$/i;
const redHat = 'dnf yum microdnf tdnf';

/** Everything by which package managers take packages that nobody has signed. */
export const signatureOff: SkipTable = {
  options: [
    { programs: 'apt', names: '--allow-unauthenticated --force-yes --allow-insecure-repositories' },
    { programs: 'debootstrap', names: '--no-check-gpg' },
    { programs: redHat, names: '--nogpgcheck --no-gpgchecks --no-gpg-checks' },
    { programs: 'rpm', names: '--nosignature --nodigest --nogpg' },
    { programs: 'apk', names: '--allow-untrusted' },
    { programs: 'zypper', names: '--no-gpg-checks --no-gpgcheck --gpgcheck-allow-unsigned --allow-unsigned-rpm' },
    { programs: 'spack', names: '--no-check-signature --unsigned' },
    { programs: 'nix nix-env nix-build nix-store nix-copy-closure', names: '--no-require-sigs --no-check-sigs' },
  ],
  settings: [
    { programs: 'apt', name: /^APT::Get::AllowUnauthenticated$/i, value: on },
    { programs: 'apt', name: /^Acquire::Allow(?:Weak|DowngradeTo)?Insecure(?:Repositories)?$/i, value: on },
    { programs: `${redHat} yum-config-manager`, name: /^(?:[^=\s]*\.)?gpgcheck$/i, value: off },
  ],
  variables: new Map(),
  files: [
    // Packages that lie beside the list were not fetched.
    {
      file: /sources\.list|\.list$/,
      line: /^\s{0,9}deb(?:-src)?\s{1,9}\[[^\]\n]{0,200}\b(?:trusted|allow-insecure)=yes[^\]\n]{0,200}\]\s{0,9}(?!file:|copy:|cdrom:)\S{1,80}/m,
    },
    { file: /\.sources$/, line: /^\s{0,9}(?:Trusted|Allow-Insecure):\s{0,9}yes\b/im },
    { file: /\.repo$|(?:yum|dnf|zypp)\.conf$/, line: /^\s{0,9}gpgcheck\s{0,9}=\s{0,9}(?:0|false|no|off)\b/im },
    {
      file: /apt\.conf/,
      line: /(?:AllowUnauthenticated|AllowInsecureRepositories)\s{1,9}"?(?:true|1|yes)\b/i,
    },
    { file: /pacman\.conf$/, line: /^\s{0,9}SigLevel\s{0,9}=\s{0,9}(?:Never|[^\n]{0,100}TrustAll)\b/im },
  ],
};

/** That by which a command gives up that packages are signed by who they should be. */
export function turnsSignaturesOff(command: ShellCommand): SkippedCheck | undefined {
  return skips(command, signatureOff) ?? bySource(command);
}

/** `add-apt-repository "deb [trusted=yes] ..."`. */
function bySource({ program, args }: ShellCommand): SkippedCheck | undefined {
  if (program !== 'add-apt-repository' && program !== 'apt-add-repository') return undefined;
  for (const word of args) {
    const shown = word.text === undefined ? undefined : textSkips('x.list', word.text, signatureOff);
    if (shown !== undefined) return { kind: 'text', words: [word], shown };
  }
  return undefined;
}
