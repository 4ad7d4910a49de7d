import { downloads } from './downloads.ts';
import type { ShellCommand } from './script.ts';
import { type SkippedCheck, type SkipTable, skips } from './skippedChecks.ts';

const off = /^(?:false|0|no|off|none)$/i;
const elsewhere = /^(?!localhost(?:$|:)|127\.|\[?::1)./;

/** Everything by which programs no longer look at the certificate of the server they talk to. */
export const tlsOff: SkipTable = {
  options: [
    { programs: 'curl', names: '-k --insecure --proxy-insecure' },
    { programs: 'wget', names: '--no-check-certificate' },
    { programs: 'aria2c', names: '--check-certificate', value: /^false$/ },
    { programs: 'pip uv pipx', names: '--trusted-host --allow-insecure-host', value: elsewhere },
    { programs: 'conda mamba micromamba', names: '--insecure -k' },
    { programs: 'micromamba', names: '--ssl-verify', value: off },
    { programs: 'npm yarn pnpm', names: '--no-strict-ssl' },
    { programs: 'npm yarn pnpm', names: '--strict-ssl', value: off },
    { programs: 'svn', names: '--trust-server-cert --trust-server-cert-failures' },
    { programs: 'hg', names: '--insecure' },
    { programs: 'go', names: '-insecure' },
    { programs: 'helm kubectl oc', names: '--insecure-skip-tls-verify' },
    { programs: 'podman buildah skopeo', names: '--tls-verify --src-tls-verify --dest-tls-verify', value: off },
  ],
  settings: [
    { programs: 'git', name: /^http\.(?:.*\.)?sslverify$/i, value: off },
    { programs: 'npm yarn pnpm', name: /^(?:strict-ssl|enableStrictSsl)$/i, value: off, verbs: 'config set c' },
    { programs: 'conda mamba micromamba', name: /^ssl_verify$/, value: off },
    { programs: 'pip', name: /^(?:global|install|download)\.trusted-host$/, value: elsewhere },
    { programs: 'apt', name: /^Acquire::https(?:::[^:]+)?::Verify-(?:Peer|Host)$/i, value: off },
    { programs: 'dnf yum microdnf tdnf yum-config-manager', name: /^(?:[^=\s]*\.)?sslverify$/i, value: off },
    { programs: 'composer', name: /^disable-tls$/, value: /^(?:true|1)$/ },
    { programs: 'bundler', name: /^ssl_verify_mode$/, value: /^0$/ },
  ],
  variables: new Map([
    ['GIT_SSL_NO_VERIFY', /^(?:1|true|yes|on)$/i],
    ['NODE_TLS_REJECT_UNAUTHORIZED', /^0$/],
    ['PYTHONHTTPSVERIFY', /^0$/],
    ['PIP_TRUSTED_HOST', elsewhere],
    ['UV_INSECURE_HOST', elsewhere],
    ['NPM_CONFIG_STRICT_SSL', off],
    ['npm_config_strict_ssl', off],
    ['YARN_ENABLE_STRICT_SSL', off],
    ['CONDA_SSL_VERIFY', off],
    ['MAMBA_SSL_VERIFY', off],
    ['BUNDLE_SSL_VERIFY_MODE', /^0$/],
    ['JULIA_SSL_NO_VERIFY_HOSTS', /./],
    ['GOINSECURE', /./],
    ['PERL_LWP_SSL_VERIFY_HOSTNAME', /^0$/],
  ]),
  files: [
    { file: /curlrc$/, line: /^\s{0,9}(?:-{0,2}insecure|-k)\b/m },
    { file: /wgetrc$/, line: /^\s{0,9}check[_-]?certificate\s{0,9}=\s{0,9}(?:off|no|false|0)\b/im },
    { file: /condarc$|\.mambarc$/, line: /^\s{0,9}ssl_verify:\s{0,9}(?:false|no|off)\b/im },
    { file: /\.?npmrc$/, line: /^\s{0,9}strict-ssl\s{0,9}=\s{0,9}false\b/im },
    { file: /\.yarnrc(?:\.yml)?$/, line: /^\s{0,9}(?:"?strict-ssl"?\s{1,9}"?|enableStrictSsl:\s{0,9})false\b/im },
    { file: /pip\.(?:conf|ini)$/, line: /^\s{0,9}trusted-host\s{0,9}=\s{0,9}(?!localhost|127\.)\S{1,200}/im },
    { file: /gitconfig$/, line: /^\s{0,9}sslverify\s{0,9}=\s{0,9}(?:false|0|no|off)\b/im },
    { file: /\.repo$|(?:yum|dnf)\.conf$/, line: /^\s{0,9}sslverify\s{0,9}=\s{0,9}(?:false|0|no)\b/im },
    { file: /apt\.conf/, line: /Acquire::https(?:::[^:\s]{1,100})?::Verify-(?:Peer|Host)\s{1,9}"?(?:false|0|no)\b/i },
    { file: /\.gemrc$/, line: /^\s{0,9}:?ssl_verify_mode:\s{0,9}0\b/m },
  ],
};

/** That by which a command gives up that the other side of a connection is who it says. */
export function turnsTlsOff(command: ShellCommand): SkippedCheck | undefined {
  const found = skips(command, tlsOff) ?? inCode(command);
  return found === undefined || (found.kind === 'option' && staysHere(command)) ? undefined : found;
}

const here = /^(?:https?:\/\/)?(?:localhost|127\.\d|\[::1\]|0\.0\.0\.0)|^ftp:|^file:/i;

/** Whether all it fetches is on this very machine, or comes without certificates anyway. */
function staysHere(command: ShellCommand): boolean {
  const fetched = command.program === 'git' ? [] : downloads(command);
  return fetched.length > 0 && fetched.every(({ url }) => here.test(url.text ?? ''));
}

const code =
  /\bssl_verifypeer\s{0,9}=\s{0,9}(?:0L?|FALSE|F)\b|_create_unverified_context|download\.file\.extra\s{0,9}=\s{0,9}["'][^"']{0,100}(?:--no-check-certificate|-k\b|--insecure)/;

/** `Rscript -e 'options(download.file.extra = "-k")'`, `python -c 'ssl._create_unverified_context'`. */
function inCode({ program, args }: ShellCommand): SkippedCheck | undefined {
  if (program === undefined || !/^(?:R|Rscript|r|python[\d.]*)$/.test(program)) return undefined;
  for (const word of args) {
    const found = word.text === undefined || word.text.length > longest ? null : code.exec(word.text);
    if (found !== null) return { kind: 'text', words: [word], shown: found[0] };
  }
  return undefined;
}

const longest = 20_000;
