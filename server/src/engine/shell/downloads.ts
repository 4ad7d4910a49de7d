import { aria2Options, cloneOptions, curlOptions, gitOptions, wgetOptions } from './downloadOptions.ts';
import { type Arguments, hasOption, optionValue, readOptions } from './options.ts';
import { lastComponent } from './path.ts';
import type { ShellCommand, ShellWord } from './script.ts';
import { outputsOf } from './written.ts';

export interface Download {
  readonly tool: 'curl' | 'wget' | 'aria2c' | 'git';
  readonly url: ShellWord;
  /** The file or directory as named, or the last part of the URL; undefined for the standard output. */
  readonly output: ShellWord | undefined;
  /** The directory that `output` is in, where another than the working directory is named. */
  readonly directory: ShellWord | undefined;
  /** Certificates are not looked at. */
  readonly insecure: boolean;
  /** `git clone` with a branch, tag or commit. */
  readonly ref: ShellWord | undefined;
  readonly depth: ShellWord | undefined;
}

/** What a command fetches from the network: curl, wget, aria2c, `git clone`. */
export function downloads(command: ShellCommand): readonly Download[] {
  switch (command.program) {
    case 'curl':
      return byCurl(command);
    case 'wget':
      return byWget(command);
    case 'aria2c':
      return byAria(command);
    case 'git':
      return byGit(command);
    default:
      return [];
  }
}

const unpinned = { ref: undefined, depth: undefined };

function byCurl(command: ShellCommand): Download[] {
  const read = readOptions(command.args, curlOptions);
  const all = hasOption(read, '--remote-name-all');
  const names = ['-o', '--output', '-O', '--remote-name'];
  const outputs = read.options.filter(({ name }) => names.includes(name));
  const directory = optionValue(read, '--output-dir');
  const insecure = hasOption(read, '-k', '--insecure');
  const named = read.options.filter(({ name }) => name === '--url').flatMap(({ value }) => value ?? []);
  const urls = [...named, ...withoutStray(read.operands)];
  return urls.map((url, index) => {
    const output = outputs[index];
    const remote = output === undefined ? all : output.name === '-O' || output.name === '--remote-name';
    const file = remote ? lastComponent(url) : (output?.value ?? outputsOf(command).at(-1)?.target);
    return { tool: 'curl', url, output: asFile(file), directory, insecure, ...unpinned };
  });
}

const asFile = (word: ShellWord | undefined) => {
  return word?.text === '-' || word?.text === '/dev/stdout' ? undefined : word;
};

/** Without the words that may as well be options, or nothing, where a URL stands beside them: `curl $OPTIONS https://...`. */
function withoutStray(operands: readonly ShellWord[]): readonly ShellWord[] {
  if (!operands.some(({ pieces }) => /^[a-z+]{2,10}:\/\/|^git@/.test(pieces[0] ?? ''))) return operands;
  return operands.filter(
    ({ text, quoted, pieces }) => text !== undefined || quoted || pieces.some((piece) => piece !== ''),
  );
}

function byWget(command: ShellCommand): Download[] {
  const read = readOptions(command.args, wgetOptions);
  const document = optionValue(read, '-O', '--output-document');
  const directory = optionValue(read, '-P', '--directory-prefix');
  const insecure = hasOption(read, '--no-check-certificate');
  return withoutStray(read.operands).map((url) => {
    const file = document ?? lastComponent(url);
    const output = asFile(file) ?? outputsOf(command).at(-1)?.target;
    return {
      tool: 'wget',
      url,
      output,
      directory: document === undefined ? directory : undefined,
      insecure,
      ...unpinned,
    };
  });
}

function byAria({ args }: ShellCommand): Download[] {
  const read = readOptions(args, aria2Options);
  const output = optionValue(read, '-o', '--out');
  const directory = optionValue(read, '-d', '--dir');
  const insecure = optionValue(read, '--check-certificate')?.text === 'false';
  return read.operands.map((url) => {
    return { tool: 'aria2c', url, output: output ?? lastComponent(url), directory, insecure, ...unpinned };
  });
}

function byGit({ args, assignments }: ShellCommand): Download[] {
  const { options, operands } = readOptions(args, gitOptions);
  const [verb, ...rest] = operands;
  if (verb?.text !== 'clone') return [];
  const read = readOptions(rest, cloneOptions);
  const [url, named] = withoutStray(read.operands);
  if (url === undefined) return [];
  const directory = options.findLast(({ name }) => name === '-C')?.value;
  const settings = [...options, ...read.options].filter(({ name }) => name === '-c' || name === '--config');
  const insecure =
    settings.some(({ value }) => /^http\.sslverify=(?:false|0)$/i.test(value?.text ?? '')) ||
    /^(?:1|true)$/.test(assignments.get('GIT_SSL_NO_VERIFY')?.text ?? '');
  const ref = optionValue(read, '-b', '--branch', '--revision');
  return [
    {
      tool: 'git',
      url,
      output: named ?? withoutSuffix(lastComponent(url)),
      directory,
      insecure,
      ref,
      depth: depthOf(read),
    },
  ];
}

const depthOf = (read: Arguments) => optionValue(read, '--depth');

/** `x.git` is cloned to `x`. */
function withoutSuffix(word: ShellWord): ShellWord {
  const cut = (text: string) => text.replace(/\.git$/, '');
  const text = word.text === undefined ? undefined : cut(word.text);
  const pieces = [...word.pieces.slice(0, -1), cut(word.pieces.at(-1) ?? '')];
  return { ...word, raw: cut(word.raw), text, pieces };
}

/** The commit, branch or tag that `git checkout` and the like go to in a clone. */
export function checksOut({ program, args }: ShellCommand): ShellWord | undefined {
  if (program !== 'git') return undefined;
  const [verb, ...rest] = readOptions(args, gitOptions).operands;
  if (!['checkout', 'switch', 'reset'].includes(verb?.text ?? '')) return undefined;
  const { operands, options } = readOptions(rest, { short: 'bB', long: ['--orphan'] });
  if (verb?.text === 'reset' && !options.some(({ name }) => name === '--hard')) return undefined;
  return operands[0];
}

const sums = /^(?:(?:sha\d{1,3}|md5|b2|ck)sum|shasum|sha\d{1,3}|md5|rhash)$/;
const verifying: ReadonlyMap<string, RegExp> = new Map([
  ['gpg', /^--verify$/],
  ['gpg2', /^--verify$/],
  ['gpgv', /./],
  ['gpgv2', /./],
  ['openssl', /^-verify$|^-signature$/],
  ['minisign', /^-V/],
  ['cosign', /^verify/],
  ['slsa-verifier', /^verify/],
  ['sigstore', /^verify/],
]);

/** Whether a command looks at a check sum or a signature: `sha256sum -c`, `gpg --verify`. */
export function verifiesChecksum({ program, args, substitution }: ShellCommand): boolean {
  if (program === undefined) return false;
  // In `[ "$(sha256sum f)" = ... ]` the sum is compared by hand.
  if (sums.test(program))
    return substitution || args.some(({ text }) => /^(?:-\w*c\w*|--check(?:=.*)?)$/.test(text ?? ''));
  const pattern = verifying.get(program);
  return pattern !== undefined && args.some(({ text }) => text !== undefined && pattern.test(text));
}
