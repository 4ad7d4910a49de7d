import { downloads } from './downloads.ts';
import { installs } from './packages.ts';
import type { ShellCommand, ShellWord } from './script.ts';
import { writesText } from './written.ts';

/** The word with which a command gives up that the other side of a connection is who it says. */
export function turnsTlsOff(command: ShellCommand): ShellWord | undefined {
  const { args, program = '' } = command;
  const flags = tlsFlags.get(program);
  const flagged = args.find((word) => word.text !== undefined && flags?.test(word.text));
  if (flagged !== undefined) return flagged;
  const [insecure] = downloads(command).filter((download) => download.insecure);
  if (insecure !== undefined) return args.find(({ text }) => /^-\w*k/.test(text ?? '')) ?? command.words[0];
  const asked = installs(command);
  const trusted = asked?.options.find(
    ({ name, value }) => name === '--trusted-host' || tlsSettings.test(value?.text ?? ''),
  );
  return trusted?.word ?? settingOff(command) ?? assignedOff(command) ?? writtenOff(command, tlsFiles);
}

const tlsFlags: ReadonlyMap<string, RegExp> = new Map([
  ['curl', /^--insecure$/],
  ['wget', /^--no-check-certificate$/],
  ['aria2c', /^--check-certificate=false$/],
  ['git', /^http\.sslverify=(?:false|0)$/i],
]);

const tlsSettings = /^(?:Acquire::https(?:::[^:]*)?::Verify-(?:Peer|Host)=(?:false|0)|sslverify=(?:0|false|no))$/i;
const settings: ReadonlyMap<string, RegExp> = new Map([
  ['git', /^http(?:\..*)?\.sslverify$/i],
  ['npm', /^strict-ssl$/],
  ['yarn', /^strict-ssl$|^enableStrictSsl$/],
  ['pnpm', /^strict-ssl$/],
  ['conda', /^ssl_verify$/],
  ['mamba', /^ssl_verify$/],
  ['micromamba', /^ssl_verify$/],
]);
const off = /^(?:false|0|no|off)$/i;

/** `git config http.sslVerify false`, `npm config set strict-ssl=false`. */
function settingOff({ program = '', args }: ShellCommand): ShellWord | undefined {
  const name = settings.get(program);
  if (name === undefined || !args.some(({ text }) => text === 'config')) return undefined;
  return args.find(({ text = '' }, index) => {
    const equals = text.indexOf('=');
    if (equals >= 0) return name.test(text.slice(0, equals)) && off.test(text.slice(equals + 1));
    return name.test(text) && off.test(args[index + 1]?.text ?? '');
  });
}

const variables: ReadonlyMap<string, RegExp> = new Map([
  ['GIT_SSL_NO_VERIFY', /^(?:1|true)$/i],
  ['NODE_TLS_REJECT_UNAUTHORIZED', /^0$/],
  ['PYTHONHTTPSVERIFY', /^0$/],
  ['NPM_CONFIG_STRICT_SSL', off],
  ['CONDA_SSL_VERIFY', off],
]);

/** Whether a variable of this name and value turns certificates off, for ENV and for assignments. */
export function variableTurnsTlsOff(name: string, value: string): boolean {
  return variables.get(name)?.test(value) === true;
}

function assignedOff({ assignments, program, args }: ShellCommand): ShellWord | undefined {
  for (const [name, word] of assignments) if (variableTurnsTlsOff(name, word.text ?? '')) return word;
  if (program !== 'export') return undefined;
  return args.find(({ text = '' }) =>
    variableTurnsTlsOff(text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)),
  );
}

interface FileLine {
  readonly file: RegExp;
  readonly line: RegExp;
}

const tlsFiles: readonly FileLine[] = [
  { file: /curlrc$/, line: /^(?:insecure|-k)\b/m },
  { file: /wgetrc$/, line: /^check_certificate ?= ?off/m },
  { file: /\.condarc$/, line: /^ssl_verify: ?false/im },
  { file: /\.npmrc$/, line: /^strict-ssl ?= ?false/m },
];
const signatureFiles: readonly FileLine[] = [
  { file: /sources\.list|\.list$/, line: /\[[^\]\n]{0,200}trusted=yes/ },
  { file: /\.sources$/, line: /^Trusted: ?yes/im },
  { file: /\.repo$|yum\.conf$|dnf\.conf$/, line: /^gpgcheck ?= ?0/m },
  { file: /apt\.conf/, line: /AllowUnauthenticated "?(?:true|1)|AllowInsecureRepositories "?(?:true|1)/ },
];

function writtenOff(command: ShellCommand, lines: readonly FileLine[]): ShellWord | undefined {
  for (const { file, text, word } of writesText(command)) {
    const path = file.text ?? file.raw;
    if (lines.some((each) => each.file.test(path) && each.line.test(text))) return word;
  }
  return undefined;
}

const signatureFlags = new Set([
  ...['--allow-unauthenticated', '--force-yes', '--allow-insecure-repositories', '--allow-untrusted', '--nogpgcheck'],
  ...['--no-gpgcheck', '--no-gpg-checks', '--allow-unsigned-rpm', '--nosignature', '--no-signature', '--nogpg'],
]);
const signatureSettings =
  /^(?:APT::Get::AllowUnauthenticated=(?:true|1|yes)|Acquire::AllowInsecureRepositories=(?:true|1|yes)|(?:\w+\.)?(?:repo_|local_pkg_)?gpgcheck=(?:0|false|no))$/i;

/** The word with which a command gives up that packages are signed by who it says. */
export function turnsSignaturesOff(command: ShellCommand): ShellWord | undefined {
  const asked = installs(command);
  const option = asked?.options.find(
    ({ name, value }) => signatureFlags.has(name) || signatureSettings.test(value?.text ?? ''),
  );
  if (option !== undefined) return option.word;
  if (command.program === 'sed') return command.args.find(({ text }) => /gpgcheck ?= ?0/.test(text ?? ''));
  return writtenOff(command, signatureFiles);
}
